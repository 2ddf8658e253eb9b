"""A word planted in every place of a document is found by whom it concerns, and by nobody else."""

from collections.abc import Iterable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from approvals.models import Opinion
from approvals.steps import circulate_document, close_round, send_back_document
from approvals.steps.circulate import Asked
from approvals.writes.answer_opinion import answer_opinion
from docs_mgmt.clock import today
from docs_mgmt.models import Document, PaperCopy
from docs_mgmt.permissions import revoke
from docs_mgmt.queries.documents import documents_seen_by, newest_seen_by
from docs_mgmt.queries.live import subjects_seen_by
from docs_mgmt.rules.flow import Stage
from docs_mgmt.rules.words import Answer, AttachmentKind, Uptake
from docs_mgmt.writes._versions import NewFiles
from docs_mgmt.writes.add_version import add_version
from docs_mgmt.writes.comment import open_thread
from search.jobs import drain_once
from search.queries.find import Wish, find, ids_found
from tests.builders import World, a_token, a_walk, read_quickly, some_files

pytestmark = pytest.mark.django_db

#: Where each word is planted; no other text of the tests has one of them.
WORDS = {
    "title": "zqtieude",
    "text 1": "zqmotloi",
    "text 2": "zqhailoi",
    "file 1": "zqteptin",
    "file 2": "zqtephai",
    "attachment": "zqphuluc",
    "note": "zqghichu",
    "comment 1": "zqnhacmot",
    "comment 2": "zqnhachai",
    "question": "zqcauhoi",
    "opinion": "zqtraloi",
    "other opinion": "zqtrakhac",
    "reply": "zqgiaitrinh",
    "reason": "zqlydotra",
}
EVERYTHING = frozenset(WORDS)
#: The text that goes out, with its files: what a reader outside the discussion sees.
THE_TEXT = frozenset({"title", "text 2", "file 2", "attachment"})
#: What they are told who were asked about the second version.
ASKED = THE_TEXT | {"note", "comment 2", "question", "opinion", "reply", "reason"}
NOTHING: frozenset[str] = frozenset()

#: Who may meet which words once the second version was asked about, and once it is issued.
WHEN_ASKED = {
    "linh": EVERYTHING - {"reason"},
    "luong": EVERYTHING - {"reason"},
    "bach": ASKED - {"reason"},
    **dict.fromkeys(("khoa", "nhan", "vy", "oanh", "tue", "quantri", "diep", "xa.tl"), NOTHING),
}
WHEN_ISSUED = {
    "luong": EVERYTHING,
    "vy": EVERYTHING,
    "bach": ASKED,
    "oanh": THE_TEXT,
    "diep": THE_TEXT,
    **dict.fromkeys(("khoa", "tue", "quantri", "dung.tl", "em.tl"), NOTHING),
}


class Planted:
    """The document with a word in every place."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.walk = a_walk(
            world,
            title=f"Chỉnh trang tuyến đường {WORDS['title']}",
            paragraphs=[f"Kế hoạch {WORDS['text 1']} số một"],
        )
        self.walk.facts = self._named(f"{WORDS['file 1']}.docx")
        self.walk.draft()
        self._say("comment 1")
        self._write_again()
        self._say("comment 2")
        self._ask()

    @property
    def document(self) -> Document:
        return self.walk.document

    def _named(self, name: str):
        return type(self.walk.facts)(**{**vars(self.walk.facts), "name": name})

    def _say(self, where: str) -> None:
        open_thread(
            self.document,
            self.document.versions.latest("number"),
            text=WORDS[where],
            page=1,
            actor=self.world["luong"],
            token=a_token(),
        )

    def _write_again(self) -> None:
        linh = self.world["linh"]
        files, beside = some_files(linh), some_files(linh).main
        files.main.name, beside.name = f"{WORDS['file 2']}.docx", f"{WORDS['attachment']}.docx"
        files = NewFiles(files.main, None, ((beside, AttachmentKind.REFERENCE),))
        version = add_version(self.document, files, note=WORDS["note"], actor=linh, token=a_token())
        read_quickly(version, f"Kế hoạch {WORDS['text 2']} số hai")

    def _ask(self) -> None:
        world = self.world
        asked = Asked(
            [world["bach"]], [world.unit("TTPVHCC")], today() + timedelta(days=3), WORDS["question"]
        )
        circulate_document(self.document, asked, actor=world["linh"], token=a_token())
        self._answer("bach", "opinion", Opinion.objects.get(person=world["bach"]))
        self._answer("chi", "other opinion", Opinion.objects.get(unit__isnull=False))

    def _answer(self, who: str, where: str, opinion: Opinion) -> None:
        from approvals.writes.answer_opinion import reply_to_opinion

        answer_opinion(
            opinion, answer=Answer.OTHER, text=WORDS[where], actor=self.world[who], token=a_token()
        )
        if who == "bach":
            reply_to_opinion(
                opinion,
                uptake=Uptake.KEPT,
                reply=WORDS["reply"],
                actor=self.world["linh"],
                token=a_token(),
            )

    def issue(self) -> None:
        """Send it back once, and then all the way."""
        chi = Opinion.objects.get(unit__isnull=False)
        from approvals.writes.answer_opinion import reply_to_opinion

        reply_to_opinion(
            chi, uptake=Uptake.TAKEN, reply="", actor=self.world["linh"], token=a_token()
        )
        close_round(self.document, actor=self.world["linh"], token=a_token())
        self.walk.submit()
        send_back_document(
            self.document, reason=WORDS["reason"], actor=self.world["luong"], token=a_token()
        )
        self.walk.to(Stage.ISSUED)


@pytest.fixture
def planted(world) -> Planted:
    return Planted(world)


def pages_of(planted: Planted) -> list[str]:
    """Every page on which a word of the document might stand."""
    base = f"/documents/{planted.document.pk}/"
    codes = PaperCopy.objects.values_list("code", flat=True)[:1]
    return [
        # First: later on one's own last questions are suggested too, whatever they were.
        f"/search/suggest/?q={WORDS['title'][:-2]}",
        *("/", "/records/", "/registers/", "/archive/", "/counts/", "/admin/", "/search/"),
        f"/search/?q={WORDS['title']}",
        f"/search/?q={WORDS['text 2']}",
        f"/search/?q={WORDS['title'][:-1]}f",  # nearly: the page may offer the word itself
        f"/search/?q={WORDS['text 2'][:-1]}f",
        *(f"/copies/?code={code}" for code in codes),
        *(base, f"{base}?version=1", f"{base}?version=2&view=text"),
        *(f"{base}{page}/" for page in ("why", "opinions", "approve", "edit", "send_back")),
        f"{base}versions/1/pdf",
        f"{base}versions/2/file",
    ]


def words_met(client, addresses: Iterable[str]) -> dict[str, str]:
    """The places whose words one meets, with a page where each stands."""
    met: dict[str, str] = {}
    for address in addresses:
        answer = client.get(address, follow=True)
        content = b"" if answer.streaming else answer.content
        told = f"{content.decode(errors='replace')} {answer.headers}".lower()
        asked = address.partition("?q=")[2]  # the page says again what was asked
        for where, word in WORDS.items():
            if word in told and not (word == asked and not _is_found(answer, asked)):
                met.setdefault(where, address)
        answer.close()
    return met


def _is_found(answer, asked: str) -> bool:
    results = answer.context.get("results") if answer.context else None
    return bool(results and (results.total or results.hits))


def check(planted: Planted, as_, allowed: dict[str, frozenset[str]]) -> None:
    """Let everybody look everywhere."""
    drain_once()
    wrong = []
    for username, places in allowed.items():
        met = words_met(as_(username), pages_of(planted))
        wrong += [f"{username} meets «{w}» on {met[w]}" for w in met.keys() - places]
        wrong += [f"{username} does not meet «{w}»" for w in places - met.keys()]
        wrong += _found_by_search(planted, username, places)
    assert not wrong, "\n".join(wrong)


def _found_by_search(planted: Planted, username: str, places: frozenset[str]) -> list[str]:
    """The title and the newest text are found by who sees them; nothing else by anybody."""
    reader = planted.world[username]
    wrong = []
    for where, word in WORDS.items():
        wanted = (planted.document.pk,) if where in places & {"title", "text 2"} else ()
        if ids_found(reader, word) != (len(wanted), wanted):
            wrong.append(f"{username} finds «{where}»: {ids_found(reader, word)}")
    if not places:
        results = find(reader, Wish(typed=WORDS["title"]))
        if results.total or results.hits or any(results.choices.values()):
            wrong.append(f"{username} is told by the search: {results}")
    return wrong


def test_while_it_is_a_draft_only_the_unit_and_the_asked_meet_its_words(planted, as_):
    check(planted, as_, WHEN_ASKED)


def test_once_issued_the_desk_and_the_recipients_meet_the_text_and_no_discussion(planted, as_):
    planted.issue()
    check(planted, as_, WHEN_ISSUED)


def test_a_right_that_is_taken_back_is_gone_everywhere_at_once(planted, as_):
    document, bach = planted.document, planted.world["bach"]
    drain_once()
    assert ids_found(bach, WORDS["title"]) == (1, (document.pk,))
    client = as_("bach")
    picture = f"/documents/{document.pk}/versions/2/pages/1.png"
    assert client.get(picture).status_code == 200
    revoke("opinion", Opinion.objects.get(person=bach).pk)  # the index does not know it yet
    for page in ("", "why/", "versions/2/pages/1.png", "versions/2/pdf", "versions/2/file"):
        assert client.get(f"/documents/{document.pk}/{page}").status_code == 404, page
    assert ids_found(bach, WORDS["title"]) == (0, ())
    assert newest_seen_by(bach, 10) == []
    assert WORDS["title"] not in client.get("/").content.decode()
    assert subjects_seen_by(bach, [f"document:{document.pk}"]) == {}


def test_who_was_asked_about_the_second_version_opens_nothing_of_the_first(planted, as_):
    client = as_("bach")
    base = f"/documents/{planted.document.pk}/"
    first = ("versions/1/pdf", "versions/1/file", "versions/1/pages/1.png", "?version=1")
    assert [client.get(f"{base}{page}").status_code for page in first] == [404] * 4
    thread = planted.document.versions.get(number=1).threads.get()
    assert client.post(f"{base}threads/{thread.pk}/reply/").status_code == 404
    assert client.post(f"{base}versions/1/comment/").status_code == 404


def test_a_comment_is_of_the_discussion_even_for_who_knows_the_address(planted, as_):
    planted.issue()
    thread = planted.document.versions.get(number=2).threads.get()
    base = f"/documents/{planted.document.pk}/"
    for username in ("oanh", "diep"):
        client = as_(username)
        assert client.post(f"{base}threads/{thread.pk}/reply/").status_code == 404
        assert client.post(f"{base}versions/2/comment/").status_code == 403


def test_a_live_line_tells_a_document_only_to_who_sees_it(planted):
    world, document = planted.world, planted.document
    version = document.versions.get(number=2)
    names = [f"document:{document.pk}", f"version:{version.pk}", "person:1", "agency:1"]
    told = dict.fromkeys(names[:2], f"document:{document.pk}")
    for username, places in WHEN_ASKED.items():
        assert subjects_seen_by(world[username], names) == (told if places else {}), username


def test_a_person_locked_out_sees_nothing_more(planted):
    luong = planted.world["luong"]
    assert documents_seen_by(luong).exists()
    luong.is_active = False
    luong.save()
    assert not documents_seen_by(luong).exists()
    with pytest.raises(PermissionDenied):
        open_thread(
            planted.document,
            planted.document.versions.get(number=2),
            text="Còn đây",
            page=1,
            actor=luong,
            token=a_token(),
        )
