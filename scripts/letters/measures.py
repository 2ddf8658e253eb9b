"""Measures of the page, and how wide a line of Times New Roman comes out."""

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
TOP, BOTTOM, LEFT, RIGHT = 20.0, 20.0, 32.0, 18.0
TYPE_WIDTH = PAGE_WIDTH - LEFT - RIGHT
INDENT = 12.7

_NARROW = set("iìíĩỉịltfrjI.,;:-()/' ")
_WIDE = set("mwMWĐNGHOQDCVUƯKÔƠAÂĂ%")


def width_of(text: str, size: float) -> float:
    """About how many millimetres a bold line of this size takes."""
    ems = 0.0
    for letter in text:
        if letter in _NARROW:
            ems += 0.30
        elif letter in _WIDE:
            ems += 0.74
        else:
            ems += 0.66 if letter.isupper() else 0.50
    return ems * size * 25.4 / 72


def even_width(text: str, size: float, most: float) -> float:
    """The width in which a centred text breaks into lines of about equal length."""
    whole = width_of(text, size)
    lines = max(
        1, -(-whole * 1.08 // most)
    )  # one short word left over looks worse than an early break
    return most if lines == 1 else min(most, whole / lines * 1.10 + 6)
