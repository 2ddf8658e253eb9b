"""What a killed process left in the folder for work under way."""

import shutil
import time
from datetime import timedelta
from pathlib import Path

from django.conf import settings

#: Names that this room gives to its work; other rooms keep things of their own beside them.
_OURS = ("put-", "child-", "render-", "rendered-", "stamped-", "pages-", "ocr-")
#: No work under way is so old.
OLD = timedelta(hours=6)


def sweep_leftovers(older_than: timedelta = OLD) -> int:
    """Throw away the work that nobody will finish; say how many pieces it was."""
    tmp: Path = settings.TMP_DIR
    before = time.time() - older_than.total_seconds()
    old = [
        path
        for path in (tmp.iterdir() if tmp.is_dir() else ())
        if path.name.startswith(_OURS) and path.lstat().st_mtime < before
    ]
    for path in old:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return len(old)
