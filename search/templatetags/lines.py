"""The small lines that stand many times on a page of results, made without a template's detour."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

from docs_mgmt.labels.reading import pages_in_words
from docs_mgmt.rules.flow import Standing
from docs_mgmt.rules.words import WordsFrom
from docs_mgmt.templatetags.office import day, label, meter, number
from search.labels import COLUMNS
from search.queries.choices import Choice
from search.queries.hits import Hit
from search.queries.lines import Told
from search.rules.words import Column
from search.templatetags.marks import fill, marked, snippet

register = template.Library()
#: Choices beyond so many are folded away.
SHOWN = 8
#: Facets whose values are words of ours; the others are names that people wrote.
OUR_WORDS = frozenset({"stage", "standing"})


@dataclass(frozen=True)
class _Phrases:
    """What stands on every line, in one language; looked up once."""

    new: str
    why: str
    dated: str
    signed: str
    version: str
    drafted: str
    page: str


@lru_cache(maxsize=8)
def _phrases(_language: str | None) -> _Phrases:
    return _Phrases(
        new=gettext("New"),
        why=gettext("Why found"),
        dated=gettext("Dated %(date)s"),
        signed=gettext('signed by <span lang="vi">%(name)s</span>'),
        version=gettext("version %(number)s"),
        drafted=gettext('drafted by <span lang="vi">%(name)s</span>'),
        page=gettext("page %(page)s"),
    )


@register.simple_tag(takes_context=True)
def hit_lines(
    context: Mapping[str, Any], hits: Iterable[Hit], *, is_first_list: bool
) -> SafeString:
    """The documents found: number, title, facts, the best place, and where to ask why."""
    opened = context["opened"]
    page = _Page(
        _phrases(get_language()),
        new=opened.new if opened else frozenset(),
        address=reverse("search:find"),
        query=escape(context["query"]),
        is_asked=not context["results"].question.is_empty,
        has_columns=context["has_columns"],
    )
    lines = [_line(hit, page, is_at=is_first_list and not at) for at, hit in enumerate(hits)]
    return SafeString("".join(lines))


@dataclass(frozen=True)
class _Page:
    """What all lines of one page have in common."""

    phrases: _Phrases
    new: frozenset[int]
    #: The page's address and what it asks: so are the reasons asked for when one opens them.
    address: str
    query: str
    is_asked: bool
    has_columns: bool


def _line(hit: Hit, page: _Page, *, is_at: bool) -> str:
    """One document; every value in it is escaped where it is put in."""
    pk, phrases = hit.document.pk, page.phrases
    new = f' <span class="tag stage">{phrases.new}</span>' if pk in page.new else ""
    title = f'{_number(hit)}<span lang="vi">{marked(hit.title)}</span>'
    place = _place(hit, phrases) if page.is_asked and hit.snippet.pieces else ""
    why = (
        f'<details class="why" id="why-{pk}" hx-get="{page.address}why/{pk}/?{page.query}"'
        ' hx-trigger="toggle once" hx-target="find ul">'
        f'<summary class="meta">{phrases.why}</summary><ul></ul></details>'
        if page.is_asked
        else ""
    )
    return (
        f'<article class="hit{" at" * is_at}" data-office-row>'
        f'<h3><a href="{escape(hit.url)}" data-office-open>{title}</a>{new}</h3>'
        f'<p class="meta">{_facts(hit, page)}</p>{place}{why}</article>'
    )


def _number(hit: Hit) -> str:
    number = hit.document.number
    if not number:
        return ""
    if hit.is_by_number:
        return f'<span class="next-number" lang="vi"><mark>{escape(number)}</mark></span>&ensp;'
    return f'<span class="num" lang="vi">{escape(number)}</span>&ensp;'


def _facts(hit: Hit, page: _Page) -> str:
    if page.has_columns:
        return " · ".join(map(_fact, hit.line.told))
    if hit.document.issued_on:
        return _dated(hit, page.phrases)
    return " · ".join(_in_work(hit, page.phrases))


def _fact(told: Told) -> SafeString:
    words = '{}: <span lang="vi">{}</span>' if told.is_written else "{}: <span>{}</span>"
    return fill(words, told.label, told.value)


def _dated(hit: Hit, phrases: _Phrases) -> str:
    """Date, signer, unit and what became of a document that was issued."""
    document = hit.document
    parts = [phrases.dated % {"date": day(document.issued_on)}]
    if document.signer:
        parts.append(phrases.signed % {"name": escape(document.signer)})
    parts.append(f'<span lang="vi">{escape(document.unit)}</span>')
    line = " · ".join(parts)
    if not document.standing or document.standing == Standing.IN_FORCE:
        return line
    return f'{line} <span class="tag long ms-1">{escape(label(document.standing))}</span>'


def _in_work(hit: Hit, phrases: _Phrases) -> Iterator[str]:
    """Type, version, stage and drafter of a document that was not issued yet."""
    document = hit.document
    yield f'<span lang="vi">{escape(document.kind)}</span>'
    yield phrases.version % {"number": number(hit.line.text.version)}
    yield meter(document, round_is_open=document.round_is_open)
    yield phrases.drafted % {"name": escape(document.drafter)}


def _place(hit: Hit, phrases: _Phrases) -> str:
    """The best place, its page, how many more there are, and how far its words can be relied on."""
    parts = [f'<span lang="vi">{snippet(hit.snippet)}</span>']
    page, more = hit.snippet.page, hit.snippet.more
    if page:
        words = phrases.page % {"page": number(page)}
        parts.append(f'<a class="num" href="{escape(hit.url)}">{words}</a>')
    if more:
        others = ngettext("and %(more)s more place", "and %(more)s more places", more)
        parts.append(others % {"more": number(more)})
    if mark := words_mark(hit):
        parts.append(f'<span class="tag">{escape(mark)}</span>')
    return f"<p>{' '.join(parts)}</p>"


def words_mark(hit: Hit) -> str:
    """Where the words come from, where they were not simply read: how far they can be relied on."""
    text = hit.line.text
    if text.words_from is WordsFrom.TEXT:
        return ""
    if text.words_from is WordsFrom.LEGACY:
        return gettext("decoded from old fonts")
    if text.words_from is WordsFrom.MIXED:
        return _read_on(text.scanned_pages, text.sureness)
    if text.sureness is None:
        return gettext("machine-read")
    return gettext("machine-read, %(sureness)s%% certain") % {"sureness": text.sureness}


def _read_on(pages: Sequence[int], sureness: int | None) -> str:
    said = {"pages": pages_in_words(pages), "sureness": sureness}
    if sureness is None:
        return gettext("scanned in part (p. %(pages)s)") % said
    return gettext("p. %(pages)s machine-read, %(sureness)s%% certain") % said


#: The facets in the order of the page, each under what it is called.
HEADINGS = {
    "kind": gettext_lazy("Type"),
    "year": gettext_lazy("Year"),
    "stage": gettext_lazy("Stage"),
    "standing": gettext_lazy("Validity"),
    "signer": gettext_lazy("Signed by"),
    "unit": gettext_lazy("Drafting unit"),
    "dossier": gettext_lazy("Dossier"),
}


@register.filter
def facet_lines(choices: Mapping[str, Iterable[Choice]]) -> SafeString:
    """Every facet that has values, each value with a box to tick and how many it leaves."""
    lines = {name: [_choice_line(one, name) for one in choices[name]] for name in HEADINGS}
    facets = [
        fill(_FACET, heading=heading, lines=_shown(lines[name], name))
        for name, heading in HEADINGS.items()
        if lines[name]
    ]
    return SafeString("".join(facets))


_FACET = '<fieldset class="mb-4"><legend>{heading}</legend>{lines}</fieldset>'


def _shown(lines: Sequence[SafeString], name: str) -> SafeString:
    shown = SafeString("".join(lines[:SHOWN]))
    if not lines[SHOWN:]:
        return shown
    left = len(lines) - SHOWN
    return fill(
        '{}<details id="more-{}"><summary class="meta">{}</summary>{}</details>',
        shown,
        name,
        ngettext("%(n)s more", "%(n)s more", left) % {"n": number(left)},
        SafeString("".join(lines[SHOWN:])),
    )


def _choice_line(choice: Choice, name: str) -> SafeString:
    is_ours = name in OUR_WORDS
    value, language = escape(choice.value), "" if is_ours else ' lang="vi"'
    said = escape(label(choice.label) if is_ours else str(choice.label))
    return SafeString(
        '<label class="form-check"><input class="form-check-input" type="checkbox"'
        f' name="{name}" id="{name}-{value}" value="{value}"{" checked" * choice.is_chosen}>'
        f'<span class="flex-grow-1"{language}>{said}</span>'
        f' <span class="meta">{number(choice.count)}</span></label>'
    )


_COLUMN = (
    '<label class="form-check"><input class="form-check-input" type="checkbox"'
    ' name="columns" value="{column}"{checked}><span>{label}</span></label>'
)


@register.filter
def column_lines(shown: Iterable[Column]) -> SafeString:
    """Every fact that a line of the list can show, with a box to tick."""
    return _column_lines(frozenset(shown), get_language())


@lru_cache(maxsize=128)
def _column_lines(shown: frozenset[Column], _language: str | None) -> SafeString:
    lines = (
        fill(_COLUMN, column=column, checked=" checked" if column in shown else "", label=label)
        for column, label in COLUMNS.items()
    )
    return SafeString("".join(lines))
