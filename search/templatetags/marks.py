"""Found words, marked: the one place where pieces of a text become HTML."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from search.rules.marking import Piece, Snippet

register = template.Library()


@register.filter
def marked(pieces: Iterable[Piece]) -> SafeString:
    """The pieces of a text in a row, the words of the question marked."""
    return format_html_join(
        "",
        "{}",
        ((format_html("<mark>{}</mark>", p.text) if p.is_marked else p.text,) for p in pieces),
    )


@register.filter
def snippet(found: Snippet) -> SafeString:
    """The best place of a text, with dots where it goes on."""
    return format_html(
        "{}{}{}",
        "… " if found.starts_inside else "",
        marked(found.pieces),
        " …" if found.ends_inside else "",
    )


@register.filter
def quoted(words: Iterable[str]) -> SafeString:
    """Words one after the other, each in quotation marks."""
    return format_html_join(", ", "“{}”", ((word,) for word in words))
