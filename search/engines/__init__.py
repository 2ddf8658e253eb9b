"""The engines that answer a question; each file is the only door to its library."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from search.engine import Engine
from search.engines.tantivy import TantivyEngine


def the_engine() -> Engine:
    """The engine of this installation."""
    return _tantivy(Path(settings.INDEX_DIR))


@lru_cache(maxsize=8)
def _tantivy(folder: Path) -> TantivyEngine:
    return TantivyEngine(folder)
