"""A form that knows who fills it in."""

from typing import Any

from docs_mgmt.forms._base import DeedForm
from docs_mgmt.models import Person


class ReaderForm(DeedForm):
    """A form for one deed of one person."""

    def __init__(self, *args: Any, reader: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader
