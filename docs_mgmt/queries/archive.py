"""The archive: the dossiers of a year's plan and what in them the reader may see."""

from django.db.models import Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery

from docs_mgmt.clock import today
from docs_mgmt.models import (
    Agency,
    Document,
    Dossier,
    DossierItem,
    DossierPlan,
    PaperCopy,
    Person,
    RegisterEntry,
)
from docs_mgmt.permissions import is_seen, posts_of, reach_of
from docs_mgmt.rules.words import CopyKind, EntryState, Role

#: Who works with an agency's dossiers: the desk that files in them, the archive that keeps them.
KEEPERS = (Role.CLERK, Role.ARCHIVIST)


def agencies_whose_archive(reader: Person) -> QuerySet[Agency]:
    """The agencies whose dossiers the reader files in or keeps."""
    posts = posts_of(reader).filter(position__roles__role__in=KEEPERS)
    return Agency.objects.filter(
        Q(units__in=posts.filter(unit__isnull=False).values("unit"))
        | Q(desks__in=posts.filter(desk__isnull=False).values("desk"))
    ).distinct()


def plans_seen_by(reader: Person) -> QuerySet[DossierPlan]:
    """The dossier lists that the reader works with, the newest year first."""
    return (
        DossierPlan.objects.filter(agency__in=agencies_whose_archive(reader))
        .select_related("agency")
        .order_by("-year", "agency__name")
    )


def dossiers_seen_by(reader: Person) -> QuerySet[Dossier]:
    """The dossiers that the reader works with, with how much lies in them and from when to when."""
    return (
        Dossier.objects.filter(plan__agency__in=agencies_whose_archive(reader))
        .select_related("plan__agency", "unit", "keeper", "retention")
        .annotate(
            filled=Count("items"),
            first_date=Min("items__document__issued_on"),
            last_date=Max("items__document__issued_on"),
        )
    )


def dossiers_of(reader: Person, plan: DossierPlan) -> QuerySet[Dossier]:
    """The dossiers of one plan, unit by unit."""
    return (
        dossiers_seen_by(reader)
        .filter(plan=plan)
        .order_by(F("unit__name").asc(nulls_first=True), "code")
    )


def items_seen_by(reader: Person, dossier: Dossier) -> QuerySet[DossierItem]:
    """The documents in the dossier that the reader may see, in their order."""
    own = OuterRef("document")
    entry = RegisterEntry.objects.filter(document=own, state=EntryState.TAKEN)
    original = PaperCopy.objects.filter(
        document=own, kind=CopyKind.ORIGINAL, spoiled_at__isnull=True
    )
    return (
        DossierItem.objects.filter(is_seen(reach_of(reader)), dossier=dossier)
        .select_related("document__type", "document__agency")
        .annotate(
            number=Subquery(entry.values("full")[:1]),
            pages=Subquery(original.values("pages")[:1]),
        )
        .order_by("ordinal")
    )


def dossiers_for(document: Document) -> QuerySet[Dossier]:
    """The open dossiers for a document in hand: those of its agency and of the year of its date."""
    year = (document.issued_on or today()).year
    return (
        Dossier.objects.filter(
            plan__agency=document.agency_id, plan__year=year, closed_on__isnull=True
        )
        .select_related("unit", "plan")
        .order_by(F("unit__name").asc(nulls_first=True), "code")
    )


def suggested_dossier(document: Document) -> Dossier | None:
    """The dossier of the drafting unit in which most documents of this type lie."""
    return (
        dossiers_for(document)
        .filter(unit=document.unit_id)
        .annotate(alike=Count("items", filter=Q(items__document__type=document.type_id)))
        .order_by("-alike", "code")
        .first()
    )
