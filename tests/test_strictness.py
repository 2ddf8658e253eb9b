"""What the tests themselves promise: mistakes of a page do not pass in silence."""

import pytest
from django.http import HttpResponse
from django.template import Context, Engine
from django.template.base import Origin, Template

from docs_mgmt.models import Rendition
from tests.strict_client import StrictClient
from tests.strict_templates import TEMPLATES, UNKNOWN


def drawn(source: str, place: str) -> str:
    engine = Engine(string_if_invalid=UNKNOWN)
    return Template(source, Origin(place, place), engine=engine).render(Context({}))


def test_an_unknown_variable_in_a_template_of_ours_stops_the_test():
    with pytest.raises(AssertionError, match="unknown variable who"):
        drawn("{% if 1 %}{{ who }}{% endif %}", f"{TEMPLATES}/x.html")


def test_templates_of_other_packages_may_leave_variables_open():
    assert drawn("{% if 1 %}{{ who }}{% endif %}", "/elsewhere/x.html") == ""


class Version:
    @property
    def rendition(self):
        raise Rendition.DoesNotExist


def test_a_row_that_is_not_there_is_no_mistake():
    engine = Engine(string_if_invalid=UNKNOWN)
    place = Origin(f"{TEMPLATES}/x.html", f"{TEMPLATES}/x.html")
    template = Template("{% if version.rendition %}PDF{% else %}–{% endif %}", place, engine=engine)
    assert template.render(Context({"version": Version()})) == "–"


@pytest.mark.parametrize(
    "page", ['<p onclick="x()">', '<p style="x">', "<script>x()</script>", "{{ who }}"]
)
def test_the_client_refuses_inline_script_style_and_lost_braces(page, monkeypatch):
    monkeypatch.setattr("django.test.Client.request", lambda *_, **__: HttpResponse(page))
    with pytest.raises(AssertionError):
        StrictClient().get("/")
