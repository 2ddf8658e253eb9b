"""The small lines that stand many times on a page of results, made without a template's detour."""

from collections.abc import Iterable, Iterator

from django import template
from django.utils.formats import localize
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from docs_mgmt.rules.flow import Standing
from docs_mgmt.rules.words import WordsFrom
from docs_mgmt.templatetags.office import day, label, number
from search.queries.choices import Choice
from search.queries.hits import Hit
from search.templatetags.marks import quoted

register = template.Library()
#: So many pages are told one by one where a document was met.
MEETINGS = 6
#: Choices beyond so many are folded away.
SHOWN = 8
#: Facets whose values are words of ours; the others are names that people wrote.
OUR_WORDS = frozenset({"stage", "standing"})


def _said(message: str, **told: str) -> SafeString:
    """A sentence of ours with what people wrote in it, escaped."""
    return SafeString(message % {name: conditional_escape(one) for name, one in told.items()})


@register.filter
def dated_line(hit: Hit) -> SafeString:
    """Date, signer, unit and what became of a document that was issued."""
    document = hit.document
    parts = [_said(gettext("Dated %(date)s"), date=day(document.issued_on))]
    if hit.signer:
        parts.append(_said(gettext('signed by <span lang="vi">%(name)s</span>'), name=hit.signer))
    parts.append(format_html('<span lang="vi">{}</span>', document.unit.name))
    line = format_html_join(" · ", "{}", ((part,) for part in parts))
    if not document.standing or document.standing == Standing.IN_FORCE:
        return line
    return format_html('{} <span class="tag long ms-1">{}</span>', line, label(document.standing))


@register.filter
def place_line(hit: Hit) -> SafeString:
    """The page of the best place, and how many more places there are."""
    parts = []
    page, more = hit.snippet.page, hit.snippet.more
    if page:
        words = _said(gettext("page %(page)s"), page=str(localize(page)))
        parts.append(format_html('<a class="num" href="{}">{}</a>', hit.url, words))
    if more:
        others = ngettext("and %(more)s more place", "and %(more)s more places", more)
        parts.append(_said(others, more=str(localize(more))))
    if mark := words_mark(hit):
        parts.append(format_html('<span class="tag">{}</span>', mark))
    return format_html_join(" ", "{}", ((part,) for part in parts))


def words_mark(hit: Hit) -> str:
    """Where the words come from, where they were not simply read: how far they can be relied on."""
    text = hit.text
    if text is None or text.words_from is WordsFrom.TEXT:
        return ""
    if text.words_from is WordsFrom.LEGACY:
        return gettext("decoded from old fonts")
    if text.sureness is None:
        return gettext("machine-read")
    return gettext("machine-read, %(sureness)s%% certain") % {"sureness": text.sureness}


@register.filter
def why_found(hit: Hit) -> SafeString:
    """The reasons why a document was found, a line each."""
    reasons = list(_reasons(hit)) or [
        gettext("Its words stand apart, in its particulars or in another spelling.")
    ]
    return format_html_join("", "<li>{}</li>", ((one,) for one in reasons))


def _reasons(hit: Hit) -> Iterator[str | SafeString]:
    if hit.is_by_number:
        yield gettext("Its own number is the one asked for.")
    elif hit.is_citing:
        yield gettext("Its title or text names the number asked for.")
    if hit.in_title:
        yield _met(gettext("In the title:"), hit.in_title)
    meetings = hit.snippet.meetings
    for meeting in meetings[:MEETINGS]:
        where = gettext("In the text:")
        if meeting.page:
            where = gettext("On page %(page)s:") % {"page": localize(meeting.page)}
        yield _met(where, meeting.words)
    if left := len(meetings[MEETINGS:]):
        yield ngettext("On %(n)s more page", "On %(n)s more pages", left) % {"n": localize(left)}
    for why in hit.in_facts:
        yield _met(f"{why.label}:", why.words)


def _met(where: str, words: Iterable[str]) -> SafeString:
    return format_html('{} <span lang="vi">{}</span>', where, quoted(words))


@register.filter
def choice_lines(choices: Iterable[Choice], name: str) -> SafeString:
    """The values of a facet, each with a box to tick and how many documents it leaves."""
    lines = [_choice_line(choice, name) for choice in choices]
    shown = format_html_join("", "{}", ((line,) for line in lines[:SHOWN]))
    if not lines[SHOWN:]:
        return shown
    left = len(lines) - SHOWN
    return format_html(
        '{}<details id="more-{}"><summary class="meta">{}</summary>{}</details>',
        shown,
        name,
        ngettext("%(n)s more", "%(n)s more", left) % {"n": localize(left)},
        format_html_join("", "{}", ((line,) for line in lines[SHOWN:])),
    )


def _choice_line(choice: Choice, name: str) -> SafeString:
    said = label(choice.label) if name in OUR_WORDS else choice.label
    return format_html(
        '<label class="form-check">'
        '<input class="form-check-input" type="checkbox" name="{}" id="{}-{}" value="{}"{}>'
        '<span class="flex-grow-1"{}>{}</span> <span class="meta">{}</span></label>',
        name,
        name,
        choice.value,
        choice.value,
        SafeString(" checked" if choice.is_chosen else ""),
        SafeString("" if name in OUR_WORDS else ' lang="vi"'),
        said,
        number(choice.count),
    )
