"""Many processes at once: numbers without gap or double, and one form is one deed."""

from tests.numbers.stories import CLERKS, CLICKS, DOCUMENTS, DONE_BEFORE


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


def test_one_form_that_several_processes_get_at_once_is_one_deed(tell):
    told = tell("one_form_sent_many_times")
    assert told["exits"] == [0] + [DONE_BEFORE] * (CLICKS - 1)
    assert told["rows"] == [1, 1, 1]
