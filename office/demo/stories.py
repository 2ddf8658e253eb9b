"""What has happened to each document in work: one small story a document, told by the steps."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any, Protocol

from approvals.models import Opinion
from approvals.queries.rounds import opinions_of
from approvals.steps import circulate_document, send_back_document
from approvals.steps.circulate import Asked
from approvals.writes.answer_opinion import answer_opinion
from docs_mgmt.clock import OFFICE_TIME, today, turned_to
from docs_mgmt.forms._base import new_token
from docs_mgmt.models import Person, Unit
from docs_mgmt.queries.documents import newest_version
from docs_mgmt.rules.flow import Stage, rank_of
from docs_mgmt.rules.words import Answer
from docs_mgmt.writes._versions import NewFiles
from docs_mgmt.writes.add_version import add_version
from docs_mgmt.writes.comment import open_thread
from office.demo.walk import Walk, upload

#: How many days ago, and at what hour, a document in work reached each stage.
_AGES = {
    Stage.DRAFTED: (6, 9),
    Stage.SUBMITTED: (3, 14),
    Stage.CHECKED: (2, 9),
    Stage.APPROVED: (2, 15),
    Stage.PRINTED: (1, 8),
    Stage.SIGNED: (1, 10),
    Stage.NUMBERED: (1, 14),
    Stage.SEALED: (1, 15),
    Stage.ISSUED: (1, 16),
}


class Told(Protocol):
    """What a story needs of a letter."""

    @property
    def facts(self) -> dict[str, Any]:
        """The manifest's row."""

    def files(self, stem: str = "") -> tuple[Path, Path]:
        """The Word file and its PDF."""


@contextmanager
def days_ago(days: int, hour: int) -> Iterator[None]:
    """Let what follows have happened so many days ago, at that hour of the office."""
    day = today() - timedelta(days=days)
    with turned_to(datetime.combine(day, time(hour, 20), OFFICE_TIME)):
        yield


@dataclass(frozen=True)
class Story:
    """The usual one: straight to its stage, step by step."""

    def tell(self, walk: Walk, letter: Told) -> None:
        """Walk the document to the stage that the manifest names."""
        walk_to(walk, Stage(str(letter.facts["stage"])))


def walk_to(walk: Walk, target: Stage, *, with_round: bool = False) -> None:
    """Walk on to the stage, each stage at its own time."""
    for stage, age in _AGES.items():
        if hasattr(walk, "document") and rank_of(stage) <= rank_of(walk.document.stage):
            continue
        with days_ago(*age):
            walk.to(stage, with_round=with_round and stage is not Stage.DRAFTED)
        if walk.document.stage is target:
            return


@dataclass(frozen=True)
class SentBack(Story):
    """The unit head has sent it back, and the drafter has not yet answered."""

    reason: str = ""

    def tell(self, walk: Walk, letter: Told) -> None:  # noqa: ARG002 -- every story is told alike
        """Submit, then send back."""
        walk_to(walk, Stage.SUBMITTED)
        with days_ago(1, 9):
            holder = walk.turn().holder
            send_back_document(walk.document, reason=self.reason, actor=holder, token=new_token())


@dataclass(frozen=True)
class InRound(Story):
    """A round of opinions is open: some have answered, one disagrees."""

    asked: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    answers: tuple[tuple[str, Answer, str], ...] = ()

    def tell(self, walk: Walk, letter: Told) -> None:  # noqa: ARG002 -- every story is told alike
        """Ask, and let some of them answer."""
        walk_to(walk, Stage.DRAFTED)
        people = list(Person.objects.filter(username__in=self.asked))
        units = list(Unit.objects.filter(agency=walk.document.agency, code__in=self.units))
        with days_ago(3, 10):
            due = today() + timedelta(days=4)
            round_ = circulate_document(
                walk.document,
                Asked(people, units, due, "Đề nghị góp ý nội dung và tiến độ."),
                actor=walk.facts.drafter,
                token=new_token(),
            )
        for opinion in opinions_of(round_):
            self._answer(opinion)

    def _answer(self, opinion: Opinion) -> None:
        for username, answer, text in self.answers:
            actor = Person.objects.get(username=username)
            if opinion.person_id == actor.pk or (
                opinion.unit_id is not None
                and actor.assignments.filter(unit=opinion.unit_id).exists()
            ):
                with days_ago(1, 15):
                    answer_opinion(
                        opinion, answer=answer, text=text, actor=actor, token=new_token()
                    )
                return


@dataclass(frozen=True)
class Revised(Story):
    """The form checker sent the first version back; the second is on its way again."""

    reason: str = ""
    comment: str = ""

    def tell(self, walk: Walk, letter: Told) -> None:
        """Circulate, submit, check, send back, revise, submit again."""
        with days_ago(9, 9):
            walk.to(Stage.DRAFTED)
            walk.circulate()
            walk.close_round()
            walk.submit()
        with days_ago(8, 10):
            walk.check()
        with days_ago(7, 15):
            checker = walk.turn().holder
            send_back_document(walk.document, reason=self.reason, actor=checker, token=new_token())
        with days_ago(6, 10):
            self._revise(walk, letter)
            walk.submit()
        self._talk(walk, checker)
        walk_to(walk, Stage(str(letter.facts["stage"])))

    def _revise(self, walk: Walk, letter: Told) -> None:
        revision = letter.facts["revisions"][0]
        word, pdf = letter.files(revision["file"])
        actor = walk.facts.drafter
        add_version(
            walk.document,
            NewFiles(
                upload(word, name=word.name, person=actor),
                upload(pdf, name=pdf.name, person=actor),
            ),
            note=revision["note"],
            actor=actor,
            token=new_token(),
        )
        walk.wait_for_reading()

    def _talk(self, walk: Walk, checker: Person) -> None:
        version = newest_version(walk.document)
        assert version is not None
        if self.comment:
            with days_ago(4, 11):
                open_thread(
                    walk.document,
                    version,
                    text=self.comment,
                    page=1,
                    actor=checker,
                    token=new_token(),
                )


STORIES: dict[str, Story] = {
    "cv-kiem-tra-mai-che": SentBack(
        reason="Thiếu thời hạn hoàn thành và tên cán bộ đầu mối; bổ sung rồi trình lại."
    ),
    "kh-phan-loai-rac": InRound(
        asked=("chi", "tran"),
        units=("VHXH", "TTPVHCC"),
        answers=(
            ("tran", Answer.AGREE, ""),
            (
                "hanhvh",
                Answer.DISAGREE,
                "Chưa bố trí kinh phí tuyên truyền; đề nghị ghi rõ nguồn hoặc lùi thời điểm.",
            ),
        ),
    ),
    "kh-don-xuan": Revised(
        reason="Mục II chưa nêu đơn vị chủ trì từng hoạt động; căn cứ thứ hai thiếu trích yếu.",
        comment="Đề nghị ghi rõ nguồn kinh phí để Phó Chủ tịch không phải hỏi lại.",
    ),
}
