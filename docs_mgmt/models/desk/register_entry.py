"""An entry of the register of outgoing documents (sổ đăng ký văn bản đi)."""

from django.db import models

from docs_mgmt.models.desk.number_series import NumberSeries
from docs_mgmt.models.document.document import Document
from docs_mgmt.models.people.agency import Agency
from docs_mgmt.models.words import WordField
from docs_mgmt.rules.words import EntryState


class RegisterEntry(models.Model):
    """One number and what the book says of it (Phụ lục IV); never deleted, a void one stays."""

    #: Empty: a number of the old archive, given in another book before this one.
    series = models.ForeignKey(
        NumberSeries, models.PROTECT, null=True, blank=True, related_name="entries"
    )
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="entries")
    document = models.ForeignKey(Document, models.PROTECT, related_name="entries")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    suffix = models.CharField(max_length=2, blank=True)
    notation = models.CharField(max_length=60)
    full = models.CharField(max_length=80)
    date = models.DateField()
    state = WordField(EntryState, default=EntryState.TAKEN)
    void_reason = models.CharField(max_length=500, blank=True)
    # The columns of the book as they were at the deed.
    type_and_title = models.CharField(max_length=700)
    signer = models.CharField(max_length=200)
    recipients = models.TextField(blank=True)
    keeper = models.CharField(max_length=200, blank=True)
    copies = models.PositiveSmallIntegerField(default=0)
    sent_on = models.DateField(null=True, blank=True)
    receipt = models.CharField(max_length=200, blank=True)
    remark = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name_plural = "register entries"
        ordering = ["year", "series", "number", "suffix"]
        indexes = [models.Index(fields=["agency", "year", "number"], name="register_agency_year")]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "number", "suffix"], name="a_number_is_given_once"
            ),
            models.UniqueConstraint(
                fields=["agency", "year", "full"],
                condition=models.Q(series__isnull=False),
                name="number_and_notation_once_a_year",
            ),
            models.UniqueConstraint(
                fields=["document"],
                condition=models.Q(state="TAKEN"),
                name="one_live_number_a_document",
            ),
        ]

    def __str__(self) -> str:
        return self.full
