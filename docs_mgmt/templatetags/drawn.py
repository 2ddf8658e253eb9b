"""Parts of a page that say the same to everybody: drawn once a language, then only filled in."""

import re
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

#: Where a value will stand. Letters of private use: escaping lets them be, and no office has them.
_BEGIN, _END = "\ue000", "\ue001"
_PLACE = re.compile(f"{_BEGIN}(.*?){_END}")


@register.simple_tag
def drawn(part: str, **told: Any) -> SafeString:
    """Show a part that decides nothing by what it is told (docs/decisions/0027).

    Inside the part each value may only be written out, `{{ name }}`, or be Django's `csrf_token`;
    it is escaped each time. A part that asks, counts or changes a value is included, not drawn.
    """
    draw = _draw if settings.DEBUG else _kept  # who edits a template sees it at once
    pieces = [*draw(part, get_language(), tuple(told))]
    for at in range(1, len(pieces), 2):
        pieces[at] = conditional_escape(told[pieces[at]])
    return SafeString("".join(pieces))


def _draw(part: str, language: str | None, names: tuple[str, ...]) -> list[str]:
    """The HTML between the values and, at the odd places, their names."""
    places = {name: f"{_BEGIN}{name}{_END}" for name in names}
    return _PLACE.split(render_to_string(part, {"LANGUAGE": language, **places}))


_kept = lru_cache(maxsize=256)(_draw)
