"""The engines that answer a question; each file is the only door to its library."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from search.engine import Engine
from search.engines.tantivy import TantivyEngine


def the_engine() -> Engine:
    """The engine of this installation: Elasticsearch where the settings name one, else tantivy."""
    if settings.ELASTICSEARCH_URL:
        return elasticsearch_engine(settings.ELASTICSEARCH_PREFIX)
    return _tantivy(Path(settings.INDEX_DIR), settings.SEARCH_REMEMBERS)


def elasticsearch_engine(prefix: str) -> Engine:
    """The engine on the server of the settings, with the indices of this prefix."""
    return _elasticsearch(
        settings.ELASTICSEARCH_URL,
        prefix,
        settings.ELASTICSEARCH_CA,
        settings.ELASTICSEARCH_API_KEY,
    )


@lru_cache(maxsize=8)
def _tantivy(folder: Path, remembers: int) -> TantivyEngine:
    return TantivyEngine(folder, remembers=remembers)


@lru_cache(maxsize=8)
def _elasticsearch(url: str, prefix: str, ca_file: str, api_key: str) -> Engine:
    # Its import takes a second, which an office without a server does not pay.
    from search.engines.elasticsearch import ElasticsearchEngine, Server  # noqa: PLC0415

    return ElasticsearchEngine(Server(url=url, prefix=prefix, ca_file=ca_file, api_key=api_key))
