"""Circulate: the drafter asks people and units for opinions; its side step closes the round."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from approvals.models import Opinion, Round
from approvals.queries.rounds import open_round, tally_of_round
from approvals.steps._take import take
from docs_mgmt.clock import now, today
from docs_mgmt.models import Document, Person, Unit
from docs_mgmt.permissions import Cause, grant, posts_in
from docs_mgmt.queries.documents import newest_version
from docs_mgmt.rules.flow import Obstacle, Step, StepNotAllowedError
from docs_mgmt.rules.vietnamese import clean
from docs_mgmt.rules.words import Right, Why


@dataclass(frozen=True)
class Asked:
    """Who is asked, by when, and what for."""

    people: Sequence[Person]
    units: Sequence[Unit]
    due: date
    question: str = ""


def circulate_document(document: Document, asked: Asked, *, actor: Person, token: str) -> Round:
    """Open a round of opinions on the newest version (NĐ 30/2020, Đ10.3)."""
    with take(Step.CIRCULATE, document, actor=actor, token=token) as taken:
        if open_round(taken.subject) is not None:
            raise StepNotAllowedError(Step.CIRCULATE, taken.subject.stage, Obstacle.OPEN_ROUND)
        version = newest_version(taken.subject)
        assert version is not None  # a document is drafted with its first version
        _check(asked, taken.subject, actor)
        last = taken.subject.rounds.order_by("-number").values_list("number", flat=True).first()
        round_ = Round.objects.create(
            document=taken.subject,
            version=version,
            number=(last or 0) + 1,
            question=clean(asked.question).strip(),
            due=asked.due,
            opened_at=now(),
        )
        for person in asked.people:
            _ask(round_, person)
        for unit in asked.units:
            _ask(round_, unit)
        taken.note(
            round=round_.number,
            version=version.number,
            due=str(asked.due),
            people=[person.pk for person in asked.people],
            units=[unit.pk for unit in asked.units],
        )
    return round_


def _check(asked: Asked, document: Document, actor: Person) -> None:
    if not asked.people and not asked.units:
        raise ValidationError({"asked": _("Choose at least one person or unit to ask.")})
    if asked.due < today():
        raise ValidationError({"due": _("The date by which to answer lies in the past.")})
    if actor in asked.people:
        raise ValidationError({"asked": _("The drafter is not asked about the own draft.")})
    strangers = [unit for unit in asked.units if unit.agency_id != document.agency_id]
    working = set(posts_in(document.agency).values_list("person", flat=True))
    if strangers or any(person.pk not in working for person in asked.people):
        raise ValidationError({"asked": _("Only people and units of this agency can be asked.")})


def _ask(round_: Round, whom: Person | Unit) -> None:
    field = "person" if isinstance(whom, Person) else "unit"
    opinion = Opinion.objects.create(round=round_, **{field: whom})
    grant(
        Right.COMMENT,
        whom,
        round_.document,
        cause=Cause(Why.ASKED, "opinion", opinion.pk),
        from_version=round_.version.number,
    )


def close_round(document: Document, *, actor: Person, token: str) -> Round:
    """Close the open round: silence is no opinion, and disagreement is explained first."""
    with take(Step.CLOSE_ROUND, document, actor=actor, token=token) as taken:
        round_ = open_round(taken.subject)
        if round_ is None:
            raise StepNotAllowedError(Step.CLOSE_ROUND, taken.subject.stage, Obstacle.NO_ROUND)
        tally = tally_of_round(round_)
        if tally.unexplained:
            raise StepNotAllowedError(
                Step.CLOSE_ROUND, taken.subject.stage, Obstacle.UNEXPLAINED_OPINION
            )
        round_.closed_at = now()
        round_.save(update_fields=["closed_at"])
        taken.note(
            round=round_.number,
            agree=tally.agree,
            disagree=tally.disagree,
            other=tally.other,
            silent=tally.silent,
        )
    return round_
