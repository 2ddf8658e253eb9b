"""The words of the office that are no part of the flow: roles, rights, capacities, kinds."""

from enum import StrEnum


class Role(StrEnum):
    """What a position lets its holder do in the agency."""

    OFFICER = "officer"
    UNIT_HEAD = "unit_head"
    FORM_CHECKER = "form_checker"
    LEADER = "leader"
    CLERK = "clerk"
    ARCHIVIST = "archivist"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """What a grant lets its holder do with a thing; to comment means to see the discussion too."""

    VIEW = "view"
    COMMENT = "comment"
    EDIT = "edit"


class Why(StrEnum):
    """Why somebody may see a document; the page «Why can this person see it?» says it."""

    DRAFTER = "drafter"
    ASKED = "asked"
    TURN = "turn"
    RECIPIENT = "recipient"
    UNIT_HEAD = "unit_head"
    LEADER = "leader"
    DESK = "desk"
    ARCHIVIST = "archivist"


class Direction(StrEnum):
    """Whether a document goes out of the agency or came in."""

    OUT = "OUT"
    IN = "IN"


class Urgency(StrEnum):
    """How fast a document must travel (Phụ lục I, III.2.b)."""

    NORMAL = "NORMAL"
    URGENT = "URGENT"
    VERY_URGENT = "VERY_URGENT"
    EXPRESS = "EXPRESS"


class Authority(StrEnum):
    """Whose power the document uses: the collective's or the head's own (NĐ 30/2020, Đ13)."""

    COLLECTIVE = "COLLECTIVE"
    HEAD = "HEAD"


class Capacity(StrEnum):
    """In what capacity a person signs (NĐ 30/2020, Đ13; Phụ lục I, II.7)."""

    HEAD = "HEAD"
    ACTING_HEAD = "ACTING_HEAD"
    DEPUTY = "DEPUTY"
    BY_ORDER = "BY_ORDER"
    BY_ORDER_DEPUTY = "BY_ORDER_DEPUTY"
    AUTHORISED = "AUTHORISED"


class Answer(StrEnum):
    """What an opinion says."""

    AGREE = "AGREE"
    DISAGREE = "DISAGREE"
    OTHER = "OTHER"


class Uptake(StrEnum):
    """What the drafter made of an opinion."""

    TAKEN = "TAKEN"
    PARTLY = "PARTLY"
    KEPT = "KEPT"


class Verdict(StrEnum):
    """How the holder of a turn answered."""

    PASSED = "PASSED"
    SENT_BACK = "SENT_BACK"


class CheckKind(StrEnum):
    """What a turn asks of its holder: content (Đ12.1), form (Đ12.2) or approval (Đ11.1)."""

    CONTENT = "CONTENT"
    FORM = "FORM"
    APPROVAL = "APPROVAL"


class MadeBy(StrEnum):
    """Where a rendition comes from."""

    LIBREOFFICE = "libreoffice"
    SUPPLIED = "supplied"
    SOURCE = "source"
    PICTURE = "picture"


class ReadingState(StrEnum):
    """How far the reading of a version is."""

    WAITING = "WAITING"
    READ = "READ"
    REFUSED = "REFUSED"


class WordsFrom(StrEnum):
    """Where the words of a version come from: how far they can be relied on."""

    TEXT = "text"
    LEGACY = "legacy"
    OCR = "ocr"
    MIXED = "mixed"


#: Words that a program read off pictures, at least on some pages.
RECOGNISED = frozenset({WordsFrom.OCR, WordsFrom.MIXED})


class AttachmentKind(StrEnum):
    """What a file beside the main one is (Phụ lục I, III.1)."""

    ANNEX_IN_FILE = "ANNEX_IN_FILE"
    SEPARATE_FILE = "SEPARATE_FILE"
    PROMULGATED = "PROMULGATED"
    REFERENCE = "REFERENCE"


class SchemeKind(StrEnum):
    """How an agency's administrative documents share their series (domain.md 5.2)."""

    SINGLE = "SINGLE"
    MIXED = "MIXED"
    PER_TYPE = "PER_TYPE"


class EntryState(StrEnum):
    """Whether a number of the register is used, held or void."""

    TAKEN = "TAKEN"
    RESERVED = "RESERVED"
    VOID = "VOID"


class CopyKind(StrEnum):
    """What a sheet of paper is: bản gốc, bản chính, or a print to read (NĐ 30/2020, Đ3.8, Đ3.9)."""

    ORIGINAL = "original"
    OFFICIAL = "official"
    READING = "reading"


class SealKind(StrEnum):
    """How the seal is pressed (NĐ 30/2020, Đ33)."""

    ON_SIGNATURE = "ON_SIGNATURE"
    ON_ANNEX = "ON_ANNEX"
    ACROSS_SHEETS = "ACROSS_SHEETS"
    HANGING = "HANGING"


class Way(StrEnum):
    """How a copy reached its recipient."""

    INTERNAL = "internal"
    POST = "post"
    HAND = "hand"
    EMAIL = "email"


class AccessKind(StrEnum):
    """What somebody did with a version without changing it (Phụ lục VI, III.5.a)."""

    SEEN = "SEEN"
    DOWNLOADED = "DOWNLOADED"
    PRINTED = "PRINTED"
    EXPORTED = "EXPORTED"


class ImportState(StrEnum):
    """How far an old file is."""

    WAITING = "WAITING"
    OCR = "OCR"
    REVIEW = "REVIEW"
    FILED = "FILED"
    JOINED = "JOINED"
    REFUSED = "REFUSED"
    SKIPPED = "SKIPPED"


#: States in which nothing more happens to an old file by itself.
AT_REST = frozenset(ImportState) - {ImportState.WAITING, ImportState.OCR}


class Doubt(StrEnum):
    """Why an old file waits for a person."""

    FACTS = "FACTS"
    OTHER_ISSUER = "OTHER_ISSUER"
    NOT_CLOSED = "NOT_CLOSED"
    UNKNOWN_TYPE = "UNKNOWN_TYPE"
    NUMBER_STANDS = "NUMBER_STANDS"
    LONG_TITLE = "LONG_TITLE"
    #: Who began the import keeps the archive no longer.
    NOBODY = "NOBODY"
    NO_UNIT = "NO_UNIT"


class Source(StrEnum):
    """Where a fact of an old file comes from."""

    TEXT = "text"
    NAME = "name"
    PLACE = "place"
    REGISTER = "register"
