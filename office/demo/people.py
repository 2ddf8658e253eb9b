"""The people of the demo: two wards, their units, desks and posts; all names are invented."""

from dataclasses import dataclass
from datetime import date

from approvals.models import Route, RouteLeg
from docs_mgmt.models import (
    Agency,
    Assignment,
    Desk,
    DocumentType,
    NumberingScheme,
    Person,
    Position,
    PositionRole,
    SchemeRow,
    Seal,
    Unit,
)
from docs_mgmt.rules.document_types import OWN_SERIES
from docs_mgmt.rules.numbering import LETTERS
from docs_mgmt.rules.words import Capacity, CheckKind, Role, SchemeKind
from docs_mgmt.writes.assign import assign, serve
from docs_mgmt.writes.configure import configure

#: Everybody holds their post since before the oldest document of the archive.
SINCE = date(2022, 1, 3)


@dataclass(frozen=True)
class PostFacts:
    """One person's post: where, with which title, roles and capacity to sign."""

    username: str
    full_name: str
    place: str
    title: str
    roles: tuple[Role, ...]
    rank: int = 10
    signs_as: Capacity | None = None
    address_form: str = ""


@dataclass(frozen=True)
class WardFacts:
    """One ward: names, units, scheme and posts."""

    code: str
    name: str
    short_name: str
    place: str
    scheme: SchemeKind
    units: tuple[tuple[str, str], ...]
    posts: tuple[PostFacts, ...]
    phone: str


_O, _H, _F, _L = Role.OFFICER, Role.UNIT_HEAD, Role.FORM_CHECKER, Role.LEADER
DESK = "desk"

HOA_MINH = WardFacts(
    code="hoa-minh",
    name="Ủy ban nhân dân phường Hòa Minh",
    short_name="UBND phường Hòa Minh",
    place="Hòa Minh",
    scheme=SchemeKind.MIXED,
    units=(
        ("VP", "Văn phòng HĐND và UBND"),
        ("KTHTĐT", "Phòng Kinh tế, Hạ tầng và Đô thị"),
        ("VHXH", "Phòng Văn hóa - Xã hội"),
        ("TTPVHCC", "Trung tâm Phục vụ hành chính công"),
    ),
    posts=(
        PostFacts("linh", "Hồ Thị Nhật Linh", "KTHTĐT", "Chuyên viên", (_O,), 10, None, "bà"),
        PostFacts("khoa", "Lê Anh Khoa", "KTHTĐT", "Chuyên viên", (_O,), 10, None, "ông"),
        PostFacts("bach", "Mai Xuân Bách", "VHXH", "Chuyên viên", (_O,), 10, None, "ông"),
        PostFacts("diep", "Phan Thị Ngọc Diệp", "VHXH", "Chuyên viên", (_O,), 10, None, "bà"),
        PostFacts("tran", "Ngô Bảo Trân", "VP", "Chuyên viên", (_O,), 10, None, "bà"),
        PostFacts("luong", "Võ Tấn Lượng", "KTHTĐT", "Trưởng phòng", (_O, _H), 40, None, "ông"),
        PostFacts("hanhvh", "Trần Thị Mỹ Hạnh", "VHXH", "Trưởng phòng", (_O, _H), 40, None, "bà"),
        PostFacts("chi", "Trịnh Quỳnh Chi", "TTPVHCC", "Giám đốc", (_O, _H), 40, None, "bà"),
        PostFacts(
            "nhan",
            "Đoàn Trọng Nhân",
            "VP",
            "Chánh Văn phòng",
            (_O, _H, _F),
            50,
            Capacity.BY_ORDER,
            "ông",
        ),
        PostFacts("vy", "Tạ Quốc Vỹ", "VP", "Phó Chủ tịch", (_L,), 80, Capacity.DEPUTY, "ông"),
        PostFacts(
            "hanh", "Lương Thị Mỹ Hạnh", "VP", "Phó Chủ tịch", (_L,), 80, Capacity.DEPUTY, "bà"
        ),
        PostFacts("khai", "Đặng Hữu Khải", "VP", "Chủ tịch", (_L,), 90, Capacity.HEAD, "ông"),
        PostFacts("oanh", "Cao Thị Kim Oanh", DESK, "Văn thư", (Role.CLERK,), 10, None, "bà"),
        PostFacts("tue", "Châu Minh Tuệ", "VP", "Lưu trữ", (Role.ARCHIVIST,), 10, None, "ông"),
        PostFacts(
            "quantri",
            "Nguyễn Văn Hậu",
            "VP",
            "Quản trị hệ thống",
            (Role.ADMINISTRATOR,),
            5,
            None,
            "ông",
        ),
    ),
    phone="0236 3 000 000",
)

TAN_LAP = WardFacts(
    code="tan-lap",
    name="Ủy ban nhân dân phường Tân Lập",
    short_name="UBND phường Tân Lập",
    place="Tân Lập",
    scheme=SchemeKind.SINGLE,
    units=(("VP", "Văn phòng HĐND và UBND"), ("KTHTĐT", "Phòng Kinh tế, Hạ tầng và Đô thị")),
    posts=(
        PostFacts("an.tl", "Phùng Thị An", "VP", "Chuyên viên", (_O,), 10, None, "bà"),
        PostFacts("xa.tl", "Quách Thu Xa", "KTHTĐT", "Chuyên viên", (_O,), 10, None, "bà"),
        PostFacts("binh.tl", "Kiều Thanh Bình", "KTHTĐT", "Trưởng phòng", (_O, _H), 40),
        PostFacts(
            "cuong.tl",
            "Đỗ Mạnh Cường",
            "VP",
            "Chánh Văn phòng",
            (_O, _H, _F),
            50,
            Capacity.BY_ORDER,
        ),
        PostFacts("dung.tl", "Lưu Tiến Dũng", "VP", "Chủ tịch", (_L,), 90, Capacity.HEAD, "ông"),
        PostFacts("em.tl", "Hà Thị Em", DESK, "Văn thư", (Role.CLERK,), 10, None, "bà"),
    ),
    phone="0236 3 000 001",
)

WARDS = (HOA_MINH, TAN_LAP)


def make_people(*, years: range) -> None:
    """Set both wards up: posts, desks, routes, schemes, seals; for an empty installation."""
    for ward in WARDS:
        agency = _make_agency(ward)
        units = _make_units(agency, ward)
        desk = configure(Desk(name=f"Văn thư {ward.short_name}"), actor=None)
        serve(desk, agency, since=SINCE, actor=None, may=_the_demo_may)
        for facts in ward.posts:
            _make_post(agency, units, desk, facts)
        _make_route(agency)
        _make_schemes(agency, ward.scheme, years)
        configure(Seal(agency=agency, name=f"Dấu {ward.short_name}"), actor=None)


def _the_demo_may(_row: object) -> bool:
    return True


def _make_agency(ward: WardFacts) -> Agency:
    return configure(
        Agency(
            code=ward.code,
            name=ward.name,
            short_name=ward.short_name,
            letterhead=f"ỦY BAN NHÂN DÂN\nPHƯỜNG {ward.place.upper()}",
            place=ward.place,
            collective="ỦY BAN NHÂN DÂN",
            head_title="CHỦ TỊCH",
            level="ward",
            address=f"Số 1, đường Mẫu, phường {ward.place}",
            phone=ward.phone,
            is_sample=True,
        ),
        actor=None,
    )


def _make_units(agency: Agency, ward: WardFacts) -> dict[str, Unit]:
    return {
        code: configure(Unit(agency=agency, code=code, name=name), actor=None)
        for code, name in ward.units
    }


def _make_post(agency: Agency, units: dict[str, Unit], desk: Desk, facts: PostFacts) -> None:
    position = Position.objects.filter(agency=agency, title=facts.title).first()
    if position is None:
        position = configure(
            Position(agency=agency, title=facts.title, rank=facts.rank, signs_as=facts.signs_as),
            actor=None,
            then=lambda row: _give_roles(row, facts.roles),
        )
    person = Person(
        username=facts.username, full_name=facts.full_name, address_form=facts.address_form
    )
    person.set_unusable_password()
    person = configure(person, actor=None)
    assign(
        Assignment(
            person=person,
            position=position,
            unit=units.get(facts.place),
            desk=desk if facts.place == DESK else None,
            starts=SINCE,
        ),
        actor=None,
        may=_the_demo_may,
    )


def _give_roles(position: Position, roles: tuple[Role, ...]) -> None:
    PositionRole.objects.bulk_create(PositionRole(position=position, role=role) for role in roles)


def _make_route(agency: Agency) -> None:
    legs = (
        (CheckKind.CONTENT, Role.UNIT_HEAD),
        (CheckKind.FORM, Role.FORM_CHECKER),
        (CheckKind.APPROVAL, None),
    )
    configure(
        Route(agency=agency, name="Nội dung, thể thức, duyệt"),
        actor=None,
        then=lambda route: _make_legs(route, legs),
    )


def _make_legs(route: Route, legs: tuple[tuple[CheckKind, Role | None], ...]) -> None:
    RouteLeg.objects.bulk_create(
        RouteLeg(route=route, order=order, kind=kind, role=role)
        for order, (kind, role) in enumerate(legs, 1)
    )


def _make_schemes(agency: Agency, kind: SchemeKind, years: range) -> None:
    own = {key: key for key in OWN_SERIES} | {"CV": LETTERS}
    for year in years:
        configure(
            NumberingScheme(agency=agency, year=year, kind=kind),
            actor=None,
            then=lambda scheme: _make_rows(scheme, own) if kind is SchemeKind.MIXED else None,
        )


def _make_rows(scheme: NumberingScheme, own: dict[str, str]) -> None:
    types = {row.key: row for row in DocumentType.objects.filter(key__in=own)}
    SchemeRow.objects.bulk_create(
        SchemeRow(scheme=scheme, type=types[key], key=series) for key, series in own.items()
    )
