"""Who can sign in an agency, in what capacity, and how the block above the signature reads."""

from dataclasses import dataclass

from docs_mgmt.models import Agency, Assignment
from docs_mgmt.permissions import posts_in
from docs_mgmt.rules.signature_block import block_lines
from docs_mgmt.rules.words import Authority, Capacity


@dataclass(frozen=True)
class Signer:
    """One person who signs in one capacity today."""

    person: int
    name: str
    title: str
    capacity: Capacity

    @property
    def key(self) -> str:
        """The signer as a form names them."""
        return f"{self.person}:{self.capacity}"


def signers_of(agency: Agency, *, but: int | None = None) -> list[Signer]:
    """Everybody who can sign in the agency today, the highest first, but not the drafter."""
    found: dict[str, Signer] = {}
    for post in _signing_posts(agency):
        if post.person_id != but:
            signer = signer_by(post)
            found.setdefault(signer.key, signer)
    return list(found.values())


def signer_by(post: Assignment) -> Signer:
    """Who signs by a post that signs."""
    capacity = post.position.signs_as
    assert capacity is not None
    return Signer(post.person_id, post.person.full_name, post.position.title, capacity)


def block_for(agency: Agency, signer: Signer, authority: Authority) -> tuple[str, ...]:
    """The lines above the signature, as the paper will carry them (Phụ lục I, II.7)."""
    return block_lines(
        signer.capacity,
        authority,
        collective=agency.collective,
        head_title=agency.head_title,
        own_title=signer.title,
    )


def _signing_posts(agency: Agency) -> list[Assignment]:
    return list(
        posts_in(agency)
        .filter(position__signs_as__isnull=False)
        .select_related("person", "position")
        .order_by("-position__rank", "person__full_name", "pk")
    )
