"""Proof that the index is the database, rights included; and its repair."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from docs_mgmt.models import Change
from search.engine import EngineAwayError, IndexIsHeldError, IndexNotReadyError
from search.engines import the_engine
from search.jobs.drain import rebuild, settle, tell
from search.jobs.entries import all_entries, documents_of
from search.rules.entry import talk_of_id


@dataclass(frozen=True)
class Difference:
    """One thing that the index says otherwise than the database; without a document's words."""

    what: str
    #: The document (below zero: what is said about one), or 0 where it is about a reader's token.
    document: int = 0

    def __str__(self) -> str:
        return f"document {self.document}: {self.what}" if self.document else self.what


def differences() -> list[Difference]:
    """Everything in which index and database differ. Raises IndexNotReadyError.

    What changes while it looks is looked at again, so a working office shows no false alarm.
    """
    found = _compare()
    if not found:
        return []
    settle()
    return _compare()


def _compare() -> list[Difference]:
    told = the_engine().fingerprints()
    tokens: Counter[str] = Counter()
    found: list[Difference] = []
    for entry in all_entries():
        tokens.update(entry.readers)
        fingerprint = told.pop(entry.id, None)
        if fingerprint is None:
            found.append(Difference("not in the index", entry.id))
        elif fingerprint != entry.fingerprint:
            found.append(Difference("the index was told something else", entry.id))
    found += [Difference("in the index, but not in the database", pk) for pk in sorted(told)]
    return found or list(_rights(tokens))


def _rights(tokens: Counter[str]) -> Iterator[Difference]:
    """Each token shows in the index as many documents as the database says."""
    for token, count in sorted(tokens.items()):
        shown = the_engine().count_seen_by(token)
        if shown != count:
            yield Difference(f"{token} is shown {shown} documents, and should see {count}")


def repair(found: list[Difference]) -> None:
    """Put right what differs: here, or through the outbox where another process holds the index."""
    ids = {one.document for one in found if one.document}
    pks = {pk for pk in ids if pk > 0} | documents_of(
        "{}:{}".format(*talk_of_id(one)) for one in ids if one < 0
    )
    try:
        with the_engine().holding():
            _put_right(pks, ids, whole=len(ids) < len(found))
    except IndexIsHeldError:
        Change.objects.bulk_create(Change(subject=f"document:{pk}") for pk in sorted(pks))
        settle()


def _put_right(pks: set[int], ids: set[int], *, whole: bool) -> None:
    if whole:
        rebuild()
        return
    try:
        tell(the_engine(), pks, also=ids)
    except EngineAwayError:
        raise
    except IndexNotReadyError:  # it was told by another database
        rebuild()
