"""A page is made in one thread that is kept for the next one, and no reader waits for another."""

import asyncio
import threading
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from asgiref.testing import ApplicationCommunicator
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from office.handler import THREADS, PageHandler
from office.urls import urlpatterns as pages

_AT_ONCE = THREADS + 4
_all_here = threading.Barrier(_AT_ONCE)
_began, _may_end = threading.Event(), threading.Event()


def which_thread(request: HttpRequest) -> HttpResponse:
    return HttpResponse(threading.current_thread().name)


def which_line(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse(f"{id(connection.connection)}")


def together(request: HttpRequest) -> HttpResponse:
    _all_here.wait(timeout=30)
    return which_thread(request)


def long_work(request: HttpRequest) -> HttpResponse:
    _began.set()
    _may_end.wait(timeout=30)
    return which_thread(request)


urlpatterns = [
    *(path(f"{view.__name__}/", view) for view in (which_thread, which_line, together, long_work)),
    *pages,
]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


def a_request(handler: PageHandler, at: str) -> ApplicationCommunicator:
    """One reader's request, not yet sent."""
    scope: dict[str, Any] = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": at,
        "query_string": b"",
        "headers": [(b"host", b"localhost")],
    }
    return ApplicationCommunicator(handler, scope)


async def answer(handler: PageHandler, at: str) -> tuple[int, dict[bytes, bytes], str]:
    """Status, headers and text of the page."""
    line = a_request(handler, at)
    await line.send_input({"type": "http.request"})
    start = await line.receive_output(timeout=30)
    text = b""
    while True:
        part = await line.receive_output(timeout=30)
        text += part.get("body", b"")
        if not part.get("more_body"):
            break
    await line.wait(timeout=30)
    return start["status"], dict(start["headers"]), text.decode()


@async_to_sync
async def one_after_another(at: str, times: int) -> list[str]:
    handler = PageHandler()
    answers = [await answer(handler, at) for _ in range(times)]
    assert {status for status, _, _ in answers} == {200}
    return [text for _, _, text in answers]


def test_a_few_threads_make_page_after_page():
    # Never the same one for sure: the next request may come before a thread says that it is free.
    assert len(set(one_after_another("/which_thread/", 20))) <= 3


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's pool keeps the lines")
def test_a_thread_keeps_its_line_to_the_database():
    assert len(set(one_after_another("/which_line/", 20))) <= 3


def test_requests_at_the_same_time_have_a_thread_each_and_not_all_are_kept():
    @async_to_sync
    async def ask_together() -> tuple[int, int]:
        handler = PageHandler()
        answers = await asyncio.gather(*(answer(handler, "/together/") for _ in range(_AT_ONCE)))
        await asyncio.sleep(0.5)  # each thread says itself that it is free
        return len({text for _, _, text in answers}), len(handler._idle)

    assert ask_together() == (_AT_ONCE, THREADS)


def test_a_reader_who_hangs_up_leaves_no_other_one_waiting_for_the_work():
    @async_to_sync
    async def hang_up_and_ask() -> str:
        handler = PageHandler()
        gone = a_request(handler, "/long_work/")
        await gone.send_input({"type": "http.request"})
        await asyncio.to_thread(_began.wait, 30)
        await gone.send_input({"type": "http.disconnect"})
        await asyncio.sleep(0.1)
        try:
            return (await answer(handler, "/which_thread/"))[2]
        finally:
            _may_end.set()
            await gone.wait(timeout=30)

    assert hang_up_and_ask()


def test_static_files_are_told_not_to_be_taken_for_something_else():
    @async_to_sync
    async def ask() -> tuple[int, dict[bytes, bytes], str]:
        return await answer(PageHandler(), "/static/css/office.css")

    status, headers, text = ask()
    assert (status, headers[b"X-Content-Type-Options"]) == (200, b"nosniff")
    assert "{" in text
