"""Which phrases of a text to search for: the rarest of its first, middle and last third."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from docs_mgmt.rules.vietnamese import canon, fold

#: A syllable as people read it: letters only; figures would be a number's grammar.
_SYLLABLE = re.compile(r"[^\W\d_]+")
_LONGEST, _SHORTEST = 5, 2
THIRDS = 3


def phrases_of(paragraphs: Sequence[str]) -> list[str]:
    """Give one phrase of 2–5 consecutive syllables for each third of the text, the rarest there.

    Fewer than three where the text has too few syllables for them.
    """
    windows = list(_windows(paragraphs))
    if not windows:
        return [word for line in paragraphs for word in _SYLLABLE.findall(canon(line))][:THIRDS]
    counts = Counter(fold(window).lower() for window in windows)
    size = max(1, -(-len(windows) // THIRDS))
    thirds = [windows[start : start + size] for start in range(0, len(windows), size)]
    chosen: list[str] = []
    for third in thirds[:THIRDS]:
        best = min(third, key=lambda window: (window in chosen, _weight(window, counts)))
        chosen.append(best)
    return chosen


def _weight(window: str, counts: Counter[str]) -> tuple[int, int, int]:
    """Rare first, then long, then rich in marks: those say the most."""
    plain = fold(window).lower()
    marks = sum(a != b for a, b in zip(window.lower(), plain, strict=True))
    return counts[plain], -len(window.split()), -marks


def _windows(paragraphs: Sequence[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        for run in re.split(r"[^\w\s]|[\d_]+", canon(paragraph)):
            words = _SYLLABLE.findall(run)
            for length in range(_LONGEST, _SHORTEST - 1, -1):
                if len(words) >= length:
                    yield from (
                        " ".join(words[at : at + length]) for at in range(len(words) - length + 1)
                    )
                    break
