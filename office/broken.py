"""What the reader sees when a request cannot be read or the installation fails under it."""

import errno
import sys

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader

#: What a disk says that takes no more.
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 -- Django calls it so
    """Say that what was sent cannot be read; nothing of it was carried out."""
    is_big = isinstance(exception, RequestDataTooBig)
    return _plain("400.html", 413 if is_big else 400, is_big=is_big)


def broken(request: HttpRequest) -> HttpResponse:
    """Name the failures that pass by themselves or by somebody's hand; else only say what holds."""
    error = sys.exc_info()[1]
    if isinstance(error, BadRequest | SuspiciousOperation):
        return bad_request(request, error)
    if isinstance(error, OperationalError):
        return _plain("503.html", 503)
    if isinstance(error, OSError) and error.errno in _FULL:
        return _plain("507.html", 507)
    return _plain("500.html", 500)


def _plain(template: str, status: int, **facts: object) -> HttpResponse:
    # Without the request: its body, its person and the database may be what is broken.
    return HttpResponse(loader.render_to_string(template, facts), status=status)
