"""The live line to open pages: one WebSocket a tab, ids only; the browser asks again over HTTP."""

import asyncio
import contextlib
import logging
from collections.abc import Iterable
from typing import Any, ClassVar

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer
from django.db import DatabaseError

from docs_mgmt.events import events_lately_async
from docs_mgmt.queries.live import still_signed_in, subjects_seen_by

_log = logging.getLogger(__name__)

#: How often a process looks at the tail, in seconds; the promise is one second from deed to page.
TAIL_PACE = 0.1
#: How often an open line asks whether its person may still listen, in seconds.
RIGHTS_PACE = 1.0


class Tail:
    """The one reader of the event tail in this process; it tells its own sockets and no others."""

    def __init__(self) -> None:
        self.listeners: set[LiveConsumer] = set()
        self._task: asyncio.Task[None] | None = None

    async def join(self, listener: "LiveConsumer") -> None:
        """Let a socket hear, first of all what happened while its page was on the way.

        The first socket wakes the tail; the task stands before anything is awaited, so that two
        sockets that come at once wake one.
        """
        self.listeners.add(listener)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())
        await listener.tell(_news_of(await events_lately_async()))

    def leave(self, listener: "LiveConsumer") -> None:
        """Let a socket go; the last one lets the tail sleep."""
        self.listeners.discard(listener)
        if not self.listeners and self._task is not None:
            self._task.cancel()
            self._task = None

    async def _run(self) -> None:
        sent: set[int] | None = None  # None: just awake, whoever joins hears the past by joining
        while True:
            await asyncio.sleep(TAIL_PACE if sent is not None else 0)
            try:
                events = await events_lately_async()
                fresh = [event for event in events if sent is not None and event[0] not in sent]
                if fresh:
                    await self._tell(fresh)
            except DatabaseError as error:
                _log.warning("the live tail waits for the database: %s", error)
                continue
            sent = {pk for pk, _, _ in events}

    async def _tell(self, events: Iterable[tuple[int, str, str]]) -> None:
        news = _news_of(events)
        for listener in tuple(self.listeners):
            try:
                await listener.tell(news)
            except OSError:  # this tab is gone; the others still hear
                self.leave(listener)


def _news_of(events: Iterable[tuple[int, str, str]]) -> list[dict[str, str]]:
    return [{"deed": deed, "subject": subject} for _, deed, subject in events]


class LiveConsumer(AsyncJsonWebsocketConsumer):
    """One tab's line: signed in to open it, closed when the person signs out or is locked."""

    tail: ClassVar[Tail] = Tail()

    async def connect(self) -> None:
        """Open the line for somebody who is signed in."""
        self._watch: asyncio.Task[None] | None = None
        person = self.scope.get("user")
        if person is None or not person.is_authenticated:
            await self.close(code=4401)
            return
        self.person = person
        await self.accept()
        await self.tail.join(self)
        self._watch = asyncio.create_task(self._watch_rights())

    async def disconnect(self, code: int) -> None:  # noqa: ARG002 -- channels calls it so
        """Close the line."""
        self.tail.leave(self)
        if self._watch is not None:
            self._watch.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._watch

    async def receive(self, *args: Any, **kwargs: Any) -> None:
        """Hear nothing, not even what is no JSON: the browser speaks over HTTP."""

    async def tell(self, news: list[dict[str, str]]) -> None:
        """Pass on what concerns documents that this person may see, and nothing else."""
        names = {item["subject"] for item in news}
        seen = await database_sync_to_async(subjects_seen_by)(self.person, names)
        for item in news:
            if item["subject"] in seen:
                await self.send_json({"deed": item["deed"], "subject": seen[item["subject"]]})

    async def _watch_rights(self) -> None:
        session = self.scope.get("session")
        key = session.session_key if session is not None else None
        while True:
            await asyncio.sleep(RIGHTS_PACE)
            if not await database_sync_to_async(still_signed_in)(self.person, key):
                await self.close(code=4401)
                return
