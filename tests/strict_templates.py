"""In the tests, a variable that a template of ours does not know is a mistake, no empty text."""

import sys
from pathlib import Path

from django.template.base import Node

TEMPLATES = str(Path(__file__).resolve().parent.parent / "templates")


class Unknown(str):
    """What stands in for an unknown variable; in a template of ours it stops the test.

    Templates of other packages may leave variables open: theirs stay empty.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        """Django asks for the text when it draws; `{% if %}` asks whether there is a row.

        A row that is not there (a version without its PDF) is no mistake: the answer is no.
        """
        return sys._getframe(1).f_code.co_name == "resolve"

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, variable: object) -> str:
        origin = _origin()
        assert not origin.startswith(TEMPLATES), f"{origin}: unknown variable {variable}"
        return ""


def _origin() -> str:
    """The template in which the variable stands: that of the innermost node being drawn."""
    frame = sys._getframe(1)
    while frame is not None:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None) is not None:
            return str(node.origin.name)
        frame = frame.f_back
    return ""


UNKNOWN = Unknown("%s")
