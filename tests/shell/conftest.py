"""A small office at whose door the tests stand: one sample agency, one real one."""

from datetime import date

import pytest

from docs_mgmt.models import Agency, Assignment, Person, Position, PositionRole, Unit
from docs_mgmt.rules.words import Role

PASSWORD = "ba tu ghep lai"


def an_agency(code: str, *, is_sample: bool) -> Agency:
    return Agency.objects.create(
        code=code,
        name=f"Ủy ban nhân dân phường {code}",
        short_name=f"UBND phường {code}",
        place=code,
        collective="ỦY BAN NHÂN DÂN",
        head_title="CHỦ TỊCH",
        is_sample=is_sample,
    )


def a_person(username: str, full_name: str, title: str, unit: Unit, *roles: Role) -> Person:
    person = Person.objects.create_user(username, PASSWORD, full_name=full_name)
    position = Position.objects.create(agency=unit.agency, title=title)
    for role in roles:
        PositionRole.objects.create(position=position, role=role)
    Assignment.objects.create(person=person, position=position, unit=unit, starts=date(2020, 1, 1))
    return person


@pytest.fixture
def sample_unit(db) -> Unit:
    agency = an_agency("hoa-minh", is_sample=True)
    return Unit.objects.create(agency=agency, code="KT", name="Phòng Kinh tế")


@pytest.fixture
def linh_the_officer(sample_unit) -> Person:
    return a_person("linh", "Hồ Thị Nhật Linh", "Chuyên viên", sample_unit, Role.OFFICER)


@pytest.fixture
def oanh_the_clerk(sample_unit) -> Person:
    return a_person("oanh", "Cao Thị Kim Oanh", "Văn thư", sample_unit, Role.CLERK)


@pytest.fixture
def an_the_real_officer(db) -> Person:
    agency = an_agency("that", is_sample=False)
    unit = Unit.objects.create(agency=agency, code="VP", name="Văn phòng")
    return a_person("an", "Lê Văn An", "Chuyên viên", unit, Role.OFFICER)


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
