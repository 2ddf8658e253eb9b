"""The signature block as a small grammar (NĐ 30/2020, Đ13; Phụ lục I, II.7)."""

from docs_mgmt.rules.words import Authority, Capacity


def block_lines(
    capacity: Capacity,
    authority: Authority,
    *,
    collective: str,
    head_title: str,
    own_title: str,
    unit_head_title: str = "",
) -> tuple[str, ...]:
    """Give the lines above the signature, in capitals, without the name.

    Only head, acting head and deputy sign for the collective (Đ13.2); TL. and TUQ. name the head.
    """
    head, own = head_title.upper(), own_title.upper()
    match capacity:
        case Capacity.HEAD:
            lines: tuple[str, ...] = (head,)
        case Capacity.ACTING_HEAD:
            lines = (f"Q. {head}",)
        case Capacity.DEPUTY:
            lines = (f"KT. {head}", own)
        case Capacity.BY_ORDER:
            return (f"TL. {head}", own)
        case Capacity.BY_ORDER_DEPUTY:
            return (f"TL. {head}", f"KT. {unit_head_title.upper()}", own)
        case Capacity.AUTHORISED:
            return (f"TUQ. {head}", own)
    if authority is Authority.COLLECTIVE:
        return (f"TM. {collective.upper()}", *lines)
    return lines
