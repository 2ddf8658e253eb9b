"""Who stands in for a head finds what the head finds, and nothing after the last day."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from docs_mgmt.clock import now, today, turned_to
from docs_mgmt.models import Assignment, Person, Position, PositionRole, Unit
from docs_mgmt.permissions import reach_of
from docs_mgmt.rules.words import Role
from docs_mgmt.writes.assign import assign
from search.jobs.export import make
from search.models import Export
from search.queries.find import Wish, find
from search.queries.nearest import nearest
from search.queries.similar import similar_to
from search.queries.suggest import suggestions
from search.rules.words import ExportKind
from search.writes.exports import ask_for_export
from tests.builders import a_document
from tests.search.test_saved import news_of, save, settle_all
from tests.test_leaks import WORDS, Planted

pytestmark = pytest.mark.django_db
WORD, DAYS = WORDS["title"], 3


def stands_in(person: Person, unit: Unit) -> None:
    position = Position.objects.create(agency=unit.agency, title="Phụ trách phòng", rank=40)
    PositionRole.objects.create(position=position, role=Role.UNIT_HEAD)
    post = Assignment(
        person=person,
        position=position,
        unit=unit,
        starts=today(),
        ends=today() + timedelta(days=DAYS),
    )
    assign(post, actor=None, may=lambda _post: True)


@pytest.fixture
def look(world, as_) -> Callable[[], dict[str, int]]:
    """What Diệp is told by every way."""
    planted, diep = Planted(world), world["diep"]
    a_document(world, title=f"Chỉnh trang tuyến đường {WORD} hai")
    settle_all()

    def looked() -> dict[str, int]:
        nearly = nearest(reach_of(diep), f"{WORD[:-1]}f")
        return {
            "found": find(diep, Wish(typed=WORD)).total,
            "counted": sum(map(len, find(diep, Wish()).choices.values())),
            "said": len(find(diep, Wish(typed=WORDS["comment 1"])).talk.hits),
            "suggested": len(suggestions(diep, WORD[:-2]).hits),
            "nearest": nearly.total if nearly else 0,
            "alike": len(similar_to(diep, planted.document)),
            "news": sum(count for _name, count in news_of(world, "diep")),
            "files": sum(
                as_("diep").get(f"/search/exports/{one.pk}/file").status_code == 200
                for one in Export.objects.all()
            ),
        }

    return looked


def test_a_deputy_finds_while_standing_in_and_not_after(world, as_, look):
    nothing = dict.fromkeys(look(), 0)
    assert look() == nothing
    diep = world["diep"]
    stands_in(diep, world.unit("KTHTĐT"))
    save(as_, "diep", f"q={WORD}")
    make(ask_for_export(diep, query=f"q={WORD}", kind=ExportKind.XLSX, language="vi").pk)
    a_document(world, title=f"Vỉa hè {WORD} ba")
    settle_all()
    shown = look()
    assert all(shown.values())
    assert (shown["found"], shown["news"]) == (3, 1)
    for days, is_over in ((DAYS, False), (DAYS + 1, True)):
        with turned_to(now() + timedelta(days=days)):
            Export.objects.update(asked_at=now())
            assert look() == (nothing if is_over else shown)
    with turned_to(now() + timedelta(days=DAYS + 1)):
        a_document(world, title=f"Vỉa hè {WORD} bốn")
        settle_all()
        assert look() == nothing
