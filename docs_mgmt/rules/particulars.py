"""The typed facts of a document as they travel together: drafted, edited, frozen and approved."""

from dataclasses import dataclass
from datetime import date

from docs_mgmt.rules.flow import Path
from docs_mgmt.rules.words import Authority, Capacity, Urgency


@dataclass(frozen=True)
class SignatoryFacts:
    """Who signs, and in what capacity; the lines of the block follow from them."""

    person: int
    capacity: Capacity


@dataclass(frozen=True)
class RecipientFacts:
    """One line of Nơi nhận: the words as printed, whom they mean inside, how many copies."""

    words: str
    agency: int | None = None
    unit: int | None = None
    person: int | None = None
    copies: int = 1


@dataclass(frozen=True)
class Particulars:
    """What the drafter fills in about a document (NĐ 30/2020, Đ10.2; Phụ lục VI, Phần II)."""

    type_key: str
    title: str
    field: str = ""
    urgency: Urgency = Urgency.NORMAL
    authority: Authority = Authority.COLLECTIVE
    path: Path = Path.PAPER
    due: date | None = None
    signatories: tuple[SignatoryFacts, ...] = ()
    recipients: tuple[RecipientFacts, ...] = ()
