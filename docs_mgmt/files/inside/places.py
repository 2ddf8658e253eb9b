"""Where on a page a mark may stand, in points from its lower left corner as it is shown."""

from typing import NamedTuple

MM = 72 / 25.4

#: The QR alone, and its block with the white around it and the lines below.
QR_SIDE = 22 * MM
BLOCK_WIDTH = 25 * MM
BLOCK_HEIGHT = 33 * MM
#: Printers leave the edge of a sheet white.
EDGE = 3 * MM
#: Lawful documents end this far above the edge (Decree 30/2020, annex I: 20-25 mm).
FOOT = 20 * MM
MARK_LENGTH = 50 * MM
MARK_HEIGHT = 5 * MM
_STEP = 6 * MM


class Box(NamedTuple):
    """A part of a page."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: "Box") -> bool:
        """Whether the two share any of the page."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )


def block_places(width: float, height: float) -> list[Box]:
    """Places for the QR, the best first: up the left margin from the foot, then the others."""
    places = [
        _block(left, bottom)
        for left in (EDGE, width - EDGE - BLOCK_WIDTH)
        for bottom in _steps(FOOT, height - EDGE - BLOCK_HEIGHT)
    ]
    places += [
        _block(left, bottom)
        for bottom in (EDGE, height - EDGE - BLOCK_HEIGHT)
        for left in _steps(EDGE, width - EDGE - BLOCK_WIDTH)
    ]
    return [place for place in places if _is_on(place, width, height)] or [_block(0, 0)]


def mark_places(width: float, height: float, taken: Box | None) -> list[Box]:
    """Places for the mark of a sample: top and bottom margin, then upright in the side margins."""
    edges = (height - EDGE - MARK_HEIGHT, EDGE, height - EDGE - 2 * MARK_HEIGHT, EDGE + MARK_HEIGHT)
    columns = (width - 15 * MM - MARK_LENGTH, 30 * MM, (width - MARK_LENGTH) / 2)
    places = [
        Box(left, bottom, left + MARK_LENGTH, bottom + MARK_HEIGHT)
        for bottom in edges
        for left in columns
    ]
    places += [
        Box(left, bottom, left + MARK_HEIGHT, bottom + MARK_LENGTH)
        for left in (EDGE, width - EDGE - MARK_HEIGHT)
        for bottom in ((height - MARK_LENGTH) / 2, height - FOOT - MARK_LENGTH, FOOT)
    ]
    fitting = [place for place in places if _is_on(place, width, height)]
    free = [place for place in fitting if taken is None or not place.meets(taken)]
    return free or fitting or [Box(0, 0, MARK_LENGTH, MARK_HEIGHT)]


def _block(left: float, bottom: float) -> Box:
    return Box(left, bottom, left + BLOCK_WIDTH, bottom + BLOCK_HEIGHT)


def _is_on(box: Box, width: float, height: float) -> bool:
    return box.left >= 0 and box.bottom >= 0 and box.right <= width and box.top <= height


def _steps(first: float, last: float) -> list[float]:
    count = int((last - first) / _STEP) if last > first else 0
    return [first + number * _STEP for number in range(count + 1)]
