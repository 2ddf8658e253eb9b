"""What a hostile address or header gets: an answer, never a fault of ours."""

import pytest

from docs_mgmt.views.sending import is_first_part
from tests.builders import a_document


@pytest.mark.parametrize("version", ["9" * 5000, "9" * 20, "0", "-1", "abc", "²", "\x00"])
def test_a_version_that_is_no_number_of_ours_is_no_fault(world, as_, version):
    document = a_document(world)
    answer = as_("linh").get(f"/documents/{document.pk}/", {"version": version})
    assert answer.status_code in {200, 404}


@pytest.mark.parametrize(
    "asked", ["bytes=0-" + "9" * 5000, "bytes=-" + "9" * 5000, "bytes=\u0660-\u0663"]
)
def test_a_range_of_endless_figures_gets_the_whole_file(world, as_, asked):
    document = a_document(world)
    answer = as_("linh").get(f"/documents/{document.pk}/versions/1/pdf", headers={"Range": asked})
    assert answer.status_code == 200
    assert is_first_part(answer.wsgi_request)


@pytest.mark.parametrize("name", ["page", "sort", "words"])
def test_what_a_link_to_the_search_says_amiss_is_left_out(world, as_, name):
    a_document(world)
    page = as_("linh").get("/search/", {name: "9" * 5000})
    assert page.status_code == 200
    assert page.context["form"].is_valid()


def test_a_character_that_no_page_takes_is_refused_in_the_readers_language(world, as_):
    page = as_("linh").get("/search/", {"q": "a\x00b"}).content.decode()
    assert "Null characters" not in page
    assert "Trong ô có ký tự không dùng được" in page


def test_a_forms_address_opened_after_signing_in_again_leads_to_its_document(world, as_):
    document = a_document(world)
    answer = as_("linh").get(f"/documents/{document.pk}/versions/1/comment/")
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert f'href="/documents/{document.pk}/"' in answer.content.decode()


def test_a_forms_address_tells_a_stranger_nothing_of_the_document(world, as_):
    document = a_document(world)
    answer = as_("an.tl").get(f"/documents/{document.pk}/versions/1/comment/")
    assert f'href="/documents/{document.pk}/"' not in answer.content.decode()
