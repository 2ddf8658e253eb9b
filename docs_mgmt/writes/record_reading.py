"""Write down what the worker read in a version, and the PDF and pictures that it made."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from docs_mgmt.clock import now
from docs_mgmt.models import PagePicture, Rendition, Version, VersionText
from docs_mgmt.rules.flow import Deed
from docs_mgmt.rules.words import MadeBy, ReadingState, WordsFrom
from docs_mgmt.writes._frame import changing


@dataclass(frozen=True)
class TextFacts:
    """What stands in a version: its paragraphs, and where its pages begin (PDF only)."""

    kind: str
    paragraphs: Sequence[str]
    page_starts: Sequence[int]
    characters: int
    has_text: bool
    words_from: WordsFrom = WordsFrom.TEXT
    encodings: Sequence[str] = ()
    #: Pages whose words are to be recognised, of a file whose other pages are typed.
    scanned_pages: Sequence[int] = ()


@dataclass(frozen=True)
class RecognisedFacts:
    """What was recognised in a scan, or on `scanned_pages`, and the stored copy that carries it."""

    searchable_sha256: str
    sureness: int | None
    paragraphs: Sequence[str]
    page_starts: Sequence[int]
    characters: int
    has_text: bool
    scanned_pages: Sequence[int] = ()


@dataclass(frozen=True)
class PictureFacts:
    """One page picture, stored by its hash; pixels."""

    page: int
    sha256: str
    width: int
    height: int


@dataclass(frozen=True)
class PdfFacts:
    """A stored PDF and where it comes from."""

    sha256: str
    size: int
    pages: int
    made_by: MadeBy


class DrawnOtherwiseError(Exception):
    """The scan was recognised while its pages were drawn: they may lie otherwise by now."""


def begin_reading(version: Version) -> int:
    """Count one more try on the row that waits; a file that kills its reader is given up."""
    text, _made = VersionText.objects.get_or_create(version=version)
    text.attempts += 1
    text.save(update_fields=["attempts"])
    return text.attempts


def wait_again(version: Version) -> None:
    """Let a file wait for its reading again: what was missing on this machine is there now."""
    with changing(version, actor=None, deed=Deed.READ, may=_the_system_may) as change:
        VersionText.objects.filter(version=version).update(
            state=ReadingState.WAITING, attempts=0, refusal="", refusal_facts={}
        )
        change.note(waits=True)


def record_text(version: Version, facts: TextFacts) -> None:
    """Keep the text that the worker read."""
    with changing(version, actor=None, deed=Deed.READ, may=_the_system_may) as change:
        VersionText.objects.filter(version=version).update(
            state=ReadingState.READ,
            kind=facts.kind,
            paragraphs=list(facts.paragraphs),
            page_starts=list(facts.page_starts),
            characters=facts.characters,
            has_text=facts.has_text,
            words_from=facts.words_from,
            encodings=list(facts.encodings),
            refusal="",
            refusal_facts={},
            scanned_pages=list(facts.scanned_pages),
            read_at=now(),
        )
        change.note(kind=facts.kind, characters=facts.characters)


def _scans_in(pages: Sequence[int]) -> dict[str, list[int]]:
    return {"scanned_pages": list(pages)} if pages else {}


def record_refusal(
    version: Version, *, reason: str, facts: Mapping[str, object], kind: str = ""
) -> None:
    """Keep the reason why the file cannot be read; its bytes stay."""
    with changing(version, actor=None, deed=Deed.READ, may=_the_system_may) as change:
        VersionText.objects.filter(version=version).update(
            state=ReadingState.REFUSED,
            kind=kind,
            refusal=reason,
            refusal_facts=dict(facts),
            read_at=now(),
        )
        change.note(refusal=reason)


def record_recognised(
    version: Version, facts: RecognisedFacts, upright: Iterable[PictureFacts] = ()
) -> None:
    """Keep the words of a scan, and new pictures of the pages that lay on their side or head.

    Its original and its rendition stay as they are; the words stand where the pictures show them.
    """
    words_from = WordsFrom.MIXED if facts.scanned_pages else WordsFrom.OCR
    with changing(version, actor=None, deed=Deed.READ, may=_the_system_may) as change:
        VersionText.objects.filter(version=version).update(
            words_from=words_from,
            searchable_sha256=facts.searchable_sha256,
            sureness=facts.sureness,
            paragraphs=list(facts.paragraphs),
            page_starts=list(facts.page_starts),
            characters=facts.characters,
            has_text=facts.has_text,
            no_words="",
        )
        for picture in upright:
            PagePicture.objects.filter(rendition__version=version, page=picture.page).update(
                sha256=picture.sha256, width=picture.width, height=picture.height
            )
        change.note(
            words_from=words_from.value,
            characters=facts.characters,
            sureness=facts.sureness,
            sha256=facts.searchable_sha256,
            **_scans_in(facts.scanned_pages),
        )


def record_no_words(version: Version, *, reason: str) -> None:
    """Keep the reason why a scan has no words, or none yet."""
    with changing(version, actor=None, deed=Deed.READ, may=_the_system_may) as change:
        VersionText.objects.filter(version=version).update(no_words=reason)
        change.note(refusal=reason)


def record_rendition(version: Version, facts: PdfFacts) -> Rendition:
    """Keep the version's one PDF; a second one is never made in silence."""
    with changing(version, actor=None, deed=Deed.RENDER, may=_the_system_may) as change:
        rendition, made = Rendition.objects.get_or_create(
            version=version,
            defaults={
                "sha256": facts.sha256,
                "size": facts.size,
                "pages": facts.pages,
                "made_by": facts.made_by,
                "made_at": now(),
            },
        )
        VersionText.objects.filter(version=version).update(no_rendition="")
        if made:
            change.note(sha256=facts.sha256, pages=facts.pages, made_by=str(facts.made_by))
    return rendition


def record_pictures(
    rendition: Rendition, pictures: Iterable[PictureFacts], *, drawn_like: str = ""
) -> None:
    """Keep the pictures of the pages, drawn the way up of that copy. Raises DrawnOtherwiseError."""
    text = VersionText.objects.filter(version=rendition.version_id)
    with changing(rendition.version, actor=None, deed=Deed.RENDER, may=_the_system_may) as change:
        if text.exclude(searchable_sha256=drawn_like).exists():
            raise DrawnOtherwiseError
        rendition.pictures.all().delete()
        rows = [
            PagePicture(
                rendition=rendition, page=p.page, sha256=p.sha256, width=p.width, height=p.height
            )
            for p in pictures
        ]
        PagePicture.objects.bulk_create(rows)
        text.update(no_pictures="")
        change.note(pictures=len(rows))


def _the_system_may(_version: Version) -> bool:
    return True


def record_no_rendition(version: Version, *, reason: str) -> None:
    """Keep the reason why no PDF could be made; the officer may supply one."""
    with changing(version, actor=None, deed=Deed.RENDER, may=_the_system_may) as change:
        VersionText.objects.filter(version=version).update(no_rendition=reason)
        change.note(refusal=reason)


def record_no_pictures(version: Version, *, reason: str) -> None:
    """Keep the reason why the pages of the PDF cannot be drawn; it can still be opened."""
    with changing(version, actor=None, deed=Deed.RENDER, may=_the_system_may) as change:
        VersionText.objects.filter(version=version).update(no_pictures=reason)
        change.note(refusal=reason)


def record_page_starts(version: Version, starts: Sequence[int]) -> None:
    """Keep where the pages of the PDF begin in the text, so that a hit opens at its page."""
    with changing(version, actor=None, deed=Deed.RENDER, may=_the_system_may) as change:
        VersionText.objects.filter(version=version).update(page_starts=list(starts))
        change.note(page_starts=len(starts))
