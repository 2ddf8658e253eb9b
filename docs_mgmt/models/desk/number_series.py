"""A number series: the row that is locked while a number is taken."""

from django.db import models

from docs_mgmt.models.people.agency import Agency


class NumberSeries(models.Model):
    """One sequence of numbers of one agency and year, from 01 on (NĐ 30/2020, Đ15.1)."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="series")
    year = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40)
    last_number = models.PositiveIntegerField(default=0)
    last_date = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "number series"
        ordering = ["-year", "agency", "key"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "year", "key"], name="one_series_a_key")
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.year} {self.key}"
