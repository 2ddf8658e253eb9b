"""A document opened from a search marks the words on its pages, for who may see the version."""

import pytest

from tests.builders import a_document
from tests.test_leaks import WORDS, Planted

pytestmark = pytest.mark.django_db


def test_the_places_of_the_words_are_boxes_on_the_page(world, as_):
    document = a_document(world)  # its PDF is a real one: a notice about receiving citizens
    answer = as_("linh").get(f"/search/places/{document.pk}/1/1/", {"find": "tiep cong dan"})
    places = answer.json()["places"]
    assert {place["words"].lower() for place in places} >= {"tiếp công dân"}
    for place in places:
        for left, top, right, bottom in place["boxes"]:
            assert 0 <= left < right <= 1
            assert 0 <= top < bottom <= 1
            assert right - left < 0.5


def test_the_pages_with_the_words_are_named(world, as_):
    document = a_document(world)
    ask = f"/search/places/{document.pk}/1/"
    assert as_("linh").get(ask, {"find": "via he"}).json() == {"pages": [1]}
    assert as_("linh").get(ask, {"find": "thủy điện"}).json() == {"pages": []}


def test_a_version_that_one_may_not_see_has_no_places(world, as_):
    planted = Planted(world)
    base = f"/search/places/{planted.document.pk}"
    for username, number, status in (
        ("linh", 1, 200),
        ("bach", 1, 404),  # was asked about the second one
        ("bach", 2, 200),
        ("khoa", 2, 404),
    ):
        for address in (f"{base}/{number}/", f"{base}/{number}/1/"):
            answer = as_(username).get(address, {"find": WORDS["title"]})
            assert answer.status_code == status, (username, address)


def test_the_page_offers_the_places_only_to_who_comes_from_a_search(world, as_):
    document = a_document(world)
    client = as_("linh")
    assert 'id="found"' in client.get(f"/documents/{document.pk}/?find=via+he").content.decode()
    assert 'id="found"' not in client.get(f"/documents/{document.pk}/").content.decode()
