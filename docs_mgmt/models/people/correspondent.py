"""A correspondent: an agency or person outside the installation."""

from django.db import models


class Correspondent(models.Model):
    """One outside party that sends or receives documents."""

    name = models.CharField(max_length=200)
    is_person = models.BooleanField(default=False)
    code_qcvn102 = models.CharField(max_length=40, blank=True)
    code_qd20 = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=300, blank=True)
    email = models.EmailField(blank=True)

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name
