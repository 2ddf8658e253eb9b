"""The small lines that stand many times on a page of results, made without a template's detour."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.urls import reverse
from django.utils.formats import localize
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
from search.templatetags.marks import escaped, fill, marked, snippet

register = template.Library()
#: Choices beyond so many are folded away.
SHOWN = 8
#: Facets whose values are words of ours; the others are names that people wrote.
OUR_WORDS = frozenset({"stage", "standing"})


_HIT = """<article class="hit{at}" data-office-row>
<h3><a href="{url}" data-office-open>{number}<span lang="vi">{title}</span></a>{new}</h3>
<p class="meta">{facts}</p>{place}{why}
</article>"""
_NUMBER = '<span class="{css}" lang="vi">{number}</span>&ensp;'
#: The reasons are fetched when one opens them.
_WHY = """<details class="why" id="why-{pk}" hx-get="{page}why/{pk}/?{query}"
 hx-trigger="toggle once" hx-target="find ul"><summary class="meta">{words}</summary>
<ul></ul></details>"""


@register.simple_tag(takes_context=True)
def hit_lines(
    context: Mapping[str, Any], hits: Iterable[Hit], *, is_first_list: bool
) -> SafeString:
    """The documents found: number, title, facts, the best place, and where to ask why."""
    opened = context["opened"]
    new = opened.new if opened else frozenset()
    is_asked = not context["results"].question.is_empty
    why = {"page": reverse("search:find"), "query": context["query"], "words": gettext("Why found")}
    lines = [
        fill(
            _HIT,
            at=" at" if is_first_list and not place else "",
            url=hit.url,
            number=_number(hit),
            title=marked(hit.title),
            new=fill(' <span class="tag stage">{}</span>', gettext("New"))
            if hit.document.pk in new
            else "",
            facts=_facts(hit, has_columns=context["has_columns"]),
            place=_place(hit) if is_asked and hit.snippet.pieces else "",
            why=fill(_WHY, pk=hit.document.pk, **why) if is_asked else "",
        )
        for place, hit in enumerate(hits)
    ]
    return SafeString("".join(lines))


def _number(hit: Hit) -> str:
    number = hit.document.number
    if not number:
        return ""
    if hit.is_by_number:
        return fill(_NUMBER, css="next-number", number=fill("<mark>{}</mark>", number))
    return fill(_NUMBER, css="num", number=number)


def _facts(hit: Hit, *, has_columns: bool) -> SafeString:
    if has_columns:
        parts = [_fact(told) for told in hit.line.told]
    elif hit.document.issued_on:
        return _dated(hit)
    else:
        parts = list(_in_work(hit))
    return SafeString(" · ".join(parts))


def _fact(told: Told) -> SafeString:
    words = '{}: <span lang="vi">{}</span>' if told.is_written else "{}: <span>{}</span>"
    return fill(words, told.label, told.value)


def _dated(hit: Hit) -> SafeString:
    """Date, signer, unit and what became of a document that was issued."""
    document = hit.document
    parts = [_said(gettext("Dated %(date)s"), date=day(document.issued_on))]
    if document.signer:
        signed = gettext('signed by <span lang="vi">%(name)s</span>')
        parts.append(_said(signed, name=document.signer))
    parts.append(fill('<span lang="vi">{}</span>', document.unit))
    line = SafeString(" · ".join(parts))
    if not document.standing or document.standing == Standing.IN_FORCE:
        return line
    return fill('{} <span class="tag long ms-1">{}</span>', line, label(document.standing))


def _in_work(hit: Hit) -> Iterator[SafeString]:
    """Type, version, stage and drafter of a document that was not issued yet."""
    document, version = hit.document, hit.line.text.version
    yield fill('<span lang="vi">{}</span>', document.kind)
    yield _said(gettext("version %(number)s"), number=str(localize(version)))
    yield meter(document, round_is_open=document.round_is_open)
    drafted = gettext('drafted by <span lang="vi">%(name)s</span>')
    yield _said(drafted, name=document.drafter)


def _said(message: str, **told: str) -> SafeString:
    """A sentence of ours with what people wrote in it, escaped."""
    return SafeString(message % {name: escaped(one) for name, one in told.items()})


def _place(hit: Hit) -> SafeString:
    """The best place, its page, how many more there are, and how far its words can be relied on."""
    parts = [fill('<span lang="vi">{}</span>', snippet(hit.snippet))]
    page, more = hit.snippet.page, hit.snippet.more
    if page:
        words = _said(gettext("page %(page)s"), page=str(localize(page)))
        parts.append(fill('<a class="num" href="{}">{}</a>', hit.url, words))
    if more:
        others = ngettext("and %(more)s more place", "and %(more)s more places", more)
        parts.append(_said(others, more=str(localize(more))))
    if mark := words_mark(hit):
        parts.append(fill('<span class="tag">{}</span>', mark))
    return fill("<p>{}</p>", SafeString(" ".join(parts)))


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
        ngettext("%(n)s more", "%(n)s more", left) % {"n": localize(left)},
        SafeString("".join(lines[SHOWN:])),
    )


_CHOICE = (
    '<label class="form-check"><input class="form-check-input" type="checkbox"'
    ' name="{name}" id="{name}-{value}" value="{value}"{checked}>'
    '<span class="flex-grow-1"{language}>{said}</span> <span class="meta">{count}</span></label>'
)


def _choice_line(choice: Choice, name: str) -> SafeString:
    is_ours = name in OUR_WORDS
    return fill(
        _CHOICE,
        name=name,
        value=choice.value,
        checked=" checked" if choice.is_chosen else "",
        language=SafeString("" if is_ours else ' lang="vi"'),
        said=label(choice.label) if is_ours else choice.label,
        count=number(choice.count),
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
