"""The most that one request may bring: Django lays a body on the disk before it asks who sends."""

from collections.abc import Awaitable, Callable, Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Any

from django.conf import settings
from django.template import loader
from django.utils import translation

from docs_mgmt.files.store import upload_limit

Message = Mapping[str, Any]
Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

#: A form without scripts sends its files together: the text, its PDF and what goes with it.
FILES_AT_ONCE = 4


class BodyLimit:
    """Refuse a body that says it is too large; hang up on one that turns out to be."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counting."""
        most = FILES_AT_ONCE * upload_limit()
        headers = dict(scope["headers"])
        said = headers.get(b"content-length", b"0")
        if said.isdigit() and int(said[:18]) > most:
            await _refuse(headers, most, send)
            return
        count = 0

        async def counted() -> Message:
            nonlocal count
            message = await receive()
            count += len(message.get("body", b""))
            return {"type": "http.disconnect"} if count > most else message

        await self.app(scope, counted, send)


async def _refuse(headers: dict[bytes, bytes], most: int, send: Send) -> None:
    with translation.override(_language_of(headers)):
        page = loader.render_to_string("413.html", {"most": most // (1024 * 1024)}).encode()
    told = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(page)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": 413, "headers": told})
    await send({"type": "http.response.body", "body": page})


def _language_of(headers: dict[bytes, bytes]) -> str:
    """The language chosen on this machine; who sends is not known yet."""
    try:
        cookies = SimpleCookie(headers.get(b"cookie", b"").decode("latin-1"))
    except CookieError:
        return settings.LANGUAGE_CODE
    wanted = cookies.get(settings.LANGUAGE_COOKIE_NAME)
    known = {code for code, _name in settings.LANGUAGES}
    return wanted.value if wanted and wanted.value in known else settings.LANGUAGE_CODE
