"""The line to an open page: it tells a document only to who sees it, and ends with the session."""

import time

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from channels.testing import WebsocketCommunicator

from docs_mgmt.rules.flow import Stage
from docs_mgmt.writes.comment import open_thread
from office.asgi import application
from tests.builders import World, a_document, a_token
from tests.strict_client import StrictClient

pytestmark = pytest.mark.django_db


def line_of(client: StrictClient | None) -> WebsocketCommunicator:
    """A tab's line, opened with the cookies of the client as a browser does."""
    headers = [(b"origin", b"http://localhost"), (b"host", b"localhost")]
    if client is not None:
        cookie = f"sessionid={client.cookies['sessionid'].value}"
        headers.append((b"cookie", cookie.encode()))
    return WebsocketCommunicator(application, "/live/", headers=headers)


def say_something(world: World, document) -> None:
    """A deed on the document, by the head of its unit."""
    open_thread(
        document,
        document.versions.get(),
        text="Xem lại",
        page=1,
        actor=world["luong"],
        token=a_token(),
    )


def test_a_deed_is_told_within_a_second_and_only_to_who_sees_the_document(world, as_):
    document = a_document(world, at=Stage.DRAFTED)
    lines = [line_of(as_(username)) for username in ("linh", "an.tl")]

    @async_to_sync
    async def listen() -> None:
        seeing, stranger = lines
        assert [(await line.connect())[0] for line in lines] == [True, True]
        # What happened while the page was on the way to its reader is told at once.
        assert (await seeing.receive_json_from(timeout=1.5))["deed"] == "draft"
        while not await seeing.receive_nothing(timeout=0.3):
            await seeing.receive_json_from()
        await sync_to_async(say_something)(world, document)
        told = await seeing.receive_json_from(timeout=1.5)
        assert told == {"deed": "comment", "subject": f"document:{document.pk}"}
        assert await stranger.receive_nothing(timeout=0.6)
        for line in lines:
            await line.disconnect()

    listen()


def test_signing_out_closes_the_line_within_two_seconds(world, as_):
    client = as_("linh")

    @async_to_sync
    async def sign_out() -> None:
        line = line_of(client)
        assert (await line.connect())[0]
        await sync_to_async(client.post)("/sign-out/")
        began = time.monotonic()
        assert await line.receive_output(timeout=4) == {"type": "websocket.close", "code": 4401}
        assert time.monotonic() - began < 2
        await line.wait()

    sign_out()


def test_nobody_listens_without_having_signed_in(world):
    @async_to_sync
    async def knock() -> None:
        line = line_of(None)
        assert await line.connect() == (False, 4401)

    knock()


def test_a_page_from_elsewhere_opens_no_line(world, as_):
    client = as_("linh")

    @async_to_sync
    async def knock() -> None:
        line = line_of(client)
        line.scope["headers"][0] = (b"origin", b"https://elsewhere.example")
        assert (await line.connect())[0] is False

    knock()
