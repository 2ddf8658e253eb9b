"""The lines above a signature: every case of the decree (domain.md 6)."""

import pytest

from docs_mgmt.rules.signature_block import block_lines
from docs_mgmt.rules.words import Authority, Capacity

_BODY, _HEAD = Authority.COLLECTIVE, Authority.HEAD


def block(capacity: Capacity, authority: Authority, own: str, unit_head: str = "") -> list[str]:
    return list(
        block_lines(
            capacity,
            authority,
            collective="Ủy ban nhân dân",
            head_title="Chủ tịch",
            own_title=own,
            unit_head_title=unit_head,
        )
    )


@pytest.mark.parametrize(
    ("capacity", "authority", "own", "lines"),
    [
        (Capacity.HEAD, _BODY, "Chủ tịch", "TM. ỦY BAN NHÂN DÂN|CHỦ TỊCH"),
        (Capacity.HEAD, _HEAD, "Chủ tịch", "CHỦ TỊCH"),
        (
            Capacity.DEPUTY,
            _BODY,
            "Phó Chủ tịch",
            "TM. ỦY BAN NHÂN DÂN|KT. CHỦ TỊCH|PHÓ CHỦ TỊCH",
        ),
        (Capacity.DEPUTY, _HEAD, "Phó Chủ tịch", "KT. CHỦ TỊCH|PHÓ CHỦ TỊCH"),
        (Capacity.ACTING_HEAD, _BODY, "Chủ tịch", "TM. ỦY BAN NHÂN DÂN|Q. CHỦ TỊCH"),
        (Capacity.ACTING_HEAD, _HEAD, "Chủ tịch", "Q. CHỦ TỊCH"),
        (Capacity.BY_ORDER, _HEAD, "Chánh Văn phòng", "TL. CHỦ TỊCH|CHÁNH VĂN PHÒNG"),
        (Capacity.BY_ORDER, _BODY, "Chánh Văn phòng", "TL. CHỦ TỊCH|CHÁNH VĂN PHÒNG"),
        (Capacity.AUTHORISED, _HEAD, "Trưởng phòng", "TUQ. CHỦ TỊCH|TRƯỞNG PHÒNG"),
        (Capacity.AUTHORISED, _BODY, "Trưởng phòng", "TUQ. CHỦ TỊCH|TRƯỞNG PHÒNG"),
    ],
)
def test_the_block_of_each_capacity(capacity, authority, own, lines):
    assert block(capacity, authority, own) == lines.split("|")


@pytest.mark.parametrize("authority", [_BODY, _HEAD])
def test_the_deputy_of_a_unit_head_signs_by_order_and_for_the_unit_head(authority):
    """CV 3954/UBND-VX is signed so: TL. CHỦ TỊCH / KT. CHÁNH VĂN PHÒNG / PHÓ CHÁNH VĂN PHÒNG."""
    assert block(Capacity.BY_ORDER_DEPUTY, authority, "Phó Chánh Văn phòng", "Chánh Văn phòng") == [
        "TL. CHỦ TỊCH",
        "KT. CHÁNH VĂN PHÒNG",
        "PHÓ CHÁNH VĂN PHÒNG",
    ]


def test_nothing_of_the_heads_own_authority_is_signed_for_the_collective():
    for capacity in Capacity:
        assert not any(line.startswith("TM.") for line in block(capacity, _HEAD, "Chủ tịch", "X"))
