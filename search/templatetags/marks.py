"""Found words, marked: the one place where pieces of a text become HTML."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString

from search.rules.marking import Piece, Snippet

register = template.Library()


def escaped(value: object) -> str:
    """What people wrote, harmless; what is HTML of ours stays as it is."""
    return value if isinstance(value, SafeString) else escape(str(value))


def fill(html: str, *parts: object, **named: object) -> SafeString:
    """HTML of ours with escaped values: Django's `format_html` without its detours."""
    told = {name: escaped(one) for name, one in named.items()}
    return SafeString(html.format(*map(escaped, parts), **told))


@register.filter
def marked(pieces: Iterable[Piece]) -> SafeString:
    """The pieces of a text in a row, the words of the question marked."""
    shown = (f"<mark>{escape(p.text)}</mark>" if p.is_marked else escape(p.text) for p in pieces)
    return SafeString("".join(shown))


@register.filter
def snippet(found: Snippet) -> SafeString:
    """The best place of a text, with dots where it goes on."""
    begins, ends = "… " * found.starts_inside, " …" * found.ends_inside
    return SafeString(f"{begins}{marked(found.pieces)}{ends}")


@register.filter
def quoted(words: Iterable[str]) -> SafeString:
    """Words one after the other, each in quotation marks."""
    return SafeString(", ".join(f"“{escape(word)}”" for word in words))
