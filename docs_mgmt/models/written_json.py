"""How a column keeps the words of a document: as they are written."""

import json
from typing import Any


class WrittenEncoder(json.JSONEncoder):
    """JSON with the letters themselves: «ủ», where Python writes six signs for each of them.

    Ten pages are read from such a column in a ninth of the time (docs/decisions/0027).
    """

    def encode(self, o: Any) -> str:
        """The value as JSON; halves of letters, which no database takes, stay escaped."""
        written = json.dumps(o, ensure_ascii=False)
        try:
            written.encode()
        except UnicodeEncodeError:
            return super().encode(o)
        return written
