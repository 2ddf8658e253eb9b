"""What a draft is sorted by: the types of the decree, and the fields (lĩnh vực) used before."""

from docs_mgmt.models import Agency, Document, DocumentType
from docs_mgmt.rules.flow import Stage, stages_from

_MOST = 60


def fields_of(agency: Agency) -> list[str]:
    """The fields of what the agency has issued, to choose from; a draft tells nothing."""
    rows = (
        Document.objects.filter(agency=agency, stage__in=stages_from(Stage.ISSUED))
        .exclude(field="")
        .order_by("field")
    )
    return list(rows.values_list("field", flat=True).distinct()[:_MOST])


def document_types() -> list[DocumentType]:
    """The 29 types in the order of the decree."""
    return list(DocumentType.objects.all())
