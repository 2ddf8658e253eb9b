"""Dates, numbers, deadlines and the drawing of the flow, as a reader of the page sees them."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.template import Context, Template
from django.utils import translation

from docs_mgmt.clock import turned_to
from docs_mgmt.rules.flow import MAIN_STEPS, Path, Stage, Step
from docs_mgmt.rules.stage_line import line_of, step_awaited

THURSDAY = datetime(2026, 5, 14, 3, 0, tzinfo=UTC)  # ten in the morning in the office


@pytest.fixture(autouse=True)
def the_morning_of_the_screens():
    with turned_to(THURSDAY):
        yield


def said(text, language="vi", **facts):
    with translation.override(language):
        return Template(text).render(Context(facts)).strip()


def moment(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "vietnamese", "english"),
    [
        (moment(2026, 5, 12, 0, 55), "12/05, 07:55", "12 May, 07:55"),
        (moment(2025, 12, 31, 18, 0), "01/01, 01:00", "1 January, 01:00"),
        (moment(2025, 5, 12, 0, 55), "12/05/2025, 07:55", "12 May 2025, 07:55"),
        (date(2026, 5, 18), "18/05/2026", "18 May 2026"),
    ],
)
def test_a_moment_is_written_as_the_office_writes_it(at, vietnamese, english):
    assert said("{{ at|when }}", at=at) == vietnamese
    assert said("{{ at|when }}", "en", at=at) == english


def test_today_is_called_today_with_its_hour():
    assert said("{{ at|when }}", "en", at=moment(2026, 5, 14, 10, 0)) == "today, 17:00"
    assert said("{{ at|when }}", "en", at=date(2026, 5, 14)) == "today"


def test_nothing_is_said_of_no_moment():
    assert said("{{ at|when }}{{ at|day }}{{ at|exact }}{% due at %}", at=None) == ""


@pytest.mark.parametrize(
    ("due", "words", "css"),
    [
        (date(2026, 5, 13), "1 day overdue", "tag late"),
        (date(2026, 5, 14), "Today", "tag today"),
        (date(2026, 5, 18), "2 days left", "tag"),  # a week-end lies between
        (date(2026, 5, 15), "1 day left", "tag"),
    ],
)
def test_a_deadline_counts_working_days(due, words, css):
    tag = BeautifulSoup(said("{% due due %}", "en", due=due), "html.parser").span
    assert (tag.get_text(), " ".join(tag["class"])) == (words, css)


def test_numbers_carry_the_marks_of_their_language():
    assert said("{{ n|number }}", n=1450000) == "1.450.000"
    assert said("{{ n|number }}", n=71.4) == "71,4"
    assert said("{{ n|number }}", "en", n=1450000) == "1,450,000"


def test_small_counts_are_words_in_a_sentence():
    assert said("{{ n|spelled }}", "en", n=6) == "six"
    assert said("{{ n|spelled }}", "en", n=12) == "12"


def test_the_paper_path_has_the_eleven_bars_in_their_order():
    assert line_of(Path.PAPER) == MAIN_STEPS


@pytest.mark.parametrize("path", Path)
def test_every_stage_but_the_last_waits_for_a_step_of_its_line(path):
    for stage in Stage:
        awaited = step_awaited(stage, path)
        if stage in {Stage.ARCHIVED, Stage.CANCELLED}:
            assert awaited is None
        elif (stage, path) != (Stage.PRINTED, Path.ELECTRONIC):  # nothing is printed there
            assert awaited in line_of(path)


def test_an_open_round_is_shown_as_circulating():
    assert step_awaited(Stage.DRAFTED, Path.PAPER, round_is_open=True) is Step.CIRCULATE


@pytest.mark.parametrize(
    ("stage", "done", "tall"),
    [
        (Stage.DRAFTED, 0, 1),
        (Stage.PRINTED, 6, 1),
        (Stage.ARCHIVED, 11, 0),
        (Stage.CANCELLED, 0, 0),
    ],
)
def test_the_meter_draws_what_is_done_and_makes_now_the_tall_one(stage, done, tall):
    document = SimpleNamespace(stage=stage, path=Path.PAPER)
    drawing = BeautifulSoup(said("{% meter document %}", document=document), "html.parser").svg
    bars = drawing.select("rect")
    assert len(bars) == 11
    assert len([bar for bar in bars if bar["height"] == "8"]) == done
    assert len([bar for bar in bars if bar["height"] == "16"]) == tall
    assert drawing["aria-label"]


class Form(forms.Form):
    title = forms.CharField(label="Trích yếu", help_text="Một câu ngắn.")
    way = forms.ChoiceField(
        label="Đường đi", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect
    )
    kind = forms.ChoiceField(label="Loại", choices=[("a", "A")], required=False)


def test_a_field_ties_its_hint_and_its_mistake_to_the_place_to_fill_in():
    form = Form(data={})
    form.is_valid()
    page = BeautifulSoup(said("{% field form.title %}", form=form), "html.parser")
    box = page.input
    assert box["aria-invalid"] == "true"
    assert [
        page.select_one(f"#{name}") is not None for name in box["aria-describedby"].split()
    ] == [
        True,
        True,
    ]
    assert page.label["for"] == box["id"]


def test_a_choice_is_a_fieldset_whose_every_answer_has_its_label():
    page = BeautifulSoup(said("{% field form.way %}", form=Form()), "html.parser")
    assert page.fieldset.legend.get_text(strip=True) == "Đường đi"
    assert [label["for"] for label in page.select("label")] == [
        box["id"] for box in page.select("input[type=radio].form-check-input")
    ]


def test_a_list_to_choose_from_looks_like_one():
    page = BeautifulSoup(said("{% field form.kind %}", form=Form()), "html.parser")
    assert page.select_one("select.form-select") is not None
