"""Numbers that a text or a title names by kind, as a question for them would."""

import re
from collections.abc import Iterator

from docs_mgmt.rules.vietnamese import bare, canon, may_become, small
from search.rules.claims import KINDS, take_claims
from search.rules.numbers import Number

_SPELT = re.compile(
    rf"(?<![^\W_])s[{may_become('o')}] ?:? ?(?P<number>\d{{1,6}})(?P<suffix>[a-zđ]?)"
    r"(?![\w/\-]|[.,]\d)"
)
#: Looked for only before such a number: most texts say «số» far more seldom than they say words.
_KIND_BEFORE = re.compile(rf"(?<![^\W_])(?:{'|'.join(' '.join(kind) for kind in KINDS)}) $")
_LONGEST_KIND = max(len(" ".join(kind)) for kind in KINDS) + 2


def claims_in(title: str) -> Iterator[tuple[Number, str]]:
    """The numbers that a title would claim if it were asked, so that it answers to itself."""
    for claim in take_claims(canon(title))[0]:
        yield (claim.written.number if claim.written else claim.number), claim.kind


def numbers_spelt(text: str) -> Iterator[tuple[Number, str]]:
    """The numbers that a text names by kind alone: «Quyết định số 12»."""
    text = small(text)
    for found in _SPELT.finditer(text):
        start = found.start()
        if kind := _KIND_BEFORE.search(bare(text[max(0, start - _LONGEST_KIND) : start])):
            named = KINDS[tuple(kind[0].split())]
            yield Number(int(found["number"]), bare(found["suffix"])), named
