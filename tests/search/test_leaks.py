"""A word that stands only in what a reader may not see changes nothing that the reader sees."""

from contextlib import closing
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engine import Engine, Found, Order
from search.engines.tantivy import TantivyEngine
from search.rules.nearly import known, nearly
from tests.search.shelf import an_entry, ask

#: The word of the forbidden documents, and one as long that stands nowhere and is not asked.
SECRET, OTHER = "thượng", "khuyết"
READERS = st.frozensets(st.sampled_from(["p1", "p2", "u1", "desk3", "agency1@ISSUED"]), max_size=3)
TITLES = (
    "Kế hoạch thu gom rác",
    "Quyết định bàn giao đất",
    "Báo cáo thu phí chợ",
    "Họp tổ dân phố",
)
ASKED = (
    SECRET,
    f"thu gom {SECRET}",
    f"{SECRET} rác",
    f"kế hoạch {SECRET[:2]}",
    f'"{SECRET}"',
    f"rác -{SECRET}",
    f"người ký: {SECRET}",
    f"đơn vị: {SECRET} kế hoạch",
    "77/KH-UBND",
    "77",
    "kế hoạch",
    "",
)


def shelf(rights: list[frozenset[str]], asker: frozenset[str], word: str):
    """Documents of random rights; those that the asker may not see hold the word everywhere."""
    for pk, readers in enumerate(rights, 1):
        is_seen = bool(readers & asker)
        said = "công khai" if is_seen else f"{word} {word}"
        yield an_entry(
            pk,
            f"{TITLES[pk % len(TITLES)]} {'mở' if is_seen else word}",
            f"Nội dung thu gom rác {said} được nêu tại Quyết định số 9/QĐ-UBND.",
            meta=("Kế hoạch", "An" if is_seen else word),
            signers=("An",) if is_seen else (word,),
            units=("Phòng Kinh tế",) if is_seen else (word,),
            number=f"{pk}/KH-UBND" if is_seen else f"{77 if word == SECRET else 78}/KH-UBND",
            unit=str(pk) if is_seen else f"9{len(word)}",
            stage="ISSUED",
            readers=readers,
        )


def answers(engine: Engine, asker: frozenset[str]) -> list[Found]:
    """Everything that an engine tells a reader: lists, totals, counts, orders, nearly alike."""
    told = [
        ask(engine, typed, readers=asker, order=order, limit=50)
        for typed, order in product(ASKED, Order)
    ]
    told += [
        ask(engine, typed, readers=asker, nearly=plan(typed), limit=50)
        for typed, plan in product((SECRET, "thuong", "thuonh", "thu"), (known, nearly))
    ]
    return told


def examples(most: int):
    return settings(max_examples=most, deadline=None, suppress_health_check=list(HealthCheck))


RANDOM = {"rights": st.lists(READERS, min_size=2, max_size=10), "asker": READERS}


def check_that_nothing_leaks(engine: Engine, rights, asker) -> None:
    engine.rebuild(shelf(rights, asker, SECRET))
    with_word = answers(engine, asker)
    engine.rebuild(shelf(rights, asker, OTHER))
    assert with_word == answers(engine, asker)


def check_that_it_is_found(engine: Engine, rights, asker) -> None:
    engine.rebuild(shelf(rights, frozenset(), SECRET))
    seen = {pk for pk, readers in enumerate(rights, 1) if readers & asker}
    assert set(ask(engine, SECRET, readers=asker, limit=50).ids) == seen


@examples(12)
@given(**RANDOM)
def test_a_forbidden_word_changes_no_answer_of_the_engine(tmp_path, rights, asker):
    check_that_nothing_leaks(TantivyEngine(tmp_path / "leaks", remembers=50), rights, asker)


@examples(8)
@given(**RANDOM)
def test_whoever_may_see_a_document_finds_it_by_its_word(tmp_path, rights, asker):
    check_that_it_is_found(TantivyEngine(tmp_path / "leaks", remembers=50), rights, asker)


@pytest.mark.elasticsearch
@examples(3)
@given(**RANDOM)
def test_a_forbidden_word_changes_no_answer_of_elasticsearch(elastic, prefix, rights, asker):
    with closing(elastic.engine(prefix)) as engine:
        check_that_nothing_leaks(engine, rights, asker)


@pytest.mark.elasticsearch
@examples(2)
@given(**RANDOM)
def test_elasticsearch_finds_what_may_be_seen(elastic, prefix, rights, asker):
    with closing(elastic.engine(prefix)) as engine:
        check_that_it_is_found(engine, rights, asker)
