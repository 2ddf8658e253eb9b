"""Everything that the page of one document shows to one reader; each part is asked once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from approvals.models import ApprovalRecord, Opinion
from approvals.queries.desk import asked
from approvals.queries.offers import Offer, offers
from approvals.queries.rounds import opinions_seen_by
from approvals.queries.whereabouts import Places, Whereabouts
from approvals.queries.work import Work, work_of
from docs_mgmt.clock import OFFICE_TIME
from docs_mgmt.labels.reading import words_from_line
from docs_mgmt.labels.refusals import sentence_of_refusal
from docs_mgmt.models import (
    Attachment,
    Dispatch,
    Document,
    DossierItem,
    HistoryEntry,
    PagePicture,
    PaperCopy,
    Person,
    Recipient,
    RegisterEntry,
    Rendition,
    Signatory,
    Thread,
    Version,
)
from docs_mgmt.permissions import may_comment, may_edit
from docs_mgmt.queries.documents import deeds_seen_by, versions_seen_by
from docs_mgmt.queries.files import attachments_of, pictures_of, rendition_of
from docs_mgmt.queries.registers import entry_of
from docs_mgmt.queries.talk import open_threads_on, threads_beside
from docs_mgmt.rules.flow import MAIN_STEPS, Stage, Step
from docs_mgmt.rules.stage_line import line_of, step_awaited
from docs_mgmt.rules.words import CopyKind, ReadingState

#: While the text is being worked on, one talks about it.
TALKING = frozenset({Stage.DRAFTED, Stage.SUBMITTED, Stage.CHECKED})
_MAIN = {str(step): step for step in MAIN_STEPS}


@dataclass(frozen=True)
class Leaf:
    """One page of the version: its picture, its words, and what is said about it."""

    number: int
    picture: PagePicture | None
    paragraphs: Sequence[str]
    threads: Sequence[Thread]
    is_last: bool


@dataclass(frozen=True)
class RoundSummary:
    """One round as the document page sums it up."""

    number: int
    due: date
    is_open: bool
    opinions: Sequence[Opinion]

    @property
    def answered(self) -> int:
        """How many have answered."""
        return sum(opinion.answer is not None for opinion in self.opinions)


class DocumentPage:
    """One document as one reader sees it, on the version that they look at."""

    def __init__(
        self, reader: Person, document: Document, version: Version, versions: list[Version]
    ) -> None:
        self.reader = reader
        self.document = document
        self.version = version
        #: The versions that the reader may see, newest first.
        self.versions = versions

    @cached_property
    def work(self) -> Work:
        """The document with the facts of a row."""
        return work_of(self.document)

    @cached_property
    def places(self) -> Places:
        """Turns and titles of the document."""
        return Places([self.work])

    @cached_property
    def place(self) -> Whereabouts:
        """Who has it, since when, and who is next."""
        return self.places.of(self.work)

    @cached_property
    def talks(self) -> bool:
        """Whether the reader takes part in the discussion."""
        return may_comment(self.reader, self.document)

    @cached_property
    def edits(self) -> bool:
        """Whether the reader may put in versions and particulars now."""
        is_draft = self.document.stage is Stage.DRAFTED
        return is_draft and may_edit(self.reader, self.document)

    @property
    def may_talk_now(self) -> bool:
        """Whether the reader may say something now."""
        return self.talks and self.document.stage in TALKING

    @cached_property
    def offers(self) -> list[Offer]:
        """What the reader may do now."""
        return offers(self.reader, self.document)

    @property
    def sums_up(self) -> bool:
        """Whether the reader has a round open, so that its answers are what comes next."""
        return self.work.round_is_open and self.document.drafter_id == self.reader.pk

    @property
    def must_change(self) -> bool:
        """Whether the newest version is the one that was sent back: the next thing is a new one."""
        opened = [turn for turn in self.places.turns.get(self.work.pk, ()) if turn.opened_at]
        returned = self.work.was_sent_back and bool(opened)
        return returned and opened[-1].version_id == self.versions[0].pk

    @property
    def primary(self) -> Offer | None:
        """The one thing to do next."""
        return next((offer for offer in self.offers if offer.is_primary), None)

    @property
    def others(self) -> list[Offer]:
        """What else may be done now."""
        return [offer for offer in self.offers if not offer.is_primary and not offer.waits_for]

    @property
    def waiting_offers(self) -> list[Offer]:
        """What the reader might do if something else were done first."""
        return [offer for offer in self.offers if offer.waits_for]

    # --- the text

    @property
    def is_newest(self) -> bool:
        """Whether the newest version is shown."""
        return self.version.number == self.work.version

    @property
    def rendition(self) -> Rendition | None:
        """The PDF of the version shown."""
        return rendition_of(self.version)

    @property
    def is_waiting(self) -> bool:
        """Whether the file is still being read, or its pages still being drawn."""
        text = self.version.text
        if text.state is ReadingState.READ:
            return not self.pictures and not text.no_rendition and not text.no_pictures
        return text.state is ReadingState.WAITING

    @property
    def is_refused(self) -> bool:
        """Whether the file could not be read."""
        return self.version.text.state is ReadingState.REFUSED

    @property
    def refusal(self) -> str:
        """Why, and what to do; the bytes are kept."""
        text = self.version.text
        return sentence_of_refusal(text.refusal, text.refusal_facts)

    @property
    def no_rendition(self) -> str:
        """Why there is no PDF of a text that was read; empty where there is one."""
        text = self.version.text
        if self.rendition is not None or text.state is not ReadingState.READ:
            return ""
        return sentence_of_refusal(text.no_rendition, {}) if text.no_rendition else ""

    @property
    def lacks_pdf(self) -> bool:
        """Whether the text was read but nothing can be shown as pages."""
        return self.rendition is None and self.version.text.state is ReadingState.READ

    @property
    def first_view(self) -> str:
        """What a phone shows first: words where they can be relied on, else the pages."""
        text = self.version.text
        is_read = text.has_text and not text.is_recognised
        return "" if is_read or not self.pictures else "pages"

    @property
    def no_pictures(self) -> str:
        """Why the pages cannot be shown here although there is a PDF; empty where they can."""
        reason = self.version.text.no_pictures
        return sentence_of_refusal(reason, {}) if reason and not self.pictures else ""

    @property
    def is_scan(self) -> bool:
        """Whether the pages hold no words to search for."""
        text = self.version.text
        return text.state is ReadingState.READ and not text.has_text

    @property
    def no_words(self) -> str:
        """Why a scan has no words, or none yet; empty while they are being recognised."""
        text = self.version.text
        if text.searchable_sha256:
            return str(_("These pages are pictures, and no words were recognised on them."))
        return sentence_of_refusal(text.no_words, {}) if text.no_words else ""

    @property
    def words_from(self) -> str:
        """Where the words come from, where that says how far to rely on them; else empty."""
        text = self.version.text
        return words_from_line(text.words_from, text.encodings, text.sureness, text.scanned_pages)

    @cached_property
    def pictures(self) -> list[PagePicture]:
        """The pictures of the pages."""
        return list(pictures_of(self.version))

    @cached_property
    def attachments(self) -> list[Attachment]:
        """The files beside the main one."""
        return list(attachments_of(self.version))

    @cached_property
    def threads(self) -> list[Thread]:
        """What is said about the version shown."""
        return threads_beside(self.version) if self.talks else []

    @cached_property
    def open_before(self) -> dict[int, int]:
        """How many threads are still open on the versions before: version number → count."""
        if not self.talks:
            return {}
        earlier = [row for row in self.versions if row.number < self.version.number]
        return open_threads_on(earlier)

    @cached_property
    def leaves(self) -> list[Leaf]:
        """The pages in order, with their words and talk; one leaf where pages are unknown."""
        count = max(len(self.pictures), 1)
        pictures = {picture.page: picture for picture in self.pictures}
        texts = list(_texts(self.version.text.paragraphs, self.version.text.page_starts, count))
        return [
            Leaf(
                page,
                pictures.get(page),
                texts[page - 1],
                [thread for thread in self.threads if _leaf_of(thread, count) == page],
                page == count,
            )
            for page in range(1, count + 1)
        ]

    # --- what is known of it

    @cached_property
    def rounds(self) -> list[RoundSummary]:
        """The opinions that the reader may see, by round, newest first."""
        rows = opinions_seen_by(self.reader, self.document).order_by("-round__number", "id")
        found: dict[int, list[Opinion]] = {}
        for row in rows:
            found.setdefault(row.round.number, []).append(row)
        return [
            RoundSummary(number, rows[0].round.due, rows[0].round.closed_at is None, rows)
            for number, rows in found.items()
        ]

    @cached_property
    def asks_me(self) -> bool:
        """Whether an open round still asks the reader, or a unit that they head."""
        return asked(self.reader).filter(round__document=self.document).exists()

    @cached_property
    def deeds(self) -> list[HistoryEntry]:
        """The document's deeds, newest first."""
        return list(deeds_seen_by(self.reader, self.document))

    @property
    def step_days(self) -> dict[Step, date]:
        """The day on which each step was last taken, for the stage line."""
        line = line_of(self.document.path)
        awaited = step_awaited(
            self.document.stage, self.document.path, round_is_open=self.work.round_is_open
        )
        reached = line[: line.index(awaited) + 1] if awaited in line else line
        days: dict[Step, date] = {}
        for deed in self.deeds:
            step = _MAIN.get(str(deed.deed))
            if step in reached:
                days.setdefault(step, deed.at.astimezone(OFFICE_TIME).date())
        return days

    @cached_property
    def signatories(self) -> list[Signatory]:
        """Who signs, in what capacity."""
        rows = self.document.signatories.select_related("person", "outsider")
        return list(rows.order_by("order"))

    @cached_property
    def recipients(self) -> list[Recipient]:
        """Nơi nhận, in order."""
        return list(self.document.recipients.order_by("order"))

    @cached_property
    def dispatches(self) -> list[Dispatch]:
        """How each recipient was served."""
        return list(self.document.dispatches.order_by("id"))

    @cached_property
    def entry(self) -> RegisterEntry | None:
        """The document's live number."""
        return entry_of(self.document)

    @property
    def is_of_the_old_archive(self) -> bool:
        """Whether it was taken in as it lay, with a number of another book (decision 0015)."""
        return self.entry is not None and self.entry.series_id is None

    @cached_property
    def approval(self) -> ApprovalRecord | None:
        """The live approval."""
        rows = ApprovalRecord.objects.filter(document=self.document, void_at__isnull=True)
        return rows.select_related("approver", "version").first()

    @cached_property
    def copies(self) -> list[PaperCopy]:
        """The sheets that are not spoiled, the original first."""
        rows = PaperCopy.objects.filter(document=self.document, spoiled_at__isnull=True)
        return list(rows.select_related("holder").order_by("id"))

    @property
    def original(self) -> PaperCopy | None:
        """The one original."""
        return next((copy for copy in self.copies if copy.kind is CopyKind.ORIGINAL), None)

    @property
    def official_copies(self) -> int:
        """How many official copies there are."""
        return sum(copy.kind is CopyKind.OFFICIAL for copy in self.copies)

    @cached_property
    def filed(self) -> list[DossierItem]:
        """The dossiers in which it lies."""
        rows = DossierItem.objects.filter(document=self.document)
        return list(rows.select_related("dossier__plan"))


def page_of(reader: Person, document: Document, number: int | None) -> DocumentPage | None:
    """The page on the version asked for, else on the newest one; None: no such version to see."""
    seen = list(versions_seen_by(reader, document))
    shown = [version for version in seen if number is None or version.number == number]
    return DocumentPage(reader, document, shown[0], seen) if shown else None


def _texts(paragraphs: Sequence[str], starts: Sequence[int], count: int) -> Iterator[list[str]]:
    """The words of each page; all on the first one where nobody knows where pages begin."""
    if len(starts) != count:
        yield list(paragraphs)
        yield from ([] for _ in range(count - 1))
        return
    for at, start in enumerate(starts):
        end = starts[at + 1] if at + 1 < count else len(paragraphs)
        first = 0 if at == 0 else start
        yield list(paragraphs[first:end])


def _leaf_of(thread: Thread, count: int) -> int:
    """The page beside which a thread stands; one about the whole text stands beside the last."""
    return min(thread.page or count, count)
