"""What somebody reads before they check or approve: what changed, what is open, who said what."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch, QuerySet

from approvals.models import Decision, Opinion, Turn
from approvals.queries.rounds import last_round, opinions_of
from approvals.queries.turns import open_turn, turns_of
from approvals.rules.difference import Change, Difference, Piece, difference_of, shortened
from approvals.rules.verdict import Tally, tally_of
from docs_mgmt.models import Comment, Document, Person, Signatory, Thread, Version
from docs_mgmt.queries.documents import newest_version
from docs_mgmt.rules.words import Answer, Uptake, Verdict

#: More changes than these are read in the text itself.
CHANGES_SHOWN = 60


@dataclass(frozen=True)
class Reading:
    """One document in the hands of the holder of its open turn."""

    reader: Person
    document: Document
    version: Version
    lap: int

    @cached_property
    def before(self) -> Version | None:
        """The version that the reader last had in hands; None: they see the document anew."""
        turn = (
            turns_of(self.document)
            .filter(holder=self.reader, opened_at__isnull=False, lap__lt=self.lap)
            .select_related("version__text")
            .order_by("-lap", "-order")
            .first()
        )
        return turn.version if turn else None

    @cached_property
    def difference(self) -> Difference | None:
        """What changed since then; None where there is nothing to compare."""
        if self.before is None or not self._is_readable(self.before):
            return None
        if not self._is_readable(self.version):
            return None
        return difference_of(self.before.text.paragraphs, self.version.text.paragraphs)

    @property
    def changes(self) -> tuple[tuple[Change, tuple[Piece, ...]], ...]:
        """Each changed paragraph with the words around the change, not more than a leader reads."""
        found = self.difference.changes[:CHANGES_SHOWN] if self.difference else ()
        return tuple((change, shortened(change)) for change in found)

    @property
    def more_changes(self) -> int:
        """How many changes are not listed: so many that the whole text is the better reading."""
        return max(len(self.difference.changes) - CHANGES_SHOWN, 0) if self.difference else 0

    @property
    def is_same_version(self) -> bool:
        """Whether the reader has had this very version in hands before."""
        return self.before is not None and self.before.pk == self.version.pk

    @cached_property
    def last_answer(self) -> Decision | None:
        """How the reader answered the last time they had a turn."""
        return (
            Decision.objects.filter(
                turn__document=self.document, turn__holder=self.reader, turn__lap__lt=self.lap
            )
            .select_related("turn__version")
            .order_by("-pk")
            .first()
        )

    @cached_property
    def sent_back(self) -> tuple[Decision, ...]:
        """Every reason with which the document was sent back, newest first."""
        rows = Decision.objects.filter(
            turn__document=self.document, verdict=Verdict.SENT_BACK
        ).select_related("turn__holder", "turn__version")
        return tuple(rows.order_by("-pk"))

    @cached_property
    def checks(self) -> tuple[Turn, ...]:
        """Who has checked what in this submission."""
        rows = turns_of(self.document).filter(lap=self.lap, decision__isnull=False)
        return tuple(rows)

    @cached_property
    def opinions(self) -> tuple[Opinion, ...]:
        """What the last round answered; those who disagree first."""
        round_ = last_round(self.document)
        if round_ is None:
            return ()
        order = {Answer.DISAGREE: 0, Answer.OTHER: 1, Answer.AGREE: 2, None: 3}
        return tuple(sorted(opinions_of(round_), key=lambda row: (order[row.answer], row.pk)))

    @cached_property
    def tally(self) -> Tally:
        """How the last round adds up."""
        return tally_of((row.answer, row.uptake) for row in self.opinions)

    @cached_property
    def kept_opinions(self) -> tuple[Opinion, ...]:
        """Opinions that disagree or differ and were not taken up in full."""
        differ = {Answer.DISAGREE, Answer.OTHER}
        return tuple(
            row for row in self.opinions if row.answer in differ and row.uptake is not Uptake.TAKEN
        )

    @cached_property
    def open_threads(self) -> tuple[Thread, ...]:
        """Questions beside the text that nobody has resolved, oldest first."""
        comments = Comment.objects.select_related("author").order_by("pk")
        rows = Thread.objects.filter(version__document=self.document, resolved_at__isnull=True)
        return tuple(
            rows.select_related("version")
            .prefetch_related(Prefetch("comments", comments))
            .order_by("pk")
        )

    @property
    def open_points(self) -> int:
        """How much is not agreed yet."""
        return len(self.kept_opinions) + len(self.open_threads)

    @cached_property
    def signatories(self) -> QuerySet[Signatory]:
        """Who will sign, with the lines above the name."""
        return self.document.signatories.select_related("person", "outsider").order_by("order")

    def _is_readable(self, version: Version) -> bool:
        text = getattr(version, "text", None)
        # Two recognitions of the same paper differ by chance: what they show is no change.
        return text is not None and text.has_text and not text.is_recognised


def reading_of(reader: Person, document: Document) -> Reading:
    """What the holder of the open turn has to read; the caller has asked that it is theirs."""
    turn = open_turn(document)
    version = newest_version(document)
    assert version is not None  # a document is drafted with its first version
    return Reading(reader, document, version, turn.lap if turn else 1)
