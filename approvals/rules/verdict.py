"""What a round of opinions adds up to: pure Python over answers."""

from collections.abc import Iterable
from dataclasses import dataclass

from docs_mgmt.rules.words import Answer, Uptake


@dataclass(frozen=True)
class Tally:
    """How many were asked and how they answered."""

    asked: int
    agree: int
    disagree: int
    other: int
    unexplained: int

    @property
    def answered(self) -> int:
        """How many have answered."""
        return self.agree + self.disagree + self.other

    @property
    def silent(self) -> int:
        """How many have not answered yet."""
        return self.asked - self.answered


def tally_of(opinions: Iterable[tuple[Answer | None, Uptake | None]]) -> Tally:
    """Add the answers up; one that disagrees or differs must be explained before closing."""
    rows = list(opinions)
    answers = [answer for answer, _ in rows]
    return Tally(
        asked=len(rows),
        agree=answers.count(Answer.AGREE),
        disagree=answers.count(Answer.DISAGREE),
        other=answers.count(Answer.OTHER),
        unexplained=sum(
            answer in {Answer.DISAGREE, Answer.OTHER} and uptake is None for answer, uptake in rows
        ),
    )
