"""Write documents.jsonl and queries.jsonl from the source; a test keeps them current.

.venv/bin/python -m tests.relevance.make_set
"""

import json
from collections.abc import Iterable
from pathlib import Path

from tests.relevance.documents import TYPE_NAMES, all_documents
from tests.relevance.office import UNITS
from tests.relevance.questions import all_questions

FOLDER = Path(__file__).parent


def set_lines() -> dict[str, list[str]]:
    """The lines of both files."""
    documents = all_documents()
    rows = [
        {
            "id": one.id,
            "number": one.number,
            "type": TYPE_NAMES[one.type],
            "office": one.office,
            "unit": UNITS[one.unit],
            "field": one.field,
            "issued": one.issued.isoformat(),
            "signer": one.signer,
            "title": one.title,
            "body": one.body,
            "readers": list(one.readers),
        }
        for one in documents
    ]
    questions = [
        {
            "qid": f"{one.kind}-{at}",
            "text": one.text,
            "reader": list(one.reader),
            "class": one.kind,
            "judged": one.judged,
        }
        for at, one in enumerate(all_questions(documents), 1)
    ]
    return {"documents.jsonl": _lines(rows), "queries.jsonl": _lines(questions)}


def _lines(rows: Iterable[dict[str, object]]) -> list[str]:
    return [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]


if __name__ == "__main__":
    for name, lines in set_lines().items():
        (FOLDER / name).write_text("".join(lines), encoding="utf-8")
