"""Number: the signed document gets the next number of its series; void_number takes one back."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from approvals.steps import number_document, void_number
from docs_mgmt.clock import OFFICE_TIME, now, today, turned_to
from docs_mgmt.models import Body, Document, NumberSeries, PaperCopy, RegisterEntry
from docs_mgmt.queries.registers import entry_of, next_full_number, register_seen_by
from docs_mgmt.rules.flow import Obstacle, Stage, Step
from docs_mgmt.rules.particulars import RecipientFacts, SignatoryFacts
from docs_mgmt.rules.words import Capacity, CopyKind, EntryState
from tests.builders import World, a_document, a_token, a_walk
from tests.steps.ways import REASON, Asking, at

#: Stages at which a usual document stands ready, walked there once for the whole file.
READY = (Stage.SIGNED,)


def numbered(world: World, document: Document, *, by: str = "oanh") -> RegisterEntry:
    return number_document(document, actor=world[by], token=a_token())


def a_signed(world: World, type_key: str = "KH", **facts: object) -> Document:
    return a_document(world, at=Stage.SIGNED, type_key=type_key, **facts)


def signed_in_the_second_ward(world: World, type_key: str) -> Document:
    unit = world.unit("KTHTĐT", world.tan_lap)
    walk = a_walk(
        world,
        drafter="xa.tl",
        type_key=type_key,
        signatories=(SignatoryFacts(world["dung.tl"].pk, Capacity.HEAD),),
        recipients=(RecipientFacts("UBND thành phố"),),
    )
    walk.facts = type(walk.facts)(**{**vars(walk.facts), "unit": unit})
    return walk.to(Stage.SIGNED)


def test_the_clerk_gives_the_next_number_and_the_date(world):
    number = at(world, Step.NUMBER, Stage.SIGNED)
    entry = number.works()
    assert (entry.full, entry.number, entry.year) == ("01/KH-UBND", 1, today().year)
    assert (entry.date, entry.state) == (today(), EntryState.TAKEN)
    assert number.document.issued_on == today()
    assert number.entry().facts["number"] == "01/KH-UBND"
    assert (entry.type_and_title, entry.signer, entry.keeper, entry.copies) == (
        "Kế hoạch Chỉnh trang tuyến đường Bàu Sen năm 2026",
        "Tạ Quốc Vỹ",
        "VT, KTHTĐT",
        3,
    )
    assert entry.recipients == "UBND thành phố\nPhòng Văn hóa - Xã hội"


@pytest.mark.parametrize(
    "stage",
    [Stage.DRAFTED, Stage.CHECKED, Stage.APPROVED, Stage.PRINTED, Stage.NUMBERED, Stage.ISSUED],
)
def test_no_number_before_the_signature_and_no_second_one(world, stage):
    at(world, Step.NUMBER, stage).waits()


def test_only_the_clerk_of_the_agency_gives_numbers(world):
    at(world, Step.NUMBER, Stage.SIGNED).is_denied_to("linh", "luong", "vy", "tue", "em.tl")


def test_nothing_is_left_of_a_number_that_broke_off(world):
    number = at(world, Step.NUMBER, Stage.SIGNED)
    number.leaves_nothing_when_it_breaks()
    assert number.works().number == 1  # no gap is left either


def test_a_double_click_takes_one_number(world):
    at(world, Step.NUMBER, Stage.SIGNED).counts_once()


def test_the_mixed_scheme_of_the_first_ward(world):
    """Decisions, letters and the rest each count for themselves; a letter names its unit."""
    given = [
        numbered(world, a_signed(world, key)).full for key in ("QĐ", "CV", "KH", "TB", "QĐ", "CV")
    ]
    assert given == [
        "01/QĐ-UBND",
        "01/UBND-KTHTĐT",
        "01/KH-UBND",
        "02/TB-UBND",
        "02/QĐ-UBND",
        "02/UBND-KTHTĐT",
    ]
    keys = NumberSeries.objects.order_by("key").values_list("key", "last_number")
    assert list(keys) == [("ADMIN", 2), ("CV", 2), ("QĐ", 2)]


def test_the_single_scheme_of_the_second_ward(world):
    numbered(world, a_signed(world, "QĐ"))
    given = [
        numbered(world, signed_in_the_second_ward(world, key), by="em.tl").full
        for key in ("QĐ", "CV", "KH")
    ]
    assert given == ["01/QĐ-UBND", "02/UBND-KTHTĐT", "03/KH-UBND"]


def test_a_body_of_the_agency_has_a_series_of_its_own(world):
    document = a_signed(world, "QĐ")
    body = Body.objects.create(agency=world.hoa_minh, name="Hội đồng kỷ luật", abbreviation="HĐKL")
    Document.objects.filter(pk=document.pk).update(body=body)
    numbered(world, a_signed(world, "QĐ"))
    document.refresh_from_db()
    assert next_full_number(document, today().year) == "01/QĐ-HĐKL"
    assert numbered(world, document).full == "01/QĐ-HĐKL"


def test_without_a_scheme_no_number_is_given(world):
    document = a_signed(world)
    world.hoa_minh.schemes.all().delete()
    Asking(world, Step.NUMBER, document).waits(Obstacle.NO_SERIES)
    assert next_full_number(document, today().year) == ""


def test_a_number_never_has_an_earlier_date_than_the_one_before(world):
    """The machine's clock was ahead, and is set right again."""
    first, second = a_signed(world), a_signed(world)
    with turned_to(datetime(2026, 12, 20, 9, tzinfo=OFFICE_TIME)):
        numbered(world, first)
    with turned_to(datetime(2026, 12, 19, 9, tzinfo=OFFICE_TIME)):
        Asking(world, Step.NUMBER, second).waits(Obstacle.EARLIER_DATE)
    with turned_to(datetime(2026, 12, 20, 9, tzinfo=OFFICE_TIME)):
        assert numbered(world, second).full == "02/KH-UBND"


def test_the_year_turns_at_midnight_in_the_office_not_in_greenwich(world):
    documents = [a_signed(world) for _ in range(3)]
    year = today().year
    moments = (
        datetime(year, 12, 31, 23, 59, tzinfo=OFFICE_TIME),
        datetime(year + 1, 1, 1, 0, 1, tzinfo=OFFICE_TIME),  # still 31/12 in Greenwich
        datetime(year + 1, 1, 1, 7, 30, tzinfo=OFFICE_TIME),
    )
    given = []
    for moment, document in zip(moments, documents, strict=True):
        with turned_to(moment):
            entry = numbered(world, document)
            given.append((entry.full, entry.year, entry.date))
    assert given == [
        ("01/KH-UBND", year, date(year, 12, 31)),
        ("01/KH-UBND", year + 1, date(year + 1, 1, 1)),
        ("02/KH-UBND", year + 1, date(year + 1, 1, 1)),
    ]


def test_signed_in_the_old_year_and_numbered_in_the_new_one(world):
    """Signed on 31/12 and numbered on 02/01: number and date go together (domain.md 5.3.7)."""
    year = today().year
    old, late = a_walk(world), a_walk(world)
    with turned_to(datetime(year, 12, 31, 16, tzinfo=OFFICE_TIME)):
        numbered(world, old.to(Stage.SIGNED))
        late.to(Stage.SIGNED)
    with turned_to(datetime(year + 1, 1, 2, 8, tzinfo=OFFICE_TIME)):
        entry = numbered(world, late.document)
    assert (entry.full, entry.year, entry.date) == ("01/KH-UBND", year + 1, date(year + 1, 1, 2))


def test_the_database_gives_a_document_one_live_number(world):
    document = a_document(world, at=Stage.NUMBERED)
    entry = entry_of(document)
    entry.pk, entry.number, entry.full = None, 99, "99/KH-UBND"
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save(force_insert=True)


# --- void a number


def test_a_voided_number_stays_as_a_row_and_the_next_one_goes_on(world):
    first, second = (a_document(world, at=Stage.NUMBERED) for _ in range(2))
    voiding = Asking(world, Step.VOID_NUMBER, first)
    entry = voiding.works()
    assert (entry.full, entry.state, entry.void_reason) == ("01/KH-UBND", EntryState.VOID, REASON)
    assert REASON in entry.remark
    assert (voiding.document.stage, voiding.document.issued_on) == (Stage.SIGNED, None)
    assert entry_of(first) is None
    assert numbered(world, first).full == "03/KH-UBND"
    book = register_seen_by(world["oanh"], world.hoa_minh, today().year)
    assert [(row.full, row.state, row.document) for row in book] == [
        ("01/KH-UBND", EntryState.VOID, first),
        ("02/KH-UBND", EntryState.TAKEN, second),
        ("03/KH-UBND", EntryState.TAKEN, first),
    ]


def test_voiding_spoils_the_sealed_copies_and_the_signed_original_stays(world):
    voiding = at(world, Step.VOID_NUMBER, Stage.SEALED)
    voiding.works()
    copies = PaperCopy.objects.filter(document=voiding.document)
    assert {(copy.kind, copy.spoiled_at is None) for copy in copies} == {
        (CopyKind.ORIGINAL, True),
        (CopyKind.OFFICIAL, False),
    }
    assert set(copies.filter(kind=CopyKind.OFFICIAL).values_list("spoiled_why")) == {(REASON,)}
    assert voiding.document.signatories.get().signed_how == "ink"


@pytest.mark.parametrize("stage", [Stage.SIGNED, Stage.ISSUED, Stage.ARCHIVED])
def test_what_has_no_number_or_has_left_the_house_is_not_voided(world, stage):
    at(world, Step.VOID_NUMBER, stage).waits()


def test_only_the_clerk_voids_a_number(world):
    at(world, Step.VOID_NUMBER, Stage.NUMBERED).is_denied_to("linh", "vy", "khai", "tue", "em.tl")


def test_nothing_is_left_of_a_voiding_that_broke_off(world):
    at(world, Step.VOID_NUMBER, Stage.SEALED).leaves_nothing_when_it_breaks()


def test_a_double_click_voids_once(world):
    at(world, Step.VOID_NUMBER, Stage.NUMBERED).counts_once()


def test_voiding_wants_a_reason(world):
    document = a_document(world, at=Stage.NUMBERED)
    with pytest.raises(ValidationError):
        void_number(document, reason="", actor=world["oanh"], token=a_token())


def test_a_document_whose_number_is_void_is_sealed_again_under_its_new_one(world):
    document = a_document(world, at=Stage.SEALED)
    Asking(world, Step.VOID_NUMBER, document).take()
    with turned_to(now() + timedelta(minutes=1)):
        numbered(world, document)
        Asking(world, Step.SEAL, document).works()
    live = PaperCopy.objects.filter(document=document, spoiled_at__isnull=True)
    assert live.filter(kind=CopyKind.OFFICIAL).count() == 4
