"""The small words of every page: icons, the drawing of the flow, fields, dates and numbers."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, Select, Widget
from django.forms.widgets import CheckboxSelectMultiple, RadioSelect
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from docs_mgmt.labels import label_of
from docs_mgmt.rules.flow import Path, Stage, Step
from docs_mgmt.rules.stage_line import GROUPS, line_of, step_awaited
from docs_mgmt.templatetags import _dates

register = template.Library()

BAR, GAP, GROUP_GAP = 8.5, 1, 4  # the width of a bar with its gap, and what parts two groups


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """Draw an icon of the sprite; with a label it speaks, without one it only decorates."""
    return _icon(name, str(label), css)


@lru_cache(maxsize=512)
def _icon(name: str, label: str, css: str) -> SafeString:
    speaks = (
        format_html('role="img" aria-label="{}"', label)
        if label
        else SafeString('aria-hidden="true"')
    )
    address = static("icons.svg")
    classes = f"icon {css}".strip()
    return format_html(
        '<svg class="{}" {}><use href="{}#{}"></use></svg>', classes, speaks, address, name
    )


def _place(stage: str, path: str, *, round_is_open: bool) -> tuple[tuple[Step, ...], int]:
    """The line of the path and how many of its steps are done; the next one is being waited for."""
    line = line_of(Path(path))
    awaited = step_awaited(Stage(stage), Path(path), round_is_open=round_is_open)
    if awaited is None:
        return line, 0 if stage == Stage.CANCELLED else len(line)
    return line, line.index(awaited)


def _state(at: int, done: int) -> str:
    if at < done:
        return "did"
    return "now" if at == done else "todo"


def _bars(line: tuple[Step, ...], done: int, *, cancelled: bool) -> SafeString:
    bars: list[tuple[str, float, float, int, int]] = []
    left, group = 0.5, 0
    for at, step in enumerate(line):
        while step not in GROUPS[group]:
            group += 1
            left += GROUP_GAP
        state = "todo" if cancelled else _state(at, done)
        css, inset, top, width, height = {
            "did": ("on", 0.0, 4.0, 6, 8),
            "now": ("on", 0.0, 0.0, 6, 16),
            "todo": ("off", 0.5, 4.5, 5, 7),
        }[state]
        bars.append((css, left + inset, top, width, height))
        left += BAR
    return format_html_join(
        "", '<rect class="{}" x="{}" y="{}" width="{}" height="{}"></rect>', bars
    )


def _word(stage: str, line: tuple[Step, ...], done: int) -> str:
    if stage == Stage.CANCELLED or done == len(line):
        return str(label_of(Stage(stage)))
    return str(label_of(line[done]))


def _sentence(stage: str, line: tuple[Step, ...], done: int) -> str:
    word = _word(stage, line, done)
    if stage == Stage.CANCELLED or done == len(line):
        return word
    facts = {"at": done + 1, "of": len(line), "step": word}
    return gettext("Step %(at)s of %(of)s: %(step)s") % facts


@register.simple_tag
def stage_words(document: Any, *, round_is_open: bool = False) -> str:
    """Say where a document is: step 7 of 11: sign."""
    stage = str(document.stage)
    return _sentence(stage, *_place(stage, str(document.path), round_is_open=round_is_open))


@register.simple_tag
def meter(document: Any, *, round_is_open: bool = False, with_word: bool = True) -> SafeString:
    """Draw where a document is: eleven bars in three groups, the tall one is now, with its word."""
    place = (str(document.stage), str(document.path))
    return _drawn(*place, get_language(), round_is_open=round_is_open, with_word=with_word)


@lru_cache(maxsize=512)
def _drawn(
    stage: str,
    path: str,
    _language: str | None,
    *,
    round_is_open: bool,
    with_word: bool,
) -> SafeString:
    """The drawing of a place, made once a language: a list has twenty of them."""
    line, done = _place(stage, path, round_is_open=round_is_open)
    word, words = _word(stage, line, done), _sentence(stage, line, done)
    drawing = format_html(
        '<svg class="meter" viewBox="0 0 104 16" role="img" aria-label="{}">{}</svg>',
        words,
        _bars(line, done, cancelled=stage == Stage.CANCELLED),
    )
    return format_html("{} {}", drawing, word) if with_word else drawing


@register.inclusion_tag("partials/_stages.html")
def stages(
    document: Any,
    *,
    round_is_open: bool = False,
    notes: Mapping[Step, str] | None = None,
) -> dict[str, object]:
    """Draw the stage line of the document page; notes are the small words under the steps."""
    stage, path = str(document.stage), str(document.path)
    line, done = _place(stage, path, round_is_open=round_is_open)
    is_cancelled = stage == Stage.CANCELLED
    return {
        "steps": [
            {
                "label": str(label_of(step)),
                "state": "todo" if is_cancelled else _state(at, done),
                "note": (notes or {}).get(step, ""),
            }
            for at, step in enumerate(line)
        ],
        "word": _word(stage, line, done),
        "at": done + 1,
        "of": len(line),
        "is_moving": not is_cancelled and done < len(line),
    }


@register.simple_tag
def due(deadline: date | None) -> SafeString:
    """Say how a deadline stands, as a tag; nothing where there is none."""
    if deadline is None:
        return SafeString("")
    words, css = _dates.standing_of(deadline)
    return format_html('<span class="{}">{}</span>', f"tag {css}".strip(), words)


@register.inclusion_tag("partials/_field.html")
def field(
    bound: BoundField, label: str = "", hint: str = "", **attrs: str | bool
) -> dict[str, object]:
    """Show one field: its label, its hint, what is wrong with it, and the place to fill in."""
    widget = bound.field.widget
    is_choice = isinstance(widget, (RadioSelect, CheckboxSelectMultiple))
    is_tick = isinstance(widget, CheckboxInput)
    described = _described_by(bound, hint or str(bound.help_text))
    given: dict[str, str | bool] = {"class": _css_of(widget)}
    given |= {key.replace("_", "-"): value for key, value in attrs.items()}
    if bound.errors:
        given["aria-invalid"] = "true"
    if is_choice:
        widget.attrs.update(given)
    elif described:
        given["aria-describedby"] = described
    return {
        "field": bound,
        "label": label or bound.label,
        "hint": hint or bound.help_text,
        "described": described,
        "is_choice": is_choice,
        "is_tick": is_tick,
        "is_optional": not (bound.field.required or is_tick or is_choice),
        "choices": list(bound) if is_choice else [],
        "control": "" if is_choice else bound.as_widget(attrs=given),
    }


def _css_of(widget: Widget) -> str:
    if isinstance(widget, (RadioSelect, CheckboxSelectMultiple, CheckboxInput)):
        return "form-check-input"
    return "form-select" if isinstance(widget, Select) else "form-control"


def _described_by(bound: BoundField, hint: str) -> str:
    parts = [f"{bound.auto_id}_helptext"] if hint else []
    if bound.errors:
        parts.append(f"{bound.auto_id}_error")
    return " ".join(parts)


@register.filter
def when(moment: date | None) -> str:
    """The moment as one says it: today, 17:00; 14/05, 07:55."""
    return _dates.when(moment) if moment else ""


@register.filter
def day(moment: date | None) -> str:
    """The day in full: 14/05/2026, in English 14 May 2026."""
    return _dates.day_of(moment) if moment else ""


@register.filter
def exact(moment: date | None) -> str:
    """The moment in full: 14/05/2026, 07:55."""
    return _dates.exact(moment) if moment else ""


@register.filter
def weekday(moment: date | None) -> str:
    """The name of the day in the week, as it stands inside a sentence."""
    return _dates.weekday_of(moment) if moment else ""


@register.filter
def number(value: float | None) -> str:
    """A number with the marks of the language: 1.450.000."""
    return "" if value is None else _dates.number_of(value)


@register.filter
def spelled(count: int) -> str:
    """A small count as a word inside a sentence."""
    return _dates.spelled(count)


@register.filter
def label(word: Any) -> str:
    """The words for a word of the flow, in the language of the page."""
    return str(label_of(word)) if word else ""
