"""What the reader hears when a request cannot be read or the installation fails under it."""

import errno

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from office.broken import broken

FORM = "application/x-www-form-urlencoded"


def _heard(error: Exception) -> tuple[int, str]:
    try:
        raise error
    except type(error):
        answer = broken(RequestFactory().get("/"))
    return answer.status_code, answer.content.decode()


def test_a_locked_database_says_that_the_last_click_was_not_carried_out():
    status, words = _heard(OperationalError("database is locked"))
    assert status == 503
    assert "Hệ thống đang bận" in words


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_called_by_its_name(number):
    status, words = _heard(OSError(number, "no room"))
    assert status == 507
    assert "Ổ đĩa" in words


def test_every_other_fault_stays_a_fault():
    assert _heard(OSError(errno.EACCES, "no"))[0] == 500
    assert _heard(ZeroDivisionError())[0] == 500


@pytest.mark.parametrize("charset", ["utf-7", "utf-16"])
def test_a_form_in_another_charset_is_refused_with_a_page(db, charset):
    client = Client(raise_request_exception=False)
    answer = client.post("/sign-in/", b"a=b", content_type=f"{FORM}; charset={charset}")
    assert answer.status_code == 400
    assert "Không đọc được nội dung gửi lên" in answer.content.decode()


def test_too_many_fields_and_too_much_text_are_refused_with_a_page(db):
    client = Client(raise_request_exception=False)
    many = client.post("/sign-in/", "&".join(["a=b"] * 1500), content_type=FORM)
    assert many.status_code == 400
    assert "Không đọc được" in many.content.decode()
    much = client.post("/sign-in/", "a=" + "b" * 6_000_000, content_type=FORM)
    assert much.status_code == 413
    assert "quá dài" in much.content.decode()
