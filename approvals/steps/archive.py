"""Archive: the desk files the issued original in a dossier of the year's plan."""

from approvals.steps._take import take
from docs_mgmt.clock import now
from docs_mgmt.models import Document, Dossier, DossierItem, Person
from docs_mgmt.rules.flow import Obstacle, Step, StepNotAllowedError


def archive_document(
    document: Document, dossier: Dossier, *, actor: Person, token: str
) -> DossierItem:
    """File the document as the next item of an open dossier (NĐ 30/2020, Đ19, Đ29.3)."""
    with take(Step.ARCHIVE, document, actor=actor, token=token) as taken:
        place = Dossier.objects.select_for_update().select_related("plan").get(pk=dossier.pk)
        if place.plan.agency_id != taken.subject.agency_id or place.closed_on is not None:
            raise StepNotAllowedError(Step.ARCHIVE, taken.subject.stage, Obstacle.NO_DOSSIER)
        last = place.items.order_by("-ordinal").values_list("ordinal", flat=True).first()
        item = DossierItem.objects.create(
            dossier=place,
            document=taken.subject,
            ordinal=(last or 0) + 1,
            filed_by=actor,
            filed_at=now(),
        )
        taken.note(dossier=place.code, year=place.plan.year, ordinal=item.ordinal)
    return item
