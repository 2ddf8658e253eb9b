"""What a foreign file is and why it is not taken in; the sentences are in the labels."""

from enum import StrEnum


class Kind(StrEnum):
    """What a file really is, whatever its name says."""

    DOCX = "docx"
    DOC = "doc"
    ODT = "odt"
    RTF = "rtf"
    PDF = "pdf"
    WEB_PAGE = "html"
    WEB_ARCHIVE = "mht"
    WORD_XML = "word-xml"
    TEXT = "text"
    SPREADSHEET = "spreadsheet"
    PRESENTATION = "presentation"
    PICTURE = "picture"
    ARCHIVE = "archive"
    OTHER = "other"


#: The kinds that the office takes in and reads.
READABLE: frozenset[Kind] = frozenset(
    {
        Kind.DOCX,
        Kind.PDF,
        Kind.DOC,
        Kind.ODT,
        Kind.RTF,
        Kind.WEB_PAGE,
        Kind.WEB_ARCHIVE,
        Kind.WORD_XML,
        Kind.PICTURE,
    }
)


class Refusal(StrEnum):
    """Why a file is not taken in."""

    EMPTY = "EMPTY"
    PLACEHOLDER = "PLACEHOLDER"
    LOCK_FILE = "LOCK_FILE"
    TOO_BIG = "TOO_BIG"
    TOO_BIG_TO_READ = "TOO_BIG_TO_READ"
    ENCRYPTED = "ENCRYPTED"
    MACROS = "MACROS"
    ZIP_BOMB = "ZIP_BOMB"
    ENTITIES = "ENTITIES"
    BROKEN = "BROKEN"
    DISGUISED = "DISGUISED"
    NOT_A_DOCUMENT = "NOT_A_DOCUMENT"
    TOO_HEAVY = "TOO_HEAVY"
    TOO_SLOW = "TOO_SLOW"
    TOO_MANY_PAGES = "TOO_MANY_PAGES"
    UNREADABLE = "UNREADABLE"
    NOT_CONVERTED = "NOT_CONVERTED"
    NO_CONVERTER = "NO_CONVERTER"
    NO_READER = "NO_READER"
    NOT_OPENED = "NOT_OPENED"
    NO_OCR = "NO_OCR"
    NOT_RECOGNISED = "NOT_RECOGNISED"
    #: The disk or the rights of the folder where it lies did not give it.
    NOT_GIVEN = "NOT_GIVEN"


#: What a good file, too, meets on a machine that is busy: it is tried once more, with more time.
PERHAPS_BUSY: frozenset[Refusal] = frozenset(
    {Refusal.TOO_SLOW, Refusal.UNREADABLE, Refusal.NOT_OPENED}
)
