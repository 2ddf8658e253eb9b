"""Every surface of the search shows to each reader what they may meet, and nothing else."""

from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup

from approvals.models import Opinion
from docs_mgmt.models import Person, RegisterEntry
from docs_mgmt.permissions import reach_of, revoke
from docs_mgmt.rules.flow import Stage
from docs_mgmt.rules.words import WordsFrom
from search.engine import FACETS, Order
from search.jobs import differences, drain_once
from search.models import SearchHabits
from search.queries.find import Wish, find
from search.queries.nearest import nearest
from search.queries.suggest import suggestions
from tests.builders import a_document
from tests.test_leaks import WHEN_ASKED, WHEN_ISSUED, WORDS, Planted

pytestmark = pytest.mark.django_db
TALK = {"comment 1", "comment 2", "opinion", "other opinion", "reply"}


@pytest.fixture
def planted(world) -> Planted:
    return Planted(world)


def talk_met(reader: Person, word: str) -> list[str]:
    return [hit.kind for hit in find(reader, Wish(typed=word)).talk.hits]


def check_talk(planted: Planted, allowed: dict[str, frozenset[str]]) -> None:
    drain_once()
    assert differences() == []
    wrong = []
    for username, places in allowed.items():
        reader = planted.world[username]
        for where in TALK:
            met = bool(talk_met(reader, WORDS[where]))
            if met != (where in places):
                wrong.append(f"{username}: «{where}» {met}")
    assert not wrong, "\n".join(wrong)


def test_comments_and_opinions_are_found_by_those_of_the_discussion_alone(planted):
    check_talk(planted, WHEN_ASKED)


def test_once_issued_the_recipients_find_the_text_and_no_talk(planted):
    planted.issue()
    check_talk(planted, WHEN_ISSUED)


def test_what_was_said_is_no_document_and_counts_nowhere(planted):
    drain_once()
    results = find(planted.world["luong"], Wish(typed=WORDS["comment 1"]))
    assert (results.total, results.hits) == (0, ())
    assert not any(results.choices.values())
    (hit,) = results.talk.hits
    assert hit.url.endswith(f"?version=1#thread-{hit.url.rpartition('-')[2]}")


def test_a_right_taken_back_ends_the_talk_too_before_the_index_knows(planted):
    drain_once()
    bach = planted.world["bach"]
    assert talk_met(bach, WORDS["opinion"]) == ["opinion"]
    revoke("opinion", Opinion.objects.get(person=bach).pk)
    assert talk_met(bach, WORDS["opinion"]) == []


#: A word one letter away from each that is planted in the text.
MISSPELT = {"title": "zqtieudf", "text 2": "zqhaixoi"}


def test_the_nearest_spelling_is_offered_only_to_who_finds_something_by_it(planted):
    planted.issue()
    drain_once()
    for username, places in WHEN_ISSUED.items():
        reach = reach_of(planted.world[username])
        for where, typed in MISSPELT.items():
            found = nearest(reach, typed)
            wanted = (WORDS[where], 1) if where in places else None
            assert (found and (found.typed, found.total)) == wanted, (username, where)


def test_no_spelling_comes_from_what_was_said(planted):
    drain_once()
    for username in WHEN_ASKED:
        assert nearest(reach_of(planted.world[username]), "zqnhacmox") is None


def test_a_spelling_is_not_offered_once_the_right_is_gone(planted):
    drain_once()
    bach = planted.world["bach"]
    assert nearest(reach_of(bach), MISSPELT["title"])
    revoke("opinion", Opinion.objects.get(person=bach).pk)  # the index does not know it yet
    assert nearest(reach_of(bach), MISSPELT["title"]) is None


def test_the_page_offers_the_spelling_as_a_link(world, as_):
    a_document(world, title="Kế hoạch phân loại rác tại nguồn")
    drain_once()
    answer = as_("linh").get("/search/?q=" + quote("nguofn"))
    (link,) = BeautifulSoup(answer.content, "html.parser").select(".empty a")
    assert link.text == "nguồn"
    assert link["href"] == "?q=" + quote("nguồn")


def test_titles_and_numbers_are_suggested_to_who_may_see_them(planted, as_):
    planted.issue()
    drain_once()
    for username, places in WHEN_ISSUED.items():
        reader = planted.world[username]
        sees = (planted.document.pk,) if "title" in places else ()
        number = planted.document.entries.get().full
        for typed in ("zqtie", "Chỉnh trang tuy", "chinh tra", number, number[:4]):
            found = suggestions(reader, typed)
            assert tuple(hit.document.pk for hit in found.hits) == sees, (username, typed)


def test_words_of_the_text_alone_are_not_suggested(planted):
    drain_once()
    assert suggestions(planted.world["linh"], WORDS["text 2"]).hits == ()


def test_only_ones_own_last_questions_are_suggested(world, as_):
    a_document(world, title="Vỉa hè đường Bàu Sen")
    drain_once()
    as_("linh").get("/search/?q=" + quote("vỉa hè"))
    assert suggestions(world["linh"], "via").recent == ("vỉa hè",)
    assert suggestions(world["luong"], "via").recent == ()
    answer = as_("linh").get("/search/suggest/?q=")
    (option,) = BeautifulSoup(answer.content, "html.parser").select("[role=option]")
    assert option["data-office-url"] == "/search/?q=" + quote("vỉa hè")


def test_facets_are_counted_within_rights_and_lose_what_was_revoked(planted):
    planted.issue()
    drain_once()
    for username, places in WHEN_ISSUED.items():
        choices = find(planted.world[username], Wish()).choices
        assert bool(choices["signer"]) == ("title" in places), username
        assert set(choices) == set(FACETS)


def test_lists_are_narrowed_by_signer_standing_and_dossier(world):
    archived = a_document(world, at=Stage.ARCHIVED, title="Vỉa hè đường Bàu Sen")
    a_document(world, title="Vỉa hè đường Trường Sa")
    drain_once()
    linh = world["linh"]
    results = find(linh, Wish(typed="via he"))
    assert results.total == 2
    (signer,) = results.choices["signer"]
    assert signer.count == 2
    (standing,) = results.choices["standing"]
    (dossier,) = results.choices["dossier"]
    for name, choice in (("standing", standing), ("dossier", dossier)):
        narrowed = find(linh, Wish(typed="via he", narrowed={name: (choice.value,)}))
        assert [hit.document.pk for hit in narrowed.hits] == [archived.pk]


def test_a_dossier_in_which_one_sees_nothing_has_no_name(world):
    a_document(world, at=Stage.ARCHIVED)
    drain_once()
    results = find(world["khoa"], Wish(narrowed={"dossier": ("1",)}))
    assert results.choices["dossier"] == ()


def test_lists_stand_by_number_as_in_the_register(world):
    first = a_document(world, at=Stage.NUMBERED, title="Vỉa hè một")
    second = a_document(world, at=Stage.NUMBERED, title="Vỉa hè hai")
    draft = a_document(world, title="Vỉa hè ba")
    drain_once()
    found = find(world["luong"], Wish(typed="vỉa hè", order=Order.NUMBER))
    assert [hit.document.pk for hit in found.hits] == [first.pk, second.pk, draft.pk]


def test_recipients_are_found(world):
    document = a_document(world)
    drain_once()
    hits = find(world["linh"], Wish(typed="UBND thành phố")).hits
    assert [hit.document.pk for hit in hits] == [document.pk]


def test_columns_are_kept_with_the_person(world, as_):
    a_document(world, title="Vỉa hè đường Bàu Sen")
    drain_once()
    client = as_("linh")
    answer = client.post(
        "/search/columns/", {"query": "q=via+he&page=3", "columns": ["recipients", "unit"]}
    )
    assert (answer.status_code, answer["Location"]) == (303, "/search/?q=via+he")
    assert SearchHabits.objects.get().columns == ["unit", "recipients"]
    (meta,) = BeautifulSoup(client.get("/search/?q=via+he").content, "html.parser").select(
        ".hit > .meta"
    )
    assert "UBND thành phố" in meta.text
    (other,) = BeautifulSoup(as_("luong").get("/search/?q=via+he").content, "html.parser").select(
        ".hit > .meta"
    )
    assert "UBND thành phố" not in other.text


def reasons_of(client, typed: str) -> str:
    """What is told when the reader opens «why found» on the first line of the list."""
    list_of_hits = client.get("/search/?q=" + quote(typed)).content
    why = BeautifulSoup(list_of_hits, "html.parser").select_one(".why")
    answer = client.get(why["hx-get"], headers={"HX-Request": "true"})
    assert answer.status_code == 200
    return " ".join(BeautifulSoup(answer.content, "html.parser").text.split())


def test_a_hit_says_in_words_why_it_was_found(world, as_):
    a_document(world, at=Stage.NUMBERED, title="Vỉa hè đường Bàu Sen")
    drain_once()
    client = as_("linh")
    told = reasons_of(client, "bau sen via he")
    assert told == "Trong trích yếu: “Vỉa hè”, “Bàu Sen” Trang 1: “Bàu Sen”, “vỉa hè”"
    assert "Đúng là số của văn bản này." in reasons_of(client, RegisterEntry.objects.get().full)
    assert reasons_of(client, "đơn vị: kinh tế").startswith("Các chữ đứng rời nhau")


def test_why_is_told_by_the_reading_that_the_list_took(world, as_):
    """Typed by Telex keys: the list is of the words meant, and so are the reasons."""
    a_document(world, title="Vỉa hè đường Bàu Sen")
    drain_once()
    assert "“Vỉa hè”" in reasons_of(as_("linh"), "viar hef")


def test_while_the_index_is_made_the_reasons_wait_too(world, as_, settings, tmp_path):
    document = a_document(world)
    settings.SEARCH_INDEX_DIR = tmp_path / "none"
    answer = as_("linh").get(f"/search/why/{document.pk}/?q=via+he")
    assert (answer.status_code, "Đang lập chỉ mục" in answer.text) == (200, True)


def test_what_is_wrong_with_a_question_is_said_in_a_sentence(world, as_):
    a_document(world)
    drain_once()
    for typed, said in (("từ: 45/13/2026 vỉa hè", "45/13/2026"), ("nguoi ka: Vỹ", "“ka”")):
        soup = BeautifulSoup(as_("linh").get("/search/?q=" + quote(typed)).content, "html.parser")
        (note,) = soup.select("#content > .note.today")
        assert said in note.text


def test_a_right_taken_back_is_gone_from_every_count_before_the_index_knows(planted):
    """Also where the document would stand on another page of the list."""
    drain_once()
    bach = planted.world["bach"]
    before = find(bach, Wish())
    assert planted.document.pk in [hit.document.pk for hit in before.hits]
    revoke("opinion", Opinion.objects.get(person=bach).pk)
    for wish in (Wish(), Wish(typed=WORDS["title"]), Wish(page=2), Wish(order=Order.NUMBER)):
        after = find(bach, wish)
        assert after.total == before.total - 1 == 0
        assert not any(after.choices.values()), wish
    drain_once()
    assert differences() == []


def test_where_too_much_waits_nothing_is_counted(planted, monkeypatch):
    drain_once()
    bach = planted.world["bach"]
    monkeypatch.setattr("search.queries.changes.KNOWN_AT_MOST", 0)
    monkeypatch.setattr("search.queries.state.KNOWN_AT_MOST", 0)
    revoke("opinion", Opinion.objects.get(person=bach).pk)
    results = find(bach, Wish())
    assert (results.hits, any(results.choices.values())) == ((), False)


def test_words_that_a_machine_read_say_so_beside_the_hit(world, as_):
    document = a_document(world)
    text = document.versions.get().text
    text.words_from, text.sureness = WordsFrom.OCR, 71
    text.save()
    drain_once()
    soup = BeautifulSoup(as_("linh").get("/search/?q=via+he").content, "html.parser")
    assert "71%" in soup.select_one(".hit .tag").text
