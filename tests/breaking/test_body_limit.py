"""A body larger than any form is not laid on the disk."""

import asyncio

import pytest

from office.body_limit import FILES_AT_ONCE, BodyLimit

LIMIT = 100


async def _reads_everything(_scope, receive, send):
    while True:
        message = await receive()
        if message["type"] == "http.disconnect" or not message.get("more_body"):
            break
    await send({"type": message["type"]})


def _sent(headers, pieces):
    told, waiting = [], list(pieces)

    async def receive():
        body = waiting.pop(0)
        return {"type": "http.request", "body": body, "more_body": bool(waiting)}

    async def send(message):
        told.append(message)

    asyncio.run(BodyLimit(_reads_everything)({"headers": headers}, receive, send))
    return told, waiting


@pytest.fixture(autouse=True)
def a_small_limit(settings):
    settings.UPLOAD_LIMIT = LIMIT


@pytest.mark.parametrize(("language", "words"), [("vi", "Gửi quá nhiều"), ("en", "Too much was")])
def test_a_body_that_says_it_is_too_large_is_refused_unread(language, words):
    cookie = f"django_language={language}".encode()
    told, unread = _sent([(b"content-length", b"401"), (b"cookie", cookie)], [b"x"])
    assert told[0]["status"] == 413
    assert words in told[1]["body"].decode()
    assert unread == [b"x"]


def test_a_body_that_does_not_say_is_cut_off():
    told, unread = _sent([], [b"x" * LIMIT] * (FILES_AT_ONCE + 3))
    assert told == [{"type": "http.disconnect"}]
    assert len(unread) == 2


def test_a_body_within_the_limit_passes_whole():
    told, unread = _sent([(b"content-length", b"400")], [b"x" * LIMIT] * FILES_AT_ONCE)
    assert told == [{"type": "http.request"}]
    assert unread == []
