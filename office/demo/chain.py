"""Take one file through every step with the demo's people, and prove what was promised."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from approvals.queries.shown import shown_of
from approvals.steps import approve_document, number_document, seal_document
from approvals.steps.approve import Seen
from approvals.steps.seal import Looked, Sealing
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.forms._base import new_token
from docs_mgmt.labels import label_of
from docs_mgmt.labels.refusals import sentence_of_refusal
from docs_mgmt.models import Document, Person, Seal
from docs_mgmt.queries.documents import newest_version
from docs_mgmt.queries.system import state_of_everything
from docs_mgmt.rules.flow import Stage, Step, StepNotAllowedError
from docs_mgmt.rules.refusals import Refusal
from docs_mgmt.rules.vietnamese import canon
from docs_mgmt.rules.words import ReadingState
from office.demo.report import (
    RANK_LIMIT,
    Report,
    Timed,
    ask_pages,
    ask_search,
    copy_facts,
    error_of,
    history_facts,
)
from office.demo.walk import Facts, NotReadyError, Walk
from search.engine import IndexNotReadyError
from search.jobs.drain import settle

#: The exit codes of the contract.
DONE, FAILED, USAGE, REFUSED = 0, 1, 2, 3
#: However long the steps took, the index has so many seconds to follow.
_GRACE = 10.0
#: A refusal that writes does so each time; a worker beside writes now and then.
_TRIES = 20


@dataclass(frozen=True)
class LazySentence:
    """The sentence of a refusal, said in whatever language is active when it is asked for."""

    reason: str
    facts: dict[str, Any]

    def __str__(self) -> str:
        return sentence_of_refusal(self.reason, self.facts)


Sentence = Promise | LazySentence | str


class ChainError(Exception):
    """Something that the contract promises is not so."""

    def __init__(self, kind: str, sentence: Sentence, step: Step | None = None) -> None:
        super().__init__(kind, str(sentence))
        self.kind = kind
        self.sentence = sentence
        self.step = step


#: What ends a walk with a sentence of the report; anything else is a mistake of this program.
ANSWERS = (
    ChainError,
    NotReadyError,
    FileRefusedError,
    StepNotAllowedError,
    PermissionDenied,
    ValidationError,
    IndexNotReadyError,
    DatabaseError,
    OSError,
)


_PLAIN: dict[type[Exception], tuple[str, Sentence]] = {
    NotReadyError: (
        "timeout",
        _("The worker did not finish in time; the document stays where it is."),
    ),
    PermissionDenied: ("rights", _("The demo's person may no longer take this step.")),
    IndexNotReadyError: ("search", _("The search index did not follow in time.")),
}


def problem_of(error: Exception) -> ChainError:
    """Say what went wrong in the words of the contract."""
    if isinstance(error, ChainError):
        return error
    return ChainError(*_kind_and_sentence(error))


def _kind_and_sentence(error: Exception) -> tuple[str, Sentence]:
    match error:
        case FileRefusedError():
            return "refused_file", LazySentence(error.reason, error.facts)
        case StepNotAllowedError():
            return "step", label_of(error.waits_for)
        case ValidationError():
            return "step", " ".join(error.messages)
    for known, answer in _PLAIN.items():
        if isinstance(error, known):
            return answer
    return "step", format_lazy(_("The machine failed: {words}"), words=str(error))


@dataclass
class Chain:
    """One file's way through the chain, with a stranger who must see nothing of it."""

    facts: Facts
    stranger: Person
    report: Report
    timeout: float

    def run(self) -> int:
        """Walk, try what must be refused, search, look; give the exit code of the contract."""
        began = self._last = time.monotonic()
        self._ends = began + self.timeout
        self.walk = Walk(self.facts, timeout=self.timeout, told=self._told)
        self._at: Step | None = Step.DRAFT
        try:
            self._run()
        except ANSWERS as error:
            problem = problem_of(error)
            self.report.error = error_of(problem.step or self._at, problem.kind, problem.sentence)
        self.report.seconds = time.monotonic() - began
        if self.report.error is None:
            return DONE
        return REFUSED if self.report.error["kind"] == "refused_file" else FAILED

    def _told(self, step: Step, actor: Person) -> None:
        moment = time.monotonic()
        self.report.steps.append(Timed(step, actor, moment - self._last))
        self.report.document = self.walk.document
        self._last, self._at = moment, step

    def _run(self) -> None:
        self._draft()
        for step in (
            self.walk.circulate,
            self.walk.close_round,
            self.walk.submit,
            self.walk.check,
            self.walk.check,
        ):
            step()
        self._refuse_before_approval()
        self.walk.approve()
        self._refuse_number()
        for step in (self.walk.print, self.walk.sign):
            step()
        self._refuse_seal()
        for step in (self.walk.number, self.walk.seal, self.walk.issue, self.walk.archive):
            step()
        self.walk.document.refresh_from_db()
        self._at = None
        self._look()

    def _draft(self) -> None:
        self.walk.draft()
        version = newest_version(self.walk.document)
        assert version is not None
        reason = version.text.refusal or version.text.no_rendition
        if version.text.state is ReadingState.REFUSED or (
            reason and reason != Refusal.NO_CONVERTER
        ):
            raise ChainError("refused_file", LazySentence(reason, version.text.refusal_facts))

    def _refuse_before_approval(self) -> None:
        document, turn = self.walk.document, self.walk.turn()
        shown = shown_of(document, turn.version)
        seen = Seen(shown.digest, shown.marks)
        other = Seen("0" * 64, shown.marks.replace("title=", "title=0"))
        self._refused(
            Step.APPROVE,
            self.facts.drafter,
            lambda actor: approve_document(document, seen, actor=actor, token=new_token()),
        )
        self._refused(
            Step.APPROVE,
            turn.holder,
            lambda actor: approve_document(document, other, actor=actor, token=new_token()),
        )

    def _refuse_number(self) -> None:
        self._refused(
            Step.NUMBER,
            self.facts.drafter,
            lambda actor: number_document(self.walk.document, actor=actor, token=new_token()),
        )

    def _refuse_seal(self) -> None:
        seal: Seal = self.walk.document.agency.seals.get()
        self._refused(
            Step.SEAL,
            self.walk.clerk(),
            lambda actor: seal_document(
                self.walk.document,
                seal,
                Sealing(frozenset(Looked), 1),
                actor=actor,
                token=new_token(),
            ),
        )

    def _refused(self, step: Step, actor: Person, try_it: Callable[[Person], Any]) -> None:
        document = self.walk.document
        document.refresh_from_db()
        for _again in range(_TRIES):
            before = state_of_everything(document)
            answer = answer_to(lambda: try_it(actor))
            unchanged = state_of_everything(document) == before
            if unchanged or answer is None:
                break  # else a worker beside may have written of other documents: ask again
            time.sleep(0.2)
        self.report.refused.append(
            {
                "step": str(step),
                "actor": actor.username,
                "at_stage": str(document.stage),
                "answer": answer,
                "unchanged": unchanged,
            }
        )
        if answer is None or not unchanged:
            raise ChainError("rights", _("A step that must be refused was not refused."), step)
        self._last = time.monotonic()

    def _look(self) -> None:
        document = self.walk.document
        if not settle(max(_GRACE, self._ends - time.monotonic())):
            raise ChainError("timeout", _("The search index did not follow in time."))
        self.report.search = ask_search(document, self.facts.drafter, self.stranger)
        for answer in self.report.search:
            right = (
                answer["found"] and answer["rank"] <= RANK_LIMIT
                if answer["expected"]
                else answer["total"] == 0
            )
            if not right:
                raise ChainError("search", _("A search did not give what it must."))
        self.report.pages = ask_pages(document, self.facts.drafter, self.stranger)
        if [page["status"] for page in self.report.pages] != [200, 404]:
            raise ChainError("rights", _("A page was not shown or hidden as it must be."))
        self._prove(document)

    def _prove(self, document: Document) -> None:
        self.report.copies = copy_facts(document)
        if not all(copy["qr_read"] for copy in self.report.copies if copy["kind"] == "original"):
            raise ChainError("step", _("The code on the print cannot be read."), Step.PRINT)
        if not history_facts(document)["verified"]:
            raise ChainError("history", _("The history of the document does not fit."))
        if document.stage is not Stage.ARCHIVED:
            raise ChainError("step", _("The document did not reach the archive."))


def answer_to(try_it: Callable[[], Any]) -> str | None:
    """Name the refusal that a step answers with; None: it was not refused."""
    try:
        try_it()
    except (PermissionDenied, StepNotAllowedError, ValidationError) as refusal:
        return type(refusal).__name__
    return None


def title_of(path: Path) -> str:
    """A title for a file that comes without one: its own name in words."""
    words = canon(path.stem).replace("_", " ").replace("-", " ")
    return " ".join(words.split())[:400] or "Văn bản"
