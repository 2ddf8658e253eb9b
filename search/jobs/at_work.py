"""One kind of engine at a time follows the outbox, since each of its rows is done once."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings

from search.engine import Engine

EMBEDDED, SHARED = "embedded", "Elasticsearch"


class OtherEngineAtWorkError(Exception):
    """A process with other settings follows the outbox into an index of the other kind."""

    def __init__(self, other: str) -> None:
        """Say which kind is at work, and what to do."""
        self.other = other
        told = {EMBEDDED: "without ELASTICSEARCH_URL", SHARED: "with ELASTICSEARCH_URL"}
        super().__init__(
            f"A process of the {other} engine is at work on this DATA_DIR: it runs "
            f"{told.get(other, 'with other settings')}, unlike this one. Stop it first, or use its "
            "settings here; nothing was done."
        )


@contextmanager
def of_its_kind(engine: Engine) -> Iterator[None]:
    """Be at work with those of this kind. Raises OtherEngineAtWorkError where others are.

    All of one kind share a lock on a file that names the kind; the system frees it when the last
    of them dies, and only then does the next one write its own name there.
    """
    kind = SHARED if engine.is_shared else EMBEDDED
    folder = Path(settings.INDEX_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "engine").open("a+", encoding="utf-8") as file:
        _name_where_nobody_is(file, kind)
        # Letting a lock be shared is two steps; between them another kind may have come.
        fcntl.flock(file, fcntl.LOCK_SH)
        file.seek(0)
        if (told := file.read()) != kind:
            raise OtherEngineAtWorkError(told)
        yield


def _name_where_nobody_is(file: IO[str], kind: str) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    file.truncate(0)
    file.write(kind)
    file.flush()
