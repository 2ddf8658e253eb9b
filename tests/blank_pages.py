"""A template engine that draws nothing: for tests that ask only how an address answers."""

from typing import Any

from django.http import HttpRequest
from django.template.backends.base import BaseEngine

#: Settings for `settings.TEMPLATES` of such a test.
BLANK = [{"BACKEND": "tests.blank_pages.BlankEngine", "DIRS": [], "APP_DIRS": False, "OPTIONS": {}}]


class BlankPage:
    """A page without words; its context is made and not drawn."""

    def render(self, context: Any = None, request: HttpRequest | None = None) -> str:
        return "<!doctype html>"


class BlankEngine(BaseEngine):
    """Gives a blank page for every name."""

    app_dirname = "templates"

    def __init__(self, params: dict[str, Any]) -> None:
        params = params.copy()
        params.pop("OPTIONS")
        super().__init__(params)

    def from_string(self, template_code: str) -> BlankPage:
        return BlankPage()

    def get_template(self, template_name: str) -> BlankPage:
        return BlankPage()
