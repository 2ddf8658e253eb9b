"""Who has a document, since when, and what comes next: for one document or a whole list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from approvals.models import Turn
from approvals.queries.work import Work
from docs_mgmt.clock import today
from docs_mgmt.labels import label_of
from docs_mgmt.queries.posts import titles_of
from docs_mgmt.rules.flow import Stage
from docs_mgmt.rules.stage_line import next_main_step


@dataclass(frozen=True)
class Whereabouts:
    """Where a document is: in whose hands, since when, for what, and who is next."""

    who: str
    since: datetime
    task: str = ""
    #: A person who has it; none: a desk, an archive, or several who were asked.
    person: int | None = None
    following: str = ""
    following_task: str = ""
    following_person: int | None = None


class Places:
    """The whereabouts of several documents, asked together: turns and titles, two questions."""

    def __init__(self, found: Sequence[Work]) -> None:
        rows = (
            Turn.objects.filter(document__in=[work.pk for work in found])
            .select_related("holder", "decision")
            .order_by("document", "lap", "order")
        )
        self.turns: dict[int, list[Turn]] = {}
        for turn in rows:
            self.turns.setdefault(turn.document_id, []).append(turn)
        self.titles = titles_of(_people_of(found, rows), today())

    def titled(self, pk: int | None, name: str | None) -> str:
        """A person with their title: Deputy Chair Tạ Quốc Vỹ."""
        title = self.titles.get(pk or 0, "")
        return f"{title} {name or ''}".strip()

    def open_turn(self, work: Work) -> Turn | None:
        """The turn of the document that is open now."""
        waiting = [turn for turn in self.turns.get(work.pk, ()) if turn.closed_at is None]
        return next((turn for turn in waiting if turn.opened_at is not None), None)

    def passed(self, work: Work) -> list[Turn]:
        """The turns of the running lap that were answered."""
        lap = max((turn.lap for turn in self.turns.get(work.pk, ())), default=0)
        rows = self.turns.get(work.pk, ())
        return [turn for turn in rows if turn.lap == lap and hasattr(turn, "decision")]

    def of(self, work: Work) -> Whereabouts:
        """Say where the document is."""
        turn = self.open_turn(work)
        if turn is not None:
            return self._on_its_route(work, turn)
        if work.stage is Stage.DRAFTED:
            return self._being_drafted(work)
        if work.stage is Stage.PRINTED and work.original_holder_id:
            who = self.titled(work.original_holder_id, work.original_holder)
            since = work.original_since or work.stage_since
            return self._at(work, who, since, person=work.original_holder_id)
        return self._at(work, _PLACES[work.stage](), work.stage_since)

    def _on_its_route(self, work: Work, turn: Turn) -> Whereabouts:
        who = self.titled(turn.holder_id, turn.holder.full_name)
        since = turn.opened_at or work.stage_since
        following = self._after(work, turn)
        return Whereabouts(
            who,
            since,
            _lower(str(label_of(turn.kind))),
            turn.holder_id,
            self.titled(following.holder_id, following.holder.full_name)
            if following
            else _("Records desk"),
            _lower(str(label_of(following.kind))) if following else _("print"),
            following.holder_id if following else None,
        )

    def _after(self, work: Work, turn: Turn) -> Turn | None:
        rows = self.turns.get(work.pk, ())
        return next((row for row in rows if row.lap == turn.lap and row.order > turn.order), None)

    def _being_drafted(self, work: Work) -> Whereabouts:
        if not work.round_is_open:
            who = self.titled(work.drafter_id, work.drafter_name)
            return self._at(work, who, work.stage_since, person=work.drafter_id)
        silent = work.silent
        words = ngettext("%(n)s has not answered", "%(n)s have not answered", silent)
        who = words % {"n": silent} if silent else _("All have answered")
        since = work.round_opened or work.stage_since
        return Whereabouts(
            who,
            since,
            following=self.titled(work.drafter_id, work.drafter_name),
            following_person=work.drafter_id,
        )

    def _at(
        self, work: Work, who: str, since: datetime, *, person: int | None = None
    ) -> Whereabouts:
        step = next_main_step(work.stage, work.path)
        task = _lower(str(label_of(step))) if step and work.stage is not Stage.DRAFTED else ""
        return Whereabouts(who, since, task, person)


def _people_of(found: Iterable[Work], turns: Iterable[Turn]) -> set[int]:
    people = {turn.holder_id for turn in turns}
    for work in found:
        people |= {work.drafter_id, work.original_holder_id or 0, work.decider_id or 0}
    return people - {0}


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


_PLACES = {
    **dict.fromkeys(Stage, lambda: _("Records desk")),
    Stage.ARCHIVED: lambda: _("Archive"),
    Stage.CANCELLED: lambda: _("Ended"),
}
