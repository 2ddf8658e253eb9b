"""The administration: a closed list of configuration, written through the frame, never deleted."""

import re

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from docs_mgmt.models import Assignment, Change, Desk, Grant, HistoryEntry, Person, Position, Unit
from docs_mgmt.queries.documents import documents_seen_by
from docs_mgmt.rules.flow import Deed, Stage
from docs_mgmt.rules.words import Role
from search.jobs import drain_once
from tests.builders import a_document

#: What no administrator meets (design.md 4).
UNKNOWN = {
    "Document", "Version", "VersionText", "Comment", "Thread", "Opinion", "Round", "RegisterEntry",
    "HistoryEntry", "NumberSeries", "Grant", "PaperCopy", "DossierItem", "Upload", "Access",
}  # fmt: skip


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def filled(page: BeautifulSoup) -> dict[str, str]:
    """What the form of the page would send as it stands."""
    sent: dict[str, str] = {}
    form = page.find("form", id=re.compile("_form$"))
    for field in form.find_all(["input", "select", "textarea"]):
        name = field.get("name")
        if not name or field.get("type") in {"submit", "button"}:
            continue
        if field.name == "select":
            chosen = field.find("option", selected=True)
            sent[name] = chosen["value"] if chosen else ""
        elif field.get("type") != "checkbox" or field.has_attr("checked"):
            sent[name] = field.get("value", "on" if field.get("type") == "checkbox" else "")
    return sent


def test_the_site_knows_no_document_and_no_deed():
    known = {model.__name__ for model in admin.site._registry}
    assert not known & UNKNOWN
    rooms = {model._meta.app_label for model in admin.site._registry}
    assert rooms == {"docs_mgmt", "approvals", "search"}
    assert all(apps.get_model(m._meta.label) is m for m in admin.site._registry)


@pytest.mark.parametrize(("who", "status"), [("quantri", 200), ("oanh", 403), ("vy", 403)])
def test_the_administration_is_for_administrators(world, as_, who, status):
    assert as_(who).get(reverse("admin:index")).status_code == status


def test_a_stranger_is_sent_to_the_one_door(world, client):
    answer = client.get(reverse("admin:index"))
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("account_login"))


def test_every_page_of_the_list_opens(world, as_):
    quantri = as_("quantri")
    for model in admin.site._registry:
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        assert quantri.get(reverse(f"admin:{name}_changelist")).status_code == 200
        first = model._default_manager.first()
        if first is not None:
            address = reverse(f"admin:{name}_change", args=[first.pk])
            assert quantri.get(address).status_code == 200


def test_a_unit_is_written_as_a_deed_and_never_deleted(world, as_):
    quantri, unit = as_("quantri"), world.unit("VHXH")
    address = reverse("admin:docs_mgmt_unit_change", args=[unit.pk])
    sent = filled(soup(quantri.get(address))) | {"name": "Phòng Văn hóa và Xã hội"}
    assert quantri.post(address, sent).status_code == 302
    assert Unit.objects.get(pk=unit.pk).name == "Phòng Văn hóa và Xã hội"
    deed = HistoryEntry.objects.get(subject_kind="unit", subject_id=unit.pk, actor=world["quantri"])
    assert deed.deed is Deed.CONFIGURE
    gone = quantri.post(reverse("admin:docs_mgmt_unit_delete", args=[unit.pk]), {"post": "yes"})
    assert gone.status_code == 403


def test_a_password_is_set_and_never_shown(world, as_):
    quantri, linh = as_("quantri"), world["linh"]
    address = reverse("admin:docs_mgmt_person_change", args=[linh.pk])
    page = soup(quantri.get(address))
    assert "pbkdf2" not in page.text
    assert linh.password not in str(page)
    assert not page.find("input", {"name": "is_superuser"})
    sent = filled(page)
    assert quantri.post(address, sent | {"new_password": "ngan"}).status_code == 200
    words = "sáng trăng suông"
    assert quantri.post(address, sent | {"new_password": words}).status_code == 302
    assert Person.objects.get(pk=linh.pk).check_password(words)
    assert quantri.post(address, sent | {"full_name": "Hồ Nhật Linh"}).status_code == 302
    assert Person.objects.get(pk=linh.pk).check_password(words)


def test_a_post_comes_with_its_sight_and_ends_with_it(world, as_):
    quantri, diep = as_("quantri"), world["diep"]
    document = a_document(world, at=Stage.SUBMITTED)
    leader = Position.objects.filter(agency=world.hoa_minh, roles__role=Role.LEADER).first()
    add = reverse("admin:docs_mgmt_assignment_add")
    sent = {
        "person": diep.pk,
        "position": leader.pk,
        "unit": world.unit("VP").pk,
        "desk": "",
        "starts": "2026-01-01",
        "ends": "",
    }
    assert quantri.post(add, sent).status_code == 302
    assert documents_seen_by(diep).filter(pk=document.pk).exists()
    post = Assignment.objects.get(person=diep, position=leader)
    change = reverse("admin:docs_mgmt_assignment_change", args=[post.pk])
    assert (
        quantri.post(change, {"ends": "2026-01-02", "person": world["linh"].pk}).status_code == 302
    )
    post.refresh_from_db()
    assert (post.person, str(post.ends)) == (diep, "2026-01-02")
    assert not documents_seen_by(diep).filter(pk=document.pk).exists()


def test_a_role_taken_from_a_position_takes_its_sight_along(world, as_):
    quantri, vy = as_("quantri"), world["vy"]
    a_document(world, at=Stage.SUBMITTED)
    position = vy.assignments.get().position
    address = reverse("admin:docs_mgmt_position_change", args=[position.pk])
    sent = filled(soup(quantri.get(address)))
    leader = next(name for name, value in sent.items() if value == Role.LEADER)
    sent[leader.replace("-role", "-DELETE")] = "on"
    assert quantri.post(address, sent).status_code == 302
    assert not position.roles.filter(role=Role.LEADER).exists()
    assert not Grant.objects.filter(person=vy, why="leader").exists()


def test_a_desk_goes_on_serving_and_sees_what_it_is_given(world, as_):
    quantri = as_("quantri")
    desk = Desk.objects.get(agencies=world.hoa_minh)
    address = reverse("admin:docs_mgmt_desk_change", args=[desk.pk])
    sent = {"name": desk.name, "agencies": [world.tan_lap.pk]}
    assert quantri.post(address, sent).status_code == 200
    sent["agencies"] = [world.hoa_minh.pk, world.tan_lap.pk]
    assert quantri.post(address, sent).status_code == 302
    assert Grant.objects.filter(desk=desk, agency=world.tan_lap).exists()


def test_a_scheme_is_fixed_once_a_number_is_given(world, as_):
    a_document(world, at=Stage.NUMBERED)
    quantri = as_("quantri")
    scheme = world.hoa_minh.schemes.order_by("-year").first()
    address = reverse("admin:docs_mgmt_numberingscheme_change", args=[scheme.pk])
    assert quantri.post(address, {"kind": "SINGLE"}).status_code == 403


def test_a_route_ends_with_one_approval(world, as_):
    quantri = as_("quantri")
    route = world.hoa_minh.routes.first()
    address = reverse("admin:approvals_route_change", args=[route.pk])
    sent = filled(soup(quantri.get(address)))
    last = next(name for name, value in sent.items() if value == "APPROVAL")
    answer = quantri.post(address, sent | {last: "FORM"})
    assert answer.status_code == 200
    assert route.legs.filter(kind="APPROVAL").count() == 1
    assert quantri.post(address, sent).status_code == 302


def test_the_first_page_says_what_waits_for_the_index_and_the_worker(world, as_):
    client = as_("quantri")

    def said() -> str:
        return soup(client.get(reverse("admin:index"))).select_one(".state dd").text

    assert "The index is being made" in said() or "đang được dựng" in said()
    drain_once()
    assert "tantivy" in said()
    assert not re.search(r"\d", said())
    a_document(world)
    assert str(Change.objects.filter(done_at__isnull=True).count()) in said()


def test_filters_are_named_after_what_they_filter(world, as_):
    page = soup(as_("quantri").get("/admin/search/abbreviation/"))
    names = [
        one["data-filter-title"].capitalize()
        for one in page.select("#changelist-filter details[data-filter-title]")
    ]
    assert [one.text.strip() for one in page.select("#changelist-filter summary")] == names
    assert page.select_one("#changelist-filter-extra-actions") is None
