"""The administrator's slips: each gets a sentence beside its field, none breaks a register."""

from datetime import timedelta

import pytest

from docs_mgmt.clock import today
from docs_mgmt.models import Assignment, Desk, NumberingScheme, Position
from docs_mgmt.rules.flow import Stage
from tests.builders import a_document

POSTS = "/admin/docs_mgmt/assignment/"
SCHEMES = "/admin/docs_mgmt/numberingscheme/add/"


def _post(world, **facts):
    officer = Position.objects.filter(agency=world.hoa_minh, roles__role="officer").first()
    usual = {"person": world["an.tl"].pk, "position": officer.pk, "starts": "26/11/2026"}
    return {**usual, "unit": "", "desk": "", "ends": "", **facts}


def _places(world) -> dict[str, dict[str, object]]:
    own, far = world.unit("VP"), world.unit("VP", world.tan_lap)
    desk = Desk.objects.get(agencies=world.tan_lap)
    return {
        "Chọn đơn vị hoặc bộ phận văn thư": {},
        "một trong hai": {"unit": own.pk, "desk": desk.pk},
        "không thuộc cơ quan của chức vụ": {"unit": far.pk},
        "không phục vụ cơ quan": {"desk": desk.pk},
        "Ngày kết thúc trước ngày bắt đầu": {"unit": own.pk, "ends": "25/11/2026"},
    }


def test_a_post_that_does_not_fit_together_says_what(world, as_):
    quantri, before = as_("quantri"), Assignment.objects.count()
    for sentence, facts in _places(world).items():
        page = quantri.post(f"{POSTS}add/", _post(world, **facts))
        assert page.status_code == 200
        assert sentence in page.content.decode()
        assert "Constraint" not in page.content.decode()
    assert Assignment.objects.count() == before
    assert quantri.post(f"{POSTS}add/", _post(world, unit=world.unit("VP").pk)).status_code == 302


def test_a_post_does_not_end_before_it_began(world, as_):
    post = Assignment.objects.filter(person=world["linh"]).get()
    sent = {"ends": str(post.starts - timedelta(days=1))}
    page = as_("quantri").post(f"{POSTS}{post.pk}/change/", sent)
    assert page.status_code == 200
    assert "Ngày kết thúc trước ngày bắt đầu" in page.content.decode()


@pytest.mark.parametrize("later", [0, 1])
def test_a_new_scheme_does_not_come_under_numbers_that_are_given(world, as_, later):
    a_document(world, at=Stage.NUMBERED)
    NumberingScheme.objects.filter(agency=world.hoa_minh, year=today().year).delete()
    sent = {"agency": world.hoa_minh.pk, "year": today().year + later, "kind": "SINGLE"}
    parts = {"rows-TOTAL_FORMS": "0", "rows-INITIAL_FORMS": "0"}
    page = as_("quantri").post(SCHEMES, sent | parts)
    assert page.status_code == (302 if later else 200)
    assert later or "hãy bắt đầu từ năm sau" in page.content.decode()
