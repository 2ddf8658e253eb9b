"""The chain of deeds: how one history entry is tied to the one before it; no database, no clock."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Protocol

from docs_mgmt.rules.flow import Deed

#: What the first entry of a chain names as its previous one.
START = "0" * 64


class Link(Protocol):
    """What the chain reads of a history entry, wherever it comes from."""

    subject_kind: str
    subject_id: int
    ordinal: int
    deed: Deed
    actor_id: int | None
    at: datetime
    facts: Mapping[str, object]
    token: str | None


def columns_of(entry: Link) -> dict[str, object]:
    """Everything of an entry that its hash covers."""
    return {
        "subject_kind": entry.subject_kind,
        "subject_id": entry.subject_id,
        "ordinal": entry.ordinal,
        "deed": str(entry.deed),
        "actor": entry.actor_id,
        "at": entry.at,
        "facts": entry.facts,
        "token": entry.token,
    }


def canonical(value: object) -> str:
    """Write a value as JSON that is the same on every machine and after every reload."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
    )


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return moment(value)
    return str(value)


def moment(at: datetime) -> str:
    """Write a moment in UTC with microseconds, the only form that survives a reload."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def hash_of(previous: str, columns: Mapping[str, object]) -> str:
    """Tie an entry's columns to the hash of the entry before it (SHA-256, hex)."""
    return hashlib.sha256((previous + canonical(columns)).encode()).hexdigest()


def first_break(entries: Iterable[tuple[str, str, Mapping[str, object]]]) -> int | None:
    """Give the ordinal (from 1) of the first entry that does not fit: (previous, hash, columns)."""
    before = START
    for ordinal, (previous, own, columns) in enumerate(entries, 1):
        if previous != before or own != hash_of(previous, columns):
            return ordinal
        if columns.get("ordinal") != ordinal:
            return ordinal
        before = own
    return None


def root_of(heads: Iterable[str], yesterday: str) -> str:
    """Tie the heads of all chains of a day to the root of the day before."""
    return hashlib.sha256((yesterday + "".join(sorted(heads))).encode()).hexdigest()
