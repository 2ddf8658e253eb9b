"""Each page speaks one language: no word of the screen in the other, in neither direction.

What people wrote (titles, names, files) is Vietnamese in both, and says so by lang="vi".
"""

import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup, Comment, NavigableString, Tag
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation
from django.utils.translation import trans_real

from docs_mgmt.models import Dossier, PaperCopy, Person
from docs_mgmt.writes.speak import speak
from search.jobs import drain_once
from tests.cast import Moment, Story, seat_everyone
from tests.strict_client import StrictClient

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"

_VIETNAMESE = re.compile(
    "[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE
)
#: What a reader sees or hears beside the text.
_SAID = ("title", "alt", "aria-label", "placeholder", "data-office-say")
_SILENT = {"script", "style", "template", "title"}
#: In the administration the rows are data: names of agencies, people, posts.
_ADMINISTERED = (
    "#changelist-filter li, td, th[class^=field], option, .readonly, .object-tools, .breadcrumbs,"
    " h2, h3.inline"
)


#: The number of a law or a document is its name in every language: 30/2020/NĐ-CP, 07/QĐ-UBND.
_NUMBER = re.compile(r"\d+/(\d{4}/)?[A-ZĐ]+(-[A-ZĐ]+)*")


def texts_of(page: BeautifulSoup) -> Iterator[tuple[Tag, str]]:
    """Everything said on the page, each with the element that says it."""
    for text in page.find_all(string=True):
        is_said = isinstance(text, NavigableString) and not isinstance(text, Comment)
        if is_said and text.parent is not None and text.parent.name not in _SILENT:
            yield text.parent, " ".join(text.split())
    for tag in page.select("*"):
        for name in _SAID:
            if tag.get(name):
                yield tag, " ".join(str(tag[name]).split())
        if tag.name in {"input", "button"} and tag.get("type") in {"submit", "button"}:
            yield tag, str(tag.get("value", ""))


def language_of(tag: Tag) -> str:
    """The language that the element says it speaks: its own, or that of the nearest around it."""
    while tag is not None:
        if tag.get("lang"):
            return str(tag["lang"])
        tag = tag.parent
    return ""


def english_phrases() -> frozenset[str]:
    """Every phrase of the screen in English that reads otherwise in Vietnamese."""
    catalogue = trans_real.translation("vi")._catalog
    phrases = {}
    for key, words in catalogue.items():
        msgid = key[0] if isinstance(key, tuple) else key
        phrases.setdefault(msgid.split("\x04")[-1], set()).add(words)
    return frozenset(
        " ".join(msgid.split())
        for msgid, words in phrases.items()
        if len(msgid) > 2 and msgid not in words
    )


def without_names(text: str, names: frozenset[str]) -> str:
    """A sentence is not parted for the name in it: what it says beside the names."""
    for name in names:
        text = text.replace(name, "")
    return _NUMBER.sub("", text)


def wrong_words(
    html: str, language: str, phrases: frozenset[str], names: frozenset[str]
) -> list[str]:
    """The words of the other language on a page, and what the page says of its own."""
    page = BeautifulSoup(html, "html.parser")
    wrong = []
    if page.html is not None and page.html.get("lang") != language:
        wrong.append(f"<html lang={page.html.get('lang')}>")
    if "grp-" in html or 'id="content-main"' in html or 'id="changelist"' in html:
        for row in page.select(_ADMINISTERED):
            row.decompose()
    for tag, text in texts_of(page):
        if (
            language == "en"
            and language_of(tag) != "vi"
            and _VIETNAMESE.search(without_names(text, names))
        ):
            wrong.append(f"<{tag.name} class={tag.get('class')}> {text[:80]}")
        if language == "vi" and language_of(tag) != "en" and text in phrases:
            wrong.append(f"<{tag.name}> {text[:80]}")
    return wrong


class Crawl:
    """Pages looked at in both languages; what was wrong is gathered."""

    def __init__(self, world) -> None:
        self.world = world
        self.phrases = english_phrases()
        #: Names that stand in the middle of sentences: people and the unit that receives.
        people = Person.objects.values_list("full_name", flat=True)
        self.names = frozenset((*people, "Phòng Văn hóa - Xã hội", "UBND thành phố", "Bà "))
        self.clients: dict[str, Client] = {}
        self.wrong: dict[str, str] = {}

    def look(self, username: str, address: str, **form: str) -> None:
        """Open the page as somebody, or send a form that is not whole, in each language."""
        for language in ("vi", "en"):
            client = self._client(username, language)
            answer = client.post(address, form) if form else client.get(address)
            if answer.streaming or not answer.get("Content-Type", "").startswith("text/html"):
                continue
            self.read(f"{language} {username} {address}", answer.content.decode(), language)

    def read(self, where: str, html: str, language: str) -> None:
        """Read a page in hand."""
        for words in wrong_words(html, language, self.phrases, self.names):
            self.wrong.setdefault(f"{where[:2]} {words}", where)  # the same words once

    def report(self) -> str:
        return "\n".join(f"{words}   ← {where}" for words, where in self.wrong.items())

    def _client(self, username: str, language: str) -> Client:
        if not username:
            client = self.clients.setdefault(f" {language}", StrictClient())
            client.cookies["django_language"] = language
            return client
        if username not in self.clients:
            client = self.clients[username] = StrictClient()
            client.force_login(self.world[username], backend=BACKEND)
        speak(language, actor=self.world[username])
        return self.clients[username]


#: The pages that have their moment: whose they are, and what is sent to see the mistakes too.
AT = {
    "DRAFTED": {
        "linh": ("", "edit/", "add_version/", "circulate/", "submit/", "cancel/", "opinions/")
    },
    "ASKED": {"linh": ("", "close_round/", "opinions/", "submit/", "why/"), "bach": ("opinions/",)},
    "SUBMITTED": {"luong": ("", "check/", "send_back/"), "linh": ("withdraw/", "edit/")},
    "CHECKED": {"vy": ("", "approve/", "why/", "seal/")},
    "APPROVED": {"oanh": ("", "print/", "reopen/", "approve/")},
    "PRINTED": {"oanh": ("sign/",)},
    "SIGNED": {"oanh": ("number/",)},
    "NUMBERED": {"oanh": ("seal/", "void_number/")},
    "SEALED": {"oanh": ("issue/",)},
    "ISSUED": {"oanh": ("archive/",)},
    "ARCHIVED": {"oanh": ("", "issue/"), "linh": ("",)},
}
#: Forms of which nothing is filled in: the same page with its sentences beside the fields.
SENT = {
    "edit/",
    "add_version/",
    "circulate/",
    "cancel/",
    "send_back/",
    "reopen/",
    "seal/",
    "issue/",
}


def test_every_page_of_a_document_speaks_one_language(world):
    seat_everyone(world)
    story, crawl = Story(world), Crawl(world)
    for moment in story.moments():
        _look_at_the_moment(crawl, story, moment)
        if moment.name == "SIGNED":
            code = PaperCopy.objects.values_list("code", flat=True)[0]
            for asked in (code, "không có", ""):
                crawl.look("oanh", f"/copies/?code={asked}")
            for username in ("linh", "vy", "oanh"):
                crawl.look(username, "/")
            crawl.look("oanh", "/records/")
    drain_once()
    crawl.look("oanh", f"/archive/dossiers/{Dossier.objects.get().pk}/")
    for address in ("/registers/", "/archive/", "/search/?q=bau+sen", "/search/?q=99/QĐ-UBND"):
        crawl.look("oanh", address)
    assert not crawl.wrong, crawl.report()


def _look_at_the_moment(crawl: Crawl, story: Story, moment: Moment) -> None:
    base = f"/documents/{story.document.pk}/"
    for username, pages in AT.get(moment.name, {}).items():
        for page in pages:
            crawl.look(username, f"{base}{page}")
            if page in SENT:
                crawl.look(username, f"{base}{page}", nothing="x")


def test_every_other_page_speaks_one_language(world, settings):
    crawl = Crawl(world)
    for username in ("linh", "vy", "oanh", "tue"):
        for address in ("/", "/search/", "/counts/", "/sign-out/", "/nowhere/", "/documents/9/"):
            crawl.look(username, address)
    crawl.look("linh", "/documents/new/")
    crawl.look("linh", "/documents/new/", title="")
    crawl.look("linh", "/documents/new/", secrecy="secret")
    crawl.look("linh", "/documents/new/block/")
    for address in ("/records/", "/registers/", "/archive/"):
        crawl.look("oanh", address)
        crawl.look("linh", address)  # the page of what is not yours
    linh = world["linh"]
    linh.set_password("ba-tu-la-du-roi")
    linh.save()
    crawl.clients.clear()
    crawl.look("linh", "/password/")
    crawl.look("linh", "/password/", oldpassword="khong", password1="a", password2="b")
    assert not crawl.wrong, crawl.report()


def test_the_door_and_the_broken_pages_speak_one_language(world, settings):
    crawl = Crawl(world)
    for is_demo in (True, False):
        settings.DEMO = is_demo
        crawl.look("", "/sign-in/")
    crawl.look("", "/sign-in/", login="linh", password="")
    crawl.look("", "/sign-in/", login="linh", password="khong-phai")
    for language in ("vi", "en"):
        with translation.override(language):
            # A broken page is drawn with nothing at hand; the lock-out page belongs to a request.
            crawl.read(f"{language} 500", render_to_string("500.html"), language)
            request = RequestFactory().post("/sign-in/")
            facts = {"username": "linh", "failure_limit": 5}
            locked = render_to_string("account/locked.html", facts, request=request)
            crawl.read(f"{language} locked", locked, language)
    assert not crawl.wrong, crawl.report()


def test_the_administration_speaks_one_language(world):
    crawl = Crawl(world)
    for page in ("", "approvals/route/", "approvals/route/add/", "docs_mgmt/person/1/change/"):
        crawl.look("quantri", f"/admin/{page}")
    crawl.look("quantri", "/admin/docs_mgmt/assignment/add/", nothing="x")
    assert not crawl.wrong, crawl.report()
