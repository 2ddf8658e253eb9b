"""The archive: the plan, one dossier, and in it what the reader may see."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from docs_mgmt.models import DossierItem
from docs_mgmt.rules.flow import Stage
from tests.builders import a_document


def page_of(client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")


def test_a_filed_document_stands_in_its_dossier(world, as_):
    document = a_document(world, at=Stage.ARCHIVED)
    dossier = DossierItem.objects.get(document=document).dossier
    page = page_of(as_("tue"), reverse("dossier", args=[dossier.pk]))
    assert page.find(id="dossier").text.strip() == dossier.title
    row = page.select_one("table.fold tbody tr")
    assert row.find("a")["href"] == document.get_absolute_url()
    assert row.find("th").text.strip() == "01/KH-UBND"
    assert page.select_one("tr.at").find("a").text == dossier.title


def test_the_archive_opens_at_the_plan_of_the_year(world, as_):
    document = a_document(world, at=Stage.ARCHIVED)
    for who in ("oanh", "tue"):
        assert document.title in page_of(as_(who), reverse("archive")).text


def test_an_archivist_sees_only_what_is_filed(world, as_):
    document = a_document(world, at=Stage.ISSUED)
    assert as_("tue").get(document.get_absolute_url()).status_code == 404
    assert document.title not in page_of(as_("tue"), reverse("archive")).text


@pytest.mark.parametrize("who", ["linh", "vy", "quantri"])
def test_the_archive_is_for_those_who_file_and_keep(world, as_, who):
    dossier = DossierItem.objects.get(document=a_document(world, at=Stage.ARCHIVED)).dossier
    assert as_(who).get(reverse("archive")).status_code == 403
    assert as_(who).get(reverse("dossier", args=[dossier.pk])).status_code == 404


def test_another_wards_dossier_is_not_found(world, as_):
    dossier = DossierItem.objects.get(document=a_document(world, at=Stage.ARCHIVED)).dossier
    em = as_("em.tl")
    assert em.get(reverse("dossier", args=[dossier.pk])).status_code == 404
    assert em.get(reverse("archive"), {"plan": dossier.plan_id}).status_code == 404


def test_the_archive_asks_as_much_for_three_documents_as_for_one(
    world, as_, django_assert_max_num_queries
):
    tue, counts = as_("tue"), []
    for rows in (1, 2):
        for _ in range(rows):
            a_document(world, at=Stage.ARCHIVED)
        with django_assert_max_num_queries(10) as asked:
            page_of(tue, reverse("archive"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
