"""Which series a document takes its number from, and how often the seal crosses the sheets."""

import pytest

from docs_mgmt.rules.document_types import OWN_SERIES, TYPES
from docs_mgmt.rules.numbering import ADMIN, LETTERS, impressions_across, series_key
from docs_mgmt.rules.words import SchemeKind

OWN = {**{key: key for key in OWN_SERIES}, "CV": LETTERS}


def test_one_series_serves_all_types_in_the_single_scheme():
    assert {series_key(SchemeKind.SINGLE, facts.key, OWN) for facts in TYPES} == {ADMIN}


def test_the_mixed_scheme_has_a_series_for_some_one_for_letters_and_one_for_the_rest():
    keys = {facts.key: series_key(SchemeKind.MIXED, facts.key, OWN) for facts in TYPES}
    assert {key: series for key, series in keys.items() if series != ADMIN} == OWN
    assert keys["KH"] == keys["TB"] == ADMIN


def test_each_type_has_its_own_in_the_scheme_per_type():
    keys = [series_key(SchemeKind.PER_TYPE, facts.key, {}) for facts in TYPES]
    assert len(set(keys)) == len(TYPES)


@pytest.mark.parametrize(
    ("sheets", "times"), [(0, 0), (1, 0), (2, 1), (5, 1), (6, 2), (10, 2), (11, 3)]
)
def test_the_seal_across_takes_five_sheets_at_a_time(sheets, times):
    assert impressions_across(sheets) == times
