"""Questions as people type them, asked of an engine: years behind numbers, names, spellings."""

import pytest

from tests.search.shelf import an_entry, found


@pytest.fixture
def numbered(new_engine):
    engine = new_engine()
    engine.rebuild(
        [
            an_entry(1, "Phân bổ kinh phí", number="44/QĐ-UBND", year=2019),
            an_entry(2, "Thu hồi đất", number="44/QĐ-UBND", year=2023),
            an_entry(3, "Đổi tên đường", number="44/QĐ-UBND", year=None),
        ]
    )
    return engine


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("44/QĐ-UBND 2019", [1, 3, 2]),
        ("44/qd-ubnd (2019)", [1, 3, 2]),
        ("44/QĐ-UBND/2019", [1, 3]),
        ("44/QĐ-UBND năm 2019", [1, 3]),
        ("44/QĐ-UBND ngày 5/3/2020", [3]),
        ("QĐ-UBND số 45", []),
    ],
)
def test_a_year_behind_a_number_brings_the_document_of_that_year_first(numbered, typed, ids):
    assert found(numbered, typed) == ids
