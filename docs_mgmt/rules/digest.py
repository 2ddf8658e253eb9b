"""What exactly is approved: the digest over everything that was shown (design.md 6)."""

import hashlib
from collections.abc import Mapping

from docs_mgmt.rules.chain import canonical

#: The parts of what is approved, each named in the refusal when it differs.
PARTS = (
    "file",
    "rendition",
    "attachments",
    "type",
    "title",
    "authority",
    "signatories",
    "recipients",
    "urgency",
    "path",
)

_MARK = 16


def digest_of(shown: Mapping[str, object]) -> str:
    """Give the SHA-256 of everything that an approval covers; every part must be there."""
    return hashlib.sha256(canonical({part: shown[part] for part in PARTS}).encode()).hexdigest()


def marks_of(shown: Mapping[str, object]) -> str:
    """Give one short mark a part, for the form to carry: the refusal can then name what changed."""
    return ",".join(f"{part}={_mark(shown[part])}" for part in PARTS)


def changed_parts(marks: str, shown: Mapping[str, object]) -> tuple[str, ...]:
    """Name the parts that are no longer what the marks say."""
    before = dict(pair.split("=", 1) for pair in marks.split(",") if "=" in pair)
    return tuple(part for part in PARTS if before.get(part) != _mark(shown[part]))


def _mark(value: object) -> str:
    return hashlib.sha256(canonical(value).encode()).hexdigest()[:_MARK]
