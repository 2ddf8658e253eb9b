"""Words nearly like a typed one, and numbers that begin as typed: plans beside the one plan."""

import re
from collections.abc import Sequence

from docs_mgmt.rules.vietnamese import bare, canon, small
from search.rules.numbers import tight
from search.rules.plan import LONGEST_START, Best, Grows, Node, Sum, Term, beginning

#: Shorter words are nearly like too many others, and no spelling is so long (an engine's patterns
#: end at some twenty letters).
SHORTEST, LONGEST = 3, 16
_STARTED = re.compile(
    r"(?P<base>\d{1,6}[a-zđ]?)(?:[/\-](?P<year>(?:19|20)\d\d)(?=[/\-]|$))?(?P<rest>[/\-].*)?"
)


def pattern_of(word: str) -> str:
    """A pattern for every word one letter away: one more, one less, another, two changed about."""
    letters = [re.escape(letter) for letter in word]
    ways: list[str] = []
    for at in range(len(letters)):
        before, after = "".join(letters[:at]), "".join(letters[at + 1 :])
        ways += [f"{before}[a-z]{after}", f"{before}{after}", f"{before}[a-z]{letters[at]}{after}"]
        if at + 1 < len(letters):
            rest = "".join(letters[at + 2 :])
            ways.append(f"{before}{letters[at + 1]}{letters[at]}{rest}")
    ways.append("".join(letters) + "[a-z]")
    return f"({'|'.join(dict.fromkeys(ways))})"


def known(word: str) -> Node:
    """Whether a folded word stands anywhere."""
    return Term("bare_words", word)


def begun(word: str) -> Node:
    """Whether a folded word stands anywhere, whole or as the beginning of another."""
    return Best((known(word), Grows("bare_words", beginning(word))))


def all_known(words: Sequence[str], *, is_growing: bool) -> Node:
    """The documents in which all of these folded words stand; the last one may still grow."""
    *whole, last = words
    return Sum((*map(known, whole), begun(last) if is_growing else known(last)))


def nearly(word: str) -> Node:
    """The words nearly like a folded one."""
    return Grows("bare_words", pattern_of(word))


def number_begun(typed: str) -> Node | None:
    """The documents whose own number begins as typed: 16, 166/, 166/k; None: no number."""
    found = _STARTED.fullmatch(small(tight(canon(typed))).strip())
    if found is None:
        return None
    parts = [found["base"].lstrip("0")]
    if found["year"]:
        parts.append(found["year"])
    rest = (found["rest"] or "").strip("/-").replace("/", "-")[:LONGEST_START]
    if found["rest"]:
        parts.append(rest)
    key = "/".join(parts)
    if not key or not key[0].isdigit():
        return None
    return Best(
        (
            Grows("own", f"{re.escape(key)}.*"),
            Grows("own", f"[~]{re.escape(bare(key))}.*"),
        )
    )
