"""Work that one process of this machine does at a time."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


@contextmanager
def held(name: str) -> Iterator[bool]:
    """Hold the work of this name; False: somebody else does. It ends with its process."""
    tmp: Path = settings.TMP_DIR
    tmp.mkdir(parents=True, exist_ok=True)
    handle = os.open(tmp / f"{name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        yield False
    else:
        yield True
    finally:
        os.close(handle)
