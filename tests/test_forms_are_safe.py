"""No form from elsewhere, no page without its shield, no cookie that a script could read."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from docs_mgmt.models import Document
from tests.builders import a_document
from tests.routes import Place, places
from tests.strict_client import StrictClient

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"

#: What every answer carries; files carry a stricter policy of their own.
SHIELDS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = ("default-src 'self'", "script-src 'self'", "object-src 'none'", "frame-ancestors 'none'")


def address_of(place: Place, document: Document | None = None) -> str:
    facts = dict.fromkeys(place.arguments, 1)
    texts = {"app_label": "approvals", "username": "linh"}
    if document is not None and place.pattern.startswith("documents/"):
        facts["pk"] = document.pk
    return place.address({**facts, **{name: texts[name] for name in facts.keys() & texts}})


def is_ours(place: Place) -> bool:
    """One model stands for all in the administration: they share every view."""
    return not place.pattern.startswith("admin/") or "/route/" in place.pattern


def test_no_address_is_free_of_the_proof_of_origin():
    assert [p.pattern for p in places() if getattr(p.view, "csrf_exempt", False)] == []


def test_no_form_from_elsewhere_is_accepted(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world["linh"], backend=BACKEND)
    wrong = []
    for place in filter(is_ours, places()):
        answer = client.post(address_of(place))
        page = BeautifulSoup(answer.content, "html.parser")
        if answer.status_code != 403 or page.h1 is None or page.style is not None:
            wrong.append(f"{place.pattern} → {answer.status_code}")
    assert wrong == []


@pytest.mark.parametrize("username", ["", "linh", "quantri"])
def test_every_answer_carries_its_shields_and_safe_cookies(world, username):
    document = a_document(world)
    client = StrictClient()
    if username:
        client.force_login(world[username], backend=BACKEND)
    wrong = []
    for place in filter(is_ours, places()):
        client.cookies.pop("csrftoken", None)
        answer = client.get(address_of(place, document))
        wrong += [f"{place.pattern}: {what}" for what in _missing(answer)]
        answer.close()
    assert wrong == []


def _missing(answer) -> list[str]:
    """The headers that are not as they must be, and the cookies that a script could read."""
    wrong = [f"no {name}" for name, value in SHIELDS.items() if answer.get(name) != value]
    policy = answer.get("Content-Security-Policy", "")
    is_file = answer.get("ETag", "").startswith('"') and "sandbox" in policy
    if not is_file:
        wrong += [f"policy without {part}" for part in POLICY if part not in policy]
    if "unsafe-eval" in policy or ("unsafe-inline" in policy and not is_file):
        wrong.append(f"policy {policy}")
    for name, cookie in answer.cookies.items():
        is_gone = cookie["max-age"] == 0
        if not is_gone and (not cookie["httponly"] or cookie["samesite"] != "Lax"):
            wrong.append(f"cookie {name}")
    return wrong


def test_the_language_cookie_is_safe_too(world):
    client = StrictClient()
    client.post("/language/", {"language": "en"})
    cookie = client.cookies["django_language"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_nobody_is_led_out_of_the_house(world, as_):
    client = as_("linh")
    for wanted in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"):
        answer = client.post("/language/", {"language": "vi", "next": wanted})
        assert answer["Location"] == "/", wanted
