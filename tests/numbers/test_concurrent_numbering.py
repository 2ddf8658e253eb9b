"""Sixty-four documents numbered by eight processes at once: no gap, no double."""

from tests.numbers.stories import CLERKS, DOCUMENTS


def test_many_clerks_at_once_never_share_or_skip_a_number(tell):
    told = tell("many_clerks")
    assert told["exits"] == [0] * CLERKS
    half = DOCUMENTS // 2
    assert told["series"] == {"ADMIN": half, "QĐ": half}
    by_series: dict[str, list[int]] = {"ADMIN": [], "QĐ": []}
    for _, number, series, _ in told["entries"]:
        by_series[series].append(number)
    assert by_series == {key: list(range(1, half + 1)) for key in ("ADMIN", "QĐ")}
    assert sorted(document for *_, document in told["entries"]) == told["pks"]
    assert {full for full, *_ in told["entries"]} == {
        f"{number:02d}/{code}-UBND" for code in ("QĐ", "KH") for number in range(1, half + 1)
    }
    assert told["stages"] == ["NUMBERED"]
    assert told["findings"] == []
