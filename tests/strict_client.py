"""A test client that looks at every page: no inline script, no inline style, no lost brace."""

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client

_INLINE = re.compile(r"<[a-z][^>]*\s(on[a-z]+|style)\s*=", re.IGNORECASE)
_INLINE_SCRIPT = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", re.IGNORECASE
)
_BRACES = re.compile(r"\{\{|\{%|%\}")


class StrictClient(Client):
    """Every HTML answer is looked at, whatever the test asks about it."""

    def request(self, **request: Any) -> HttpResponse:
        response = super().request(**request)
        if not response.streaming and response.get("Content-Type", "").startswith("text/html"):
            page = response.content.decode()
            assert not _INLINE.search(page), _INLINE.search(page)
            assert not _INLINE_SCRIPT.search(page), "an inline script"
            assert not _BRACES.search(page), _BRACES.search(page)
        return response
