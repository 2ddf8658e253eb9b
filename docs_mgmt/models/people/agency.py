"""An agency (cơ quan, tổ chức): who issues, receives and keeps documents."""

from django.db import models


class Agency(models.Model):
    """One agency; several live in one installation, a closed one stays findable as an issuer."""

    code = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=100)
    #: Lines above the issuing agency's name on paper, upright (Phụ lục I, II.2).
    letterhead_parent = models.CharField(max_length=200, blank=True)
    #: Lines of the issuing agency's name on paper, bold.
    letterhead = models.CharField(max_length=200, blank=True)
    #: Địa danh before the date (Phụ lục I, II.4).
    place = models.CharField(max_length=100)
    #: The agency in a notation: UBND.
    abbreviation = models.CharField(max_length=20, default="UBND")
    #: The collective in a signature block: ỦY BAN NHÂN DÂN.
    collective = models.CharField(max_length=200)
    #: The head's title in a signature block: CHỦ TỊCH.
    head_title = models.CharField(max_length=100)
    level = models.CharField(max_length=40, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    predecessors = models.ManyToManyField("self", symmetrical=False, blank=True)
    code_qcvn102 = models.CharField(max_length=40, blank=True)
    code_qd20 = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    website = models.CharField(max_length=200, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    #: A sample agency: every page and print of it says that it is without value.
    is_sample = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "agencies"
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.short_name
