"""Labels of the office's other words: roles, urgency, answers, kinds."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from docs_mgmt.rules.words import (
    AccessKind,
    Answer,
    AttachmentKind,
    Authority,
    Capacity,
    CheckKind,
    CopyKind,
    EntryState,
    MadeBy,
    ReadingState,
    Role,
    SchemeKind,
    SealKind,
    Uptake,
    Urgency,
    Verdict,
    Way,
    Why,
    WordsFrom,
)

WORDS: dict[type[StrEnum], dict[StrEnum, Promise]] = {
    Role: {
        Role.OFFICER: _("Officer"),
        Role.UNIT_HEAD: _("Unit head"),
        Role.FORM_CHECKER: _("Form checker"),
        Role.LEADER: _("Leader"),
        Role.CLERK: _("Records clerk"),
        Role.ARCHIVIST: _("Archivist"),
        Role.ADMINISTRATOR: _("Administrator"),
    },
    Why: {
        Why.DRAFTER: _("drafted it"),
        Why.ASKED: _("was asked for an opinion"),
        Why.TURN: _("has or had a turn"),
        Why.RECIPIENT: _("is a recipient"),
        Why.UNIT_HEAD: _("heads the drafting unit"),
        Why.LEADER: _("leads the agency"),
        Why.DESK: _("works at the records desk"),
        Why.ARCHIVIST: _("keeps the archive"),
    },
    Urgency: {
        Urgency.NORMAL: _p("urgency", "Normal"),
        Urgency.URGENT: _p("urgency", "Urgent"),
        Urgency.VERY_URGENT: _p("urgency", "Very urgent"),
        Urgency.EXPRESS: _p("urgency", "Express"),
    },
    Authority: {
        Authority.COLLECTIVE: _("The People's Committee as a body"),
        Authority.HEAD: _("The chair personally"),
    },
    Capacity: {
        Capacity.HEAD: _("as head"),
        Capacity.ACTING_HEAD: _("as acting head (Q.)"),
        Capacity.DEPUTY: _("for the head (KT.)"),
        Capacity.BY_ORDER: _("by order (TL.)"),
        Capacity.BY_ORDER_DEPUTY: _("by order, as deputy (TL., KT.)"),
        Capacity.AUTHORISED: _("by authorisation (TUQ.)"),
    },
    Answer: {
        Answer.AGREE: _("Agree"),
        Answer.DISAGREE: _("Disagree"),
        Answer.OTHER: _("Other opinion"),
    },
    Uptake: {
        Uptake.TAKEN: _("Taken up"),
        Uptake.PARTLY: _("Partly taken up"),
        Uptake.KEPT: _("Text kept"),
    },
    Verdict: {Verdict.PASSED: _("Passed"), Verdict.SENT_BACK: _("Sent back")},
    CheckKind: {
        CheckKind.CONTENT: _("Content check"),
        CheckKind.FORM: _("Form check"),
        CheckKind.APPROVAL: _("Approval"),
    },
    MadeBy: {
        MadeBy.LIBREOFFICE: _("made by LibreOffice"),
        MadeBy.SUPPLIED: _("supplied by the drafter"),
        MadeBy.SOURCE: _("the file itself"),
        MadeBy.PICTURE: _("made of the picture"),
    },
    WordsFrom: {
        WordsFrom.TEXT: _("from the file itself"),
        WordsFrom.LEGACY: _("decoded from old fonts"),
        WordsFrom.OCR: _("recognised in a scan"),
        WordsFrom.MIXED: _("partly typed, partly recognised in scans"),
    },
    ReadingState: {
        ReadingState.WAITING: _("being read"),
        ReadingState.READ: _("read"),
        ReadingState.REFUSED: _("refused"),
    },
    AttachmentKind: {
        AttachmentKind.ANNEX_IN_FILE: _("Annex in the main file"),
        AttachmentKind.SEPARATE_FILE: _("Annex in a file of its own"),
        AttachmentKind.PROMULGATED: _("Promulgated text"),
        AttachmentKind.REFERENCE: _("For reference"),
    },
    SchemeKind: {
        SchemeKind.SINGLE: _("One series for all"),
        SchemeKind.MIXED: _("Own series for some types"),
        SchemeKind.PER_TYPE: _("One series a type"),
    },
    EntryState: {
        EntryState.TAKEN: _p("number", "Taken"),
        EntryState.RESERVED: _p("number", "Reserved"),
        EntryState.VOID: _p("number", "Void"),
    },
    CopyKind: {
        CopyKind.ORIGINAL: _("Original"),
        CopyKind.OFFICIAL: _("Official copies"),
        CopyKind.READING: _("Reading copy"),
    },
    SealKind: {
        SealKind.ON_SIGNATURE: _("on the signature"),
        SealKind.ON_ANNEX: _("on the annex"),
        SealKind.ACROSS_SHEETS: _("across the sheets"),
        SealKind.HANGING: _("hanging seal"),
    },
    Way: {
        Way.INTERNAL: _p("way", "In the system"),
        Way.POST: _p("way", "By post"),
        Way.HAND: _p("way", "By hand"),
        Way.EMAIL: _p("way", "By e-mail"),
    },
    AccessKind: {
        AccessKind.SEEN: _("Seen"),
        AccessKind.DOWNLOADED: _("Downloaded"),
        AccessKind.PRINTED: _p("access", "Printed"),
        AccessKind.EXPORTED: _("Exported"),
    },
}
