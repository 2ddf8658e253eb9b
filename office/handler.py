"""How a request is carried out: static files at once, all Python of a page in one kept thread."""

from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from asgiref.sync import ThreadSensitiveContext, sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.db import connections
from django.http import HttpRequest, HttpResponseBase
from servestatic.middleware import ServeStaticMiddleware

#: So many threads stay for the next requests; so many seconds each keeps its line to SQLite.
THREADS, SECONDS = 8, 60

Send = Callable[[Mapping[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]


class PageHandler(ASGIHandler):
    """Django's handler without its detours (docs/decisions/0023).

    Django's own begins two threads for each request, opens SQLite anew in one of them, and changes
    between it and the loop for each middleware: nearly half the time of an empty page.
    """

    def __init__(self) -> None:
        self._idle: list[ThreadPoolExecutor] = []
        super().__init__()
        for connection in connections.all():
            if connection.vendor == "sqlite":  # PostgreSQL has its pool
                connection.settings_dict["CONN_MAX_AGE"] = SECONDS

    def load_middleware(self, is_async: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 -- as Django asks
        """The chain in one thread from end to end, behind the static files."""
        super().load_middleware(is_async=False)
        self._answer = ServeStaticMiddleware(sync_to_async(self.get_response))

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        """A static file, or else the page."""
        response: HttpResponseBase = await self._answer(request)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        return response

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Carry out one request in a thread that no other one has meanwhile."""
        thread = self._idle.pop() if self._idle else ThreadPoolExecutor(max_workers=1)
        try:
            async with ThreadSensitiveContext(executor=thread):
                await self.handle(scope, receive, send)
        finally:
            # Behind whatever a reader who hung up has left it to do.
            thread.submit(self._take_back, thread)

    def _take_back(self, thread: ThreadPoolExecutor) -> None:
        if len(self._idle) < THREADS:
            self._idle.append(thread)
        else:
            thread.shutdown(wait=False)
