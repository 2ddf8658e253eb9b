"""The line to an open page: it tells a document only to who sees it, and ends with the session."""

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from channels.testing import WebsocketCommunicator
from django.db import connection

from docs_mgmt.consumers import RIGHTS_PACE, TAIL_PACE
from docs_mgmt.permissions import Cause, grant
from docs_mgmt.rules.flow import Stage
from docs_mgmt.rules.words import Right, Why
from docs_mgmt.writes.comment import open_thread
from office.asgi import application
from tests.builders import World, a_document, a_token
from tests.strict_client import StrictClient

#: For an event that comes in its time; no test shows how soon.
ENDING = 60

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


class Looks:
    """Which of these tables were looked at, in their order; every look is on this connection."""

    def __init__(self, *tables: str) -> None:
        self.tables = tables
        self.seen: list[str] = []

    def __call__(self, execute, sql, params, many, context):
        if sql.startswith("SELECT"):
            self.seen += [table for table in self.tables if f'FROM "{table}"' in sql]
        return execute(sql, params, many, context)


async def heard_until_a_comment(line: WebsocketCommunicator) -> list[dict[str, str]]:
    heard = [await line.receive_json_from(timeout=ENDING)]
    while heard[-1]["deed"] != "comment":
        heard.append(await line.receive_json_from(timeout=ENDING))
    return heard


def test_a_deed_is_told_at_the_next_look_and_only_to_who_sees_the_document(world, as_):
    document, other = (a_document(world, at=Stage.DRAFTED) for _ in range(2))
    grant(Right.VIEW, world["an.tl"], other, cause=Cause(Why.ASKED, "test", 1))
    seeing, stranger = (line_of(as_(username)) for username in ("linh", "an.tl"))
    looks = Looks("docs_mgmt_event", "docs_mgmt_document")

    def comment() -> None:
        say_something(world, document)
        looks.seen.clear()

    @async_to_sync
    async def listen() -> None:
        for line in (seeing, stranger):
            assert (await line.connect())[0]
            # What happened while the page was on the way to its reader is told at once.
            assert (await line.receive_json_from(timeout=ENDING))["deed"] == "draft"
        await sync_to_async(comment)()
        told = (await heard_until_a_comment(seeing))[-1]
        assert told == {"deed": "comment", "subject": f"document:{document.pk}"}
        # The first look at the tail after the deed was the one that told of it.
        assert looks.seen[:2] == ["docs_mgmt_event", "docs_mgmt_document"]
        await sync_to_async(say_something)(world, other)
        heard = await heard_until_a_comment(stranger)
        assert {told["subject"] for told in heard} == {f"document:{other.pk}"}
        for line in (seeing, stranger):
            await line.disconnect()

    with connection.execute_wrapper(looks):
        listen()
    assert TAIL_PACE <= 0.1  # a second from deed to page, with all that a look takes


def test_signing_out_closes_the_line_at_the_next_look(world, as_):
    client = as_("linh")
    looks = Looks("django_session")

    def leave() -> None:
        client.post("/sign-out/")
        looks.seen.clear()

    @async_to_sync
    async def sign_out() -> None:
        line = line_of(client)
        assert (await line.connect())[0]
        await sync_to_async(leave)()
        told = await line.receive_output(timeout=ENDING)
        assert told == {"type": "websocket.close", "code": 4401}
        await line.disconnect(timeout=ENDING)

    with connection.execute_wrapper(looks):
        sign_out()
    assert looks.seen == ["django_session"]
    assert RIGHTS_PACE <= 1


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
