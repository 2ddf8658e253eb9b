"""Walk a document through the flow with the demo's people, by the steps that the pages call."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from approvals.models import Opinion, Turn
from approvals.queries.rounds import opinions_of
from approvals.queries.shown import shown_of
from approvals.queries.turns import open_turn
from approvals.steps import (
    approve_document,
    archive_document,
    check_document,
    circulate_document,
    close_round,
    draft_document,
    issue_document,
    number_document,
    print_document,
    seal_document,
    sign_document,
    submit_document,
)
from approvals.steps.approve import Seen
from approvals.steps.circulate import Asked
from approvals.steps.seal import Looked, Sealing
from approvals.writes.answer_opinion import answer_opinion, reply_to_opinion
from docs_mgmt.clock import today
from docs_mgmt.forms._base import new_token
from docs_mgmt.jobs.reading import read_version, render_version
from docs_mgmt.later import drain
from docs_mgmt.models import Agency, Document, Dossier, Person, Unit, Upload
from docs_mgmt.permissions import posts_in
from docs_mgmt.queries.documents import newest_version
from docs_mgmt.queries.system import rendition_by_version, version_by_id
from docs_mgmt.rules.flow import Stage, Step, rank_of
from docs_mgmt.rules.particulars import Particulars
from docs_mgmt.rules.words import Answer, ReadingState, Role, Uptake, Way
from docs_mgmt.writes._versions import NewFiles
from docs_mgmt.writes.keep_upload import keep_upload
from office.demo.dossiers import dossier_for


class NotReadyError(Exception):
    """The worker did not finish in time."""


@dataclass(frozen=True)
class Facts:
    """What a walk starts from: the text's facts, who drafts it where, and its files."""

    particulars: Particulars
    drafter: Person
    unit: Unit
    file: Path
    name: str
    pdf: Path | None = None
    #: Code and title of the dossier that it goes into; by the unit if not given.
    dossier: tuple[str, str] | None = None


@dataclass
class Walk:
    """One document on its way; each method is one step by the person whose step it is."""

    facts: Facts
    timeout: float = 180.0
    #: Read the file here and now and leave its pictures to the worker: for the demo's many files.
    reads_itself: bool = False
    #: Called after each step: (step, actor).
    told: Callable[[Step, Person], None] = lambda _step, _actor: None
    document: Document = field(init=False)

    def draft(self) -> None:
        """The officer starts the document and the worker reads its file."""
        facts = self.facts
        actor = facts.drafter
        main = upload(facts.file, name=facts.name, person=actor)
        pdf = upload(facts.pdf, name=facts.pdf.name, person=actor) if facts.pdf else None
        self.document = draft_document(
            Document(agency=facts.unit.agency, unit=facts.unit),
            facts.particulars,
            NewFiles(main, pdf),
            actor=actor,
            token=new_token(),
        )
        self.told(Step.DRAFT, actor)
        self.wait_for_reading()

    def wait_for_reading(self) -> None:
        """Drain the queue beside a worker or without one, until the newest version is ready."""
        version = newest_version(self.document)
        assert version is not None
        if self.reads_itself:
            for tries in (1, 2):  # the second one for a machine that is busy
                read_version(version.pk)
                render_version(version.pk, tries)
        ends = time.monotonic() + self.timeout
        while not is_ready(version.pk):
            if not drain(lambda: is_ready(version.pk)):
                time.sleep(0.05)
            if time.monotonic() > ends:
                raise NotReadyError

    def circulate(self) -> None:
        """The drafter asks a colleague, who agrees; the drafter thanks in words."""
        actor = self.facts.drafter
        colleague = self._colleague()
        circulate_document(
            self.document,
            Asked([colleague], [], today() + timedelta(days=3)),
            actor=actor,
            token=new_token(),
        )
        self.told(Step.CIRCULATE, actor)
        for opinion in self._opinions():
            answer_opinion(
                opinion, answer=Answer.AGREE, text="", actor=colleague, token=new_token()
            )
            reply_to_opinion(opinion, uptake=Uptake.TAKEN, reply="", actor=actor, token=new_token())

    def _opinions(self) -> list[Opinion]:
        round_ = self.document.rounds.order_by("-number").first()
        return list(opinions_of(round_)) if round_ else []

    def close_round(self) -> None:
        """The drafter closes the round."""
        close_round(self.document, actor=self.facts.drafter, token=new_token())
        self.told(Step.CLOSE_ROUND, self.facts.drafter)

    def submit(self) -> None:
        """The drafter submits."""
        submit_document(self.document, actor=self.facts.drafter, token=new_token())
        self.told(Step.SUBMIT, self.facts.drafter)

    def check(self) -> None:
        """Whoever holds the open turn passes it on."""
        actor = self.turn().holder
        check_document(self.document, actor=actor, token=new_token())
        self.told(Step.CHECK, actor)

    def approve(self) -> None:
        """The signer approves what is shown."""
        turn = self.turn()
        shown = shown_of(self._fresh(), turn.version)
        approve_document(
            self.document, Seen(shown.digest, shown.marks), actor=turn.holder, token=new_token()
        )
        self.told(Step.APPROVE, turn.holder)

    def print(self) -> None:
        """The clerk prints the original."""
        print_document(self._fresh(), actor=self.clerk(), token=new_token())
        self.told(Step.PRINT, self.clerk())

    def sign(self) -> None:
        """The clerk records the ink signature."""
        sign_document(self.document, actor=self.clerk(), token=new_token())
        self.told(Step.SIGN, self.clerk())

    def number(self) -> None:
        """The clerk gives the number."""
        number_document(self.document, actor=self.clerk(), token=new_token())
        self.told(Step.NUMBER, self.clerk())

    def seal(self) -> None:
        """The clerk copies and seals."""
        seal = self.document.agency.seals.get()
        copies = sum(self.document.recipients.values_list("copies", flat=True)) + 1
        seal_document(
            self.document,
            seal,
            Sealing(frozenset(Looked), copies),
            actor=self.clerk(),
            token=new_token(),
        )
        self.told(Step.SEAL, self.clerk())

    def issue(self) -> None:
        """The clerk sends the copies: inside through the system, outside by post."""
        issue_document(self.document, self._ways(), actor=self.clerk(), token=new_token())
        self.told(Step.ISSUE, self.clerk())

    def _ways(self) -> Mapping[int, Way]:
        return {
            recipient.pk: Way.INTERNAL if recipient.is_internal else Way.POST
            for recipient in self.document.recipients.all()
        }

    def archive(self) -> None:
        """The clerk files the original."""
        dossier = self.dossier()
        archive_document(self.document, dossier, actor=self.clerk(), token=new_token())
        self.told(Step.ARCHIVE, self.clerk())

    def dossier(self) -> Dossier:
        """The dossier of the year's plan that the document belongs in."""
        return dossier_for(self._fresh(), self.facts.dossier)

    def turn(self) -> Turn:
        """The open turn."""
        turn = open_turn(self.document)
        assert turn is not None
        return turn

    def clerk(self) -> Person:
        """The clerk of the document's agency."""
        return holder_of_role(self.document.agency, Role.CLERK)

    def _colleague(self) -> Person:
        """Somebody of another unit, to ask."""
        posts = posts_in(self.document.agency).filter(position__roles__role=Role.OFFICER)
        other = posts.exclude(person=self.facts.drafter).order_by("unit", "person")
        post = other.exclude(unit=self.facts.unit).first() or other.first()
        assert post is not None
        return post.person

    def _fresh(self) -> Document:
        self.document.refresh_from_db()
        return self.document

    def to(self, stage: Stage, *, with_round: bool = False) -> Document:
        """Walk on until the document is at the stage."""
        if not hasattr(self, "document"):
            self.draft()
        if with_round and self._fresh().stage is Stage.DRAFTED:
            self.circulate()
            self.close_round()
        while rank_of(self._fresh().stage) < rank_of(stage):
            _NEXT[self.document.stage](self)
        return self.document


_NEXT: dict[Stage, Callable[[Walk], None]] = {
    Stage.DRAFTED: Walk.submit,
    Stage.SUBMITTED: Walk.check,
    Stage.CHECKED: Walk.approve,
    Stage.APPROVED: Walk.print,
    Stage.PRINTED: Walk.sign,
    Stage.SIGNED: Walk.number,
    Stage.NUMBERED: Walk.seal,
    Stage.SEALED: Walk.issue,
    Stage.ISSUED: Walk.archive,
}


def is_ready(version: int) -> bool:
    """Whether the worker is done: the file is refused, or read with its PDF or a reason why not."""
    row = version_by_id(version)
    if row is None or row.text.state is ReadingState.WAITING:
        return False
    if row.text.state is ReadingState.REFUSED:
        return True
    return bool(row.text.no_rendition) or rendition_by_version(version) is not None


def upload(path: Path, *, name: str, person: Person) -> Upload:
    """Send a file, whatever its size: what is too big is then refused by its reading, and kept."""
    with path.open("rb") as file:
        chunks = iter(lambda: file.read(65536), b"")
        return keep_upload(chunks, name=name, person=person, limit=path.stat().st_size)


def holder_of_role(agency: Agency, role: Role) -> Person:
    """The first person of the agency with the role."""
    post = posts_in(agency).filter(position__roles__role=role).order_by("person").first()
    assert post is not None
    return post.person
