"""Parts of a page that are drawn once: the language is the reader's, what is told is harmless."""

import re

from django.conf import settings
from django.template import Context, Template
from django.test import override_settings
from django.utils import translation
from django.utils.safestring import SafeString

from docs_mgmt.templatetags import drawn

TEMPLATES = settings.BASE_DIR / "templates"


def said(text: str, **told: object) -> str:
    return Template(text).render(Context(told)).strip()


def test_a_part_is_drawn_in_each_language():
    for language, word in (("vi", "Lưu"), ("en", "Save it"), ("vi", "Lưu")):
        with translation.override(language):
            shown = said('{% drawn "search/_save.html" query="q=a" name="b" csrf_token="c" %}')
        assert word in shown


def test_what_is_told_is_escaped_each_time_and_stands_where_it_belongs():
    part = '{% drawn "search/_save.html" query=query name=name csrf_token=token %}'
    for name in ('"><script>', "Hồ sơ \ue000name\ue001", "nothing"):
        shown = said(part, query="q=a&sort=newest", name=name, token="t0k3n")
        assert "<script>" not in shown
        assert 'value="q=a&amp;sort=newest"' in shown
        assert 'name="csrfmiddlewaretoken" value="t0k3n"' in shown
    assert 'value="nothing"' in shown


def test_html_of_ours_stays_html():
    columns = SafeString("<label>Ngày</label>")
    shown = said('{% drawn "search/_columns.html" query="" boxes=c csrf_token="" %}', c=columns)
    assert "<label>Ngày</label>" in shown


def test_a_part_is_drawn_once_and_anew_for_who_edits_templates(monkeypatch):
    drawings = []
    draw = drawn.render_to_string
    monkeypatch.setattr(
        drawn, "render_to_string", lambda *asked: drawings.append(asked) or draw(*asked)
    )
    drawn._kept.cache_clear()
    for _ in range(3):
        said('{% drawn "partials/_keys.html" %}')
    assert len(drawings) == 1
    with override_settings(DEBUG=True):
        said('{% drawn "partials/_keys.html" %}')
        said('{% drawn "partials/_keys.html" %}')
    assert len(drawings) == 3


DRAWN = re.compile(r'\{% drawn "(?P<part>[^"]+)"(?P<told>[^%]*)%\}')


def whole(part: str) -> str:
    """A part with what it includes."""
    text = (TEMPLATES / part).read_text()
    return text + "".join(map(whole, re.findall(r'\{% include "([^"]+)"', text)))


def test_no_part_decides_by_what_it_is_told():
    """It would decide by the mark that stands for the value, once and for everybody."""
    uses = [use for page in TEMPLATES.rglob("*.html") for use in DRAWN.finditer(page.read_text())]
    assert len(uses) > 8
    wrong = []
    for use in uses:
        part = whole(use["part"])
        for name in re.findall(r"(\w+)=", use["told"]):
            if name != "csrf_token" and "{{ " + name + " }}" not in part:
                wrong.append(f"{use['part']} does not show {name}")
            if name != "csrf_token" and re.search(rf"{{%[^%]*\b{name}\b|{{{{ {name}[|.]", part):
                wrong.append(f"{use['part']} decides by {name} or changes it")
    assert wrong == []
