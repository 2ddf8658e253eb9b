"""The nouns of the record: one file a noun; fields and constraints, no behaviour."""

from docs_mgmt.models.archive.dossier import Dossier, DossierItem, DossierPlan, RetentionRule
from docs_mgmt.models.archive.import_run import ImportFile, ImportRun
from docs_mgmt.models.desk.dispatch import Dispatch
from docs_mgmt.models.desk.handover import Handover
from docs_mgmt.models.desk.number_series import NumberSeries
from docs_mgmt.models.desk.numbering_scheme import NumberingScheme, SchemeRow
from docs_mgmt.models.desk.paper_copy import PaperCopy
from docs_mgmt.models.desk.register_entry import RegisterEntry
from docs_mgmt.models.desk.seal import Seal, SealUse
from docs_mgmt.models.document.attachment import Attachment
from docs_mgmt.models.document.comment import Comment, Thread
from docs_mgmt.models.document.document import Document
from docs_mgmt.models.document.document_type import DocumentType
from docs_mgmt.models.document.recipient import Recipient
from docs_mgmt.models.document.rendition import PagePicture, Rendition
from docs_mgmt.models.document.signatory import Signatory
from docs_mgmt.models.document.version import Version
from docs_mgmt.models.document.version_text import VersionText
from docs_mgmt.models.ledger.access import Access
from docs_mgmt.models.ledger.change import Change, Event
from docs_mgmt.models.ledger.grant import (
    DocumentUserObjectPermission,
    DossierUserObjectPermission,
    Grant,
)
from docs_mgmt.models.ledger.history_entry import DailyRoot, HistoryEntry
from docs_mgmt.models.ledger.upload import Upload
from docs_mgmt.models.people.agency import Agency
from docs_mgmt.models.people.assignment import Assignment
from docs_mgmt.models.people.body import Body
from docs_mgmt.models.people.correspondent import Correspondent
from docs_mgmt.models.people.delegation import Delegation
from docs_mgmt.models.people.desk import Desk
from docs_mgmt.models.people.person import Person
from docs_mgmt.models.people.position import Position, PositionRole
from docs_mgmt.models.people.unit import Unit

__all__ = [
    "Access",
    "Agency",
    "Assignment",
    "Attachment",
    "Body",
    "Change",
    "Comment",
    "Correspondent",
    "DailyRoot",
    "Delegation",
    "Desk",
    "Dispatch",
    "Document",
    "DocumentType",
    "DocumentUserObjectPermission",
    "Dossier",
    "DossierItem",
    "DossierPlan",
    "DossierUserObjectPermission",
    "Event",
    "Grant",
    "Handover",
    "HistoryEntry",
    "ImportFile",
    "ImportRun",
    "NumberSeries",
    "NumberingScheme",
    "PagePicture",
    "PaperCopy",
    "Person",
    "Position",
    "PositionRole",
    "Recipient",
    "RegisterEntry",
    "Rendition",
    "RetentionRule",
    "SchemeRow",
    "Seal",
    "SealUse",
    "Signatory",
    "Thread",
    "Unit",
    "Upload",
    "Version",
    "VersionText",
]
