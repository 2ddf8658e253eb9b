"""Which buttons a reader meets on a document: what may be done, and what it still waits for."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from approvals.permissions import may
from approvals.queries.times import Hindrance, hindrance_of
from approvals.queries.turns import open_turn
from docs_mgmt.clock import today
from docs_mgmt.labels import label_of
from docs_mgmt.models import Document, Person
from docs_mgmt.queries.documents import newest_version
from docs_mgmt.queries.registers import next_number
from docs_mgmt.rules.flow import MAIN_STEPS, NOT_YET_OFFERED, Obstacle, Step, row_at
from docs_mgmt.rules.words import CheckKind

#: What is not worth a sentence: the step is simply not there for this reader now.
_SILENT = frozenset({Obstacle.TURN_CLOSED, Obstacle.NO_ROUND})
#: Steps that never are the one thing to do next, though they may be taken.
_BESIDE = frozenset({Step.CIRCULATE})


@dataclass(frozen=True)
class Offer:
    """One thing that the reader may do with the document now, named after what happens."""

    step: Step
    label: str
    url: str
    is_primary: bool = False
    waits_for: Obstacle | None = None
    names: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """Why it cannot be done yet, in words; empty where it can."""
        if self.waits_for is None:
            return ""
        why = str(label_of(self.waits_for))
        return f"{why} ({', '.join(self.names)})" if self.names else why


def offers(reader: Person, document: Document) -> list[Offer]:
    """What the reader may do with the document at this stage, the one thing to do next first."""
    found = [
        offer
        for step in Step
        if step not in NOT_YET_OFFERED
        and row_at(step, document.path, document.stage) is not None
        and may(step, reader, document)
        and (offer := _offer(step, reader, document)) is not None
    ]
    return _with_primary(found)


def _offer(step: Step, reader: Person, document: Document) -> Offer | None:
    url = address_of(step, document)
    hindrance = hindrance_of(step, document, reader)
    if not url or _is_silent(step, hindrance):
        return None
    return Offer(
        step,
        words_of(step, document),
        url,
        waits_for=hindrance.obstacle if hindrance else None,
        names=hindrance.names if hindrance else (),
    )


def _is_silent(step: Step, hindrance: Hindrance | None) -> bool:
    if hindrance is None:
        return False
    asks_twice = step is Step.CIRCULATE and hindrance.obstacle is Obstacle.OPEN_ROUND
    return asks_twice or hindrance.obstacle in _SILENT


def _with_primary(found: list[Offer]) -> list[Offer]:
    """Mark the step that leads on; closing the round comes before everything it holds up."""
    leads_on = (Step.CLOSE_ROUND, *(step for step in MAIN_STEPS if step not in _BESIDE))
    ready = [offer for offer in found if offer.waits_for is None and offer.step in leads_on]
    first = min(ready, key=lambda offer: leads_on.index(offer.step), default=None)
    if first is None:
        return found
    marked = Offer(first.step, first.label, first.url, is_primary=True)
    return [marked, *(offer for offer in found if offer is not first)]


def address_of(step: Step, document: Document) -> str:
    """The page of the step; empty where this installation has none."""
    try:
        return reverse(str(step), args=[document.pk])
    except NoReverseMatch:
        return ""


def words_of(step: Step, document: Document) -> str:
    """Name the button after what happens: «Approve version 4», «Take number 215»."""
    match step:
        case Step.SUBMIT:
            return _("Submit version %(number)s") % {"number": _newest(document)}
        case Step.APPROVE:
            return _("Approve version %(number)s") % {"number": _newest(document)}
        case Step.CHECK:
            return _words_of_check(document)
        case Step.NUMBER:
            number = next_number(document, today().year) or 1
            return _("Take number %(number)s") % {"number": f"{number:02d}"}
        case _:
            return _PLAIN[step]()


def _newest(document: Document) -> int:
    version = newest_version(document)
    return version.number if version else 1


def _words_of_check(document: Document) -> str:
    turn = open_turn(document)
    if turn is not None and turn.kind is CheckKind.FORM:
        return _("Form is right, pass on for approval")
    return _("Content is right, pass on")


_PLAIN = {
    Step.CIRCULATE: lambda: _("Ask for opinions"),
    Step.CLOSE_ROUND: lambda: _("Close the round of opinions"),
    Step.PRINT: lambda: _("Print the original"),
    Step.SIGN: lambda: _("Take back the signed original"),
    Step.SEAL: lambda: _("Press the seal"),
    Step.ISSUE: lambda: _("Issue the document"),
    Step.ARCHIVE: lambda: _("File in a dossier"),
    Step.SEND_BACK: lambda: _("Send back"),
    Step.WITHDRAW: lambda: _("Take back from the route"),
    Step.REOPEN: lambda: _("Open the text again"),
    Step.CANCEL: lambda: _("Cancel the document"),
    Step.VOID_NUMBER: lambda: _("Void the number"),
}
