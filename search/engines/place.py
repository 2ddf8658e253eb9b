"""The folder of an index on this machine: which one is live, and who may write.

It holds `current` (names the live folder and its schema; replaced by one rename), the folders, and
`lock`, which the one writer holds.
"""

import fcntl
import json
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search.engine import IndexIsHeldError


class Place:
    """One INDEX_DIR as a process sees it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._held = threading.local()

    def current(self, schema: int) -> str | None:
        """The name of the live folder, if it was made by this schema."""
        told = self._told()
        return str(told["name"]) if told.get("schema") == schema else None

    def _told(self) -> dict[str, object]:
        """What `current` says; nothing where it is missing or damaged."""
        try:
            told = json.loads((self.folder / "current").read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return {}
        return told if isinstance(told, dict) else {}

    @property
    def is_held(self) -> bool:
        """Whether this thread holds the lock."""
        return bool(getattr(self._held, "times", 0))

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Hold the lock; a holder may hold again. Raises IndexIsHeldError.

        Also where the folder was taken away under its holder, as another one may hold it now.
        """
        if self.is_held:
            self._refuse_unless_held()
            self._held.times += 1
            try:
                yield
            finally:
                self._held.times -= 1
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as held:
                raise IndexIsHeldError(str(self.folder)) from held
            self._held.times, self._held.lock = 1, os.fstat(lock.fileno())
            try:
                yield
            finally:
                self._held.times = 0

    def _refuse_unless_held(self) -> None:
        try:
            is_held = os.path.samestat(self._held.lock, (self.folder / "lock").stat())
        except FileNotFoundError:
            is_held = False
        if not is_held:
            raise IndexIsHeldError(str(self.folder))

    def has_room(self, size: int) -> bool:
        """Whether so many bytes can be written here now."""
        try:
            with tempfile.TemporaryFile(dir=self.folder) as file:
                file.write(bytes(size))
        except OSError:
            return False
        return True

    def tidy(self) -> None:
        """Take away what a rebuild left behind that was killed; for the holder of the lock."""
        live = self._told().get("name")
        for old in self.folder.glob("index-*"):
            if old.name != live:
                shutil.rmtree(old, ignore_errors=True)
        for left in self.folder.glob("current.*"):
            left.unlink(missing_ok=True)

    def put_in_place(self, name: str, schema: int) -> None:
        """Make this folder the live one, and take the others away."""
        new = self.folder / f"current.{name}"
        with new.open("w", encoding="utf-8") as file:
            json.dump({"name": name, "schema": schema}, file)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.folder / "current")
        self.tidy()

    def clear(self) -> None:
        """Take the live folder and all others away."""
        (self.folder / "current").unlink(missing_ok=True)
        for old in self.folder.glob("index-*"):
            shutil.rmtree(old, ignore_errors=True)
