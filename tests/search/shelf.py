"""A small shelf of entries for tests of the rules and the engine, without a database."""

from datetime import date

from search.engine import Ask, Found
from search.engines.tantivy import TantivyEngine
from search.rules.entry import Entry
from search.rules.question import read_question

EVERYONE = frozenset({"all"})


def an_entry(pk: int, title: str = "", body: str = "", **told: object) -> Entry:
    told = {"readers": EVERYONE, "year": 2026, "kind": "QĐ", "issued": date(2026, 1, 1)} | told
    return Entry(id=pk, title=title, body=body, **told)


def ask(engine: TantivyEngine, typed: str, readers: frozenset[str] = EVERYONE, **how) -> Found:
    return engine.search(Ask(question=read_question(typed), readers=readers, **how))


def found(engine: TantivyEngine, typed: str, **how) -> list[int]:
    return list(ask(engine, typed, **how).ids)
