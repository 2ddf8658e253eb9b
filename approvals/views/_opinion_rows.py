"""The rows of the opinions page: each opinion with the one form that its reader may fill in."""

from dataclasses import dataclass
from itertools import groupby

from approvals.forms.circulate import AnswerForm, ReplyForm
from approvals.models import Opinion, Round
from approvals.queries.rounds import asked_of, opinions_seen_by
from approvals.rules.verdict import Tally, tally_of
from docs_mgmt.forms._base import DeedForm
from docs_mgmt.models import Document, Person
from docs_mgmt.queries.colleagues import Colleague, colleagues_of
from docs_mgmt.rules.words import Answer


@dataclass(frozen=True)
class Sent:
    """The form that came back with a mistake, and the opinion that it belongs to."""

    opinion: int
    form: DeedForm


@dataclass
class Row:
    """One opinion as its reader meets it."""

    opinion: Opinion
    who: Colleague | None
    by: Colleague | None
    answer_form: DeedForm | None = None
    reply_form: DeedForm | None = None
    is_first: bool = False

    @property
    def needs_reply(self) -> bool:
        """Whether the round cannot be closed before the drafter has explained this one."""
        differs = self.opinion.answer in {Answer.DISAGREE, Answer.OTHER}
        return differs and self.opinion.uptake is None


@dataclass(frozen=True)
class RoundShown:
    """One round as its reader meets it; without a tally where only the own opinion is seen."""

    round: Round
    rows: list[Row]
    tally: Tally | None
    is_open: bool
    may_close: bool

    @property
    def unexplained(self) -> list[Row]:
        """What still stops the closing."""
        return [row for row in self.rows if row.needs_reply]


def rounds_for(reader: Person, document: Document, sent: Sent | None) -> list[RoundShown]:
    """Every round that the reader sees, the newest first."""
    seen = list(opinions_seen_by(reader, document).order_by("-round__number", "pk"))
    people = {row.person: row for row in colleagues_of(document.agency)}
    mine = {row.pk for row in asked_of(reader, document)}
    is_drafter = document.drafter_id == reader.pk
    shown = []
    for round_, opinions in groupby(seen, key=lambda opinion: opinion.round):
        rows = [_row(opinion, people) for opinion in opinions]
        is_open = round_.closed_at is None
        if is_open:
            _give_forms(rows, mine, is_drafter=is_drafter, sent=sent)
        sees_all = is_drafter or any(row.opinion.pk not in mine for row in rows)
        tally = tally_of((row.opinion.answer, row.opinion.uptake) for row in rows)
        shown.append(
            RoundShown(round_, rows, tally if sees_all else None, is_open, is_open and is_drafter)
        )
    return shown


def _row(opinion: Opinion, people: dict[int, Colleague]) -> Row:
    return Row(opinion, people.get(opinion.person_id or 0), people.get(opinion.answered_by_id or 0))


def _give_forms(rows: list[Row], mine: set[int], *, is_drafter: bool, sent: Sent | None) -> None:
    for row in rows:
        if row.opinion.pk in mine:
            row.answer_form = _form_of(row.opinion, sent, AnswerForm) or _new_answer(row.opinion)
        if is_drafter and row.opinion.answer is not None:
            row.reply_form = _form_of(row.opinion, sent, ReplyForm) or _new_reply(row.opinion)
    first = next((row for row in rows if row.reply_form and row.needs_reply), None)
    if first is not None:
        first.is_first = True


def _form_of(opinion: Opinion, sent: Sent | None, kind: type[DeedForm]) -> DeedForm | None:
    is_it = sent is not None and sent.opinion == opinion.pk and isinstance(sent.form, kind)
    return sent.form if sent and is_it else None


def _new_answer(opinion: Opinion) -> AnswerForm:
    initial = {"answer": opinion.answer, "text": opinion.text}
    return AnswerForm(initial=initial, auto_id=f"id_answer_{opinion.pk}_%s")


def _new_reply(opinion: Opinion) -> ReplyForm:
    return ReplyForm(initial={"reply": opinion.reply}, auto_id=f"id_reply_{opinion.pk}_%s")
