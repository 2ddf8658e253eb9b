"""Send a stored file: in pieces, by range, under its own hash; never the whole file in memory."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.core.handlers.asgi import ASGIRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

from docs_mgmt.files.store import path_of

_PIECE = 256 * 1024
#: No file has a place of more figures; a longer one is no range, and the whole file is sent.
_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")

#: What a browser may do with a file that it shows: nothing but show it.
SHUT = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
#: The browser's own viewer is a page of its own and does not start in a sandbox without scripts.
SHUT_BUT_VIEWER = (
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; "
    "sandbox allow-scripts allow-same-origin allow-downloads allow-modals allow-popups"
)


@dataclass(frozen=True)
class Parcel:
    """A stored file as it goes out: its name, its kind, and whether it is to be kept or shown."""

    sha256: str
    name: str
    content_type: str = "application/octet-stream"
    download: bool = False
    #: How long a browser may keep it without asking; rights are asked again after that.
    seconds: int = 0


@dataclass(frozen=True)
class Span:
    """The bytes asked for, both ends included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """How many bytes go out."""
        return self.last - self.first + 1


def send(request: HttpRequest, parcel: Parcel) -> HttpResponseBase:
    """Answer with the file, a part of it, or that the browser has it already."""
    path = path_of(parcel.sha256)
    if not path.is_file():
        raise Http404
    size, tag = path.stat().st_size, f'"{parcel.sha256}"'
    if tag in request.headers.get("If-None-Match", ""):
        return _dressed(HttpResponse(status=304), parcel, tag)
    span = _span_of(request, size, tag)
    if span is None:
        refused = HttpResponse(status=416)
        refused["Content-Range"] = f"bytes */{size}"
        return _dressed(refused, parcel, tag)
    return _dressed(_answer(request, path, span, size), parcel, tag)


def is_first_part(request: HttpRequest) -> bool:
    """Whether the question is for the file's beginning: later parts are the same reading."""
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    return asked is None or asked[1] in {"", "0"}


def _span_of(request: HttpRequest, size: int, tag: str) -> Span | None:
    """The span asked for; the whole file where none is; None: there are no such bytes."""
    whole = Span(0, size - 1)
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    if asked is None or request.headers.get("If-Range", tag) != tag or asked[0] == "bytes=-":
        return whole
    if not asked[1]:
        span = Span(max(size - int(asked[2]), 0), size - 1)
    else:
        span = Span(int(asked[1]), min(int(asked[2] or size), size - 1))
    return span if span.length > 0 and span.first < size else None


def _answer(request: HttpRequest, path: Path, span: Span, size: int) -> HttpResponseBase:
    is_part = span.length != size
    response: HttpResponseBase
    if request.method == "HEAD":
        response = HttpResponse()
    else:
        # Each server gets the kind of stream that it can send without gathering it first.
        is_async = isinstance(request, ASGIRequest)
        response = StreamingHttpResponse(
            _pieces_async(path, span) if is_async else _pieces(path, span)
        )
    response.status_code = 206 if is_part else 200
    response["Content-Length"] = str(span.length)
    if is_part:
        response["Content-Range"] = f"bytes {span.first}-{span.last}/{size}"
    return response


def _dressed(response: HttpResponseBase, parcel: Parcel, tag: str) -> HttpResponseBase:
    name = _CONTROL.sub(" ", parcel.name).strip() or "file"
    disposition = content_disposition_header(parcel.download, name)
    response["Content-Type"] = parcel.content_type
    response["Content-Disposition"] = disposition or "attachment"
    response["ETag"] = tag
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = (
        f"private, max-age={parcel.seconds}" if parcel.seconds else "private, no-cache"
    )
    response["X-Content-Type-Options"] = "nosniff"
    is_viewer = parcel.content_type == "application/pdf" and not parcel.download
    response["Content-Security-Policy"] = SHUT_BUT_VIEWER if is_viewer else SHUT
    return response


def _pieces(path: Path, span: Span) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(span.first)
        left = span.length
        while left > 0 and (piece := file.read(min(_PIECE, left))):
            left -= len(piece)
            yield piece


async def _pieces_async(path: Path, span: Span) -> AsyncIterator[bytes]:
    pieces = _pieces(path, span)
    try:
        while (piece := await asyncio.to_thread(next, pieces, None)) is not None:
            yield piece
    finally:
        pieces.close()  # type: ignore[attr-defined]  # a generator: a broken line closes the file
