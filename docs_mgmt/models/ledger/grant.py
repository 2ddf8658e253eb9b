"""Grants: why somebody may see a thing; and guardian's rows that follow from them."""

from django.db import models
from guardian.models import UserObjectPermissionBase

from docs_mgmt.models.archive.dossier import Dossier
from docs_mgmt.models.document.document import Document
from docs_mgmt.models.people.agency import Agency
from docs_mgmt.models.people.desk import Desk
from docs_mgmt.models.people.person import Person
from docs_mgmt.models.people.unit import Unit
from docs_mgmt.models.words import MaybeWordField, WordField
from docs_mgmt.rules.flow import Stage
from docs_mgmt.rules.words import Right, Why

_ONE_GRANTEE = (
    models.Q(person__isnull=False, unit__isnull=True, desk__isnull=True)
    | models.Q(person__isnull=True, unit__isnull=False, desk__isnull=True)
    | models.Q(person__isnull=True, unit__isnull=True, desk__isnull=False)
)
_TARGETS = ("document", "dossier", "of_unit", "agency")


def _one_target() -> models.Q:
    one = models.Q()
    for chosen in _TARGETS:
        one |= models.Q(**{f"{name}__isnull": name != chosen for name in _TARGETS})
    return one


class Grant(models.Model):
    """One cause for one right; the right goes when its last cause goes."""

    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="grants")
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, blank=True, related_name="grants")
    desk = models.ForeignKey(Desk, models.CASCADE, null=True, blank=True, related_name="grants")
    document = models.ForeignKey(
        Document, models.CASCADE, null=True, blank=True, related_name="grants"
    )
    dossier = models.ForeignKey(
        Dossier, models.CASCADE, null=True, blank=True, related_name="grants"
    )
    of_unit = models.ForeignKey(Unit, models.CASCADE, null=True, blank=True, related_name="scopes")
    agency = models.ForeignKey(Agency, models.CASCADE, null=True, blank=True, related_name="scopes")
    right = WordField(Right)
    why = WordField(Why)
    cause_kind = models.CharField(max_length=40)
    cause_id = models.PositiveBigIntegerField()
    from_version = models.PositiveSmallIntegerField(null=True, blank=True)
    from_stage = MaybeWordField(Stage)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["unit", "document"], name="grant_unit_document"),
            models.Index(fields=["desk", "document"], name="grant_desk_document"),
            models.Index(fields=["document", "person"], name="grant_document_person"),
            models.Index(fields=["person", "why", "document"], name="grant_person_why"),
            models.Index(fields=["cause_kind", "cause_id"], name="grant_cause"),
        ]
        constraints = [
            models.CheckConstraint(condition=_ONE_GRANTEE, name="a_grant_has_one_grantee"),
            models.CheckConstraint(condition=_one_target(), name="a_grant_has_one_target"),
        ]

    def __str__(self) -> str:
        return f"{self.right}: {self.why}"


class DocumentUserObjectPermission(UserObjectPermissionBase):
    """Guardian's row for one person, one right, one document."""

    content_object = models.ForeignKey(Document, models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        indexes = [models.Index(fields=["user", "-content_object"], name="seen_by_person")]


class DossierUserObjectPermission(UserObjectPermissionBase):
    """Guardian's row for one person, one right, one dossier."""

    content_object = models.ForeignKey(Dossier, models.CASCADE)
