"""What a draft is sorted by: the types of the decree, and the fields (lĩnh vực) used before."""

from django.db.models import Q

from docs_mgmt.models import Agency, Document, DocumentType
from docs_mgmt.rules.flow import Stage, stages_from

_MOST = 60
#: What was used before this many documents is not offered again.
_LATELY = 2000


def fields_of(agency: Agency) -> list[str]:
    """The fields of what the agency issued lately, to choose from; a draft tells nothing."""
    lately = Q()
    for stage in stages_from(Stage.ISSUED):
        issued = Document.objects.filter(agency=agency, stage=stage).order_by("-pk")
        lately |= Q(pk__in=issued.values("pk")[:_LATELY])
    rows = Document.objects.filter(lately).exclude(field="").order_by("field")
    return list(rows.values_list("field", flat=True).distinct()[:_MOST])


def document_types() -> list[DocumentType]:
    """The 29 types in the order of the decree."""
    return list(DocumentType.objects.all())
