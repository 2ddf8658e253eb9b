"""Words of the search pages."""

from enum import StrEnum


class Column(StrEnum):
    """A fact that a line of the list shows, chosen by the reader."""

    DATE = "date"
    SIGNER = "signer"
    KIND = "kind"
    UNIT = "unit"
    AGENCY = "agency"
    FIELD = "field"
    DRAFTER = "drafter"
    STAGE = "stage"
    STANDING = "standing"
    RECIPIENTS = "recipients"
    DOSSIER = "dossier"


#: What a list shows and an export holds for whoever has chosen nothing.
USUAL = (Column.DATE, Column.SIGNER, Column.KIND, Column.UNIT, Column.STAGE)


class ExportKind(StrEnum):
    """The form of an exported list."""

    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"


class ExportState(StrEnum):
    """How far an export is."""

    WAITING = "WAITING"
    MADE = "MADE"
    FAILED = "FAILED"
