"""How fast the engine answers on made documents: build, classes of questions, broad and narrow.

.venv/bin/python -m bench.search_engine 20000
"""

import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from bench.made_texts import made_rows
from search.engine import Ask
from search.engines.tantivy import TantivyEngine
from search.rules.entry import Entry
from search.rules.question import read_question

KINDS = ["QĐ", "KH", "BC", "TB", "CV", "TTr"]
QUESTIONS = {
    "one common word": ["phường", "kinh phí", "kế hoạch"],
    "two words without marks": ["rac thai", "ho so", "giao thong"],
    "four words with marks": ["phân loại rác thải", "bàn giao tài sản", "tiếp công dân phường"],
    "seven words with marks": ["phê duyệt dự toán kinh phí công trình nâng"],
    "an abbreviation": ["UBND phường", "GPMB đường giao thông"],
    "a number": ["123/QĐ-UBND", "kế hoạch số 45", "77/2024"],
    "a number that is not there": ["99999/QĐ-UBND"],
    "still typing": ["kế hoạch ph", "bao cao k"],
    "nothing typed": [""],
}
READERS = {"broad": frozenset({"p1", "agency1@DRAFTED"}), "narrow": frozenset({"p7", "u3"})}


def made_entries(count: int, seed: int = 1) -> Iterator[Entry]:
    """Documents as an office has them, a tenth of them seen by a narrow reader."""
    chance = random.Random(seed)  # noqa: S311 -- made documents, the same ones each time
    for pk in range(1, count + 1):
        title, rows = made_rows(chance)
        kind = KINDS[pk % len(KINDS)]
        day = date(2016, 1, 1) + timedelta(days=pk % 3600)
        yield Entry(
            id=pk,
            title=title,
            body=". ".join(rows),
            meta=("Ủy ban nhân dân phường Hòa Minh", "Tạ Quốc Vỹ"),
            number=f"{pk % 4000 + 1:02d}/{kind}-UBND",
            kind=kind,
            unit=str(pk % 6 + 1),
            year=day.year,
            stage="ARCHIVED",
            issued=day,
            readers=frozenset(
                {"agency1@DRAFTED", f"p{pk % 300}", *({"u3"} if pk % 10 == 3 else ())}
            ),
        )


def measure(count: int, folder: Path) -> dict[str, object]:
    """Build once, ask every class as both readers; milliseconds at the middle and at 95 %."""
    engine = TantivyEngine(folder)
    began = time.perf_counter()
    engine.rebuild(made_entries(count))
    built = time.perf_counter() - began
    figures: dict[str, object] = {"documents": count, "build_seconds": round(built, 1)}
    figures["bytes"] = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    for reader, tokens in READERS.items():
        for name, typed in QUESTIONS.items():
            figures[f"{name}, {reader}"] = _times(lambda q, t=tokens: _ask(engine, q, t), typed)
    update = next(made_entries(1, seed=2))
    figures["one update"] = _times(lambda _: engine.write([update]), ["x"], rounds=5)
    return figures


def _ask(engine: TantivyEngine, typed: str, tokens: frozenset[str]) -> None:
    engine.search(Ask(question=read_question(typed), readers=tokens))


def _times(act: Callable[[str], None], typed: list[str], rounds: int = 30) -> dict[str, float]:
    taken = []
    for _ in range(rounds):
        for one in typed:
            began = time.perf_counter()
            act(one)
            taken.append((time.perf_counter() - began) * 1000)
    taken.sort()
    return {
        "p50": round(statistics.median(taken), 2),
        "p95": round(taken[int(len(taken) * 0.95)], 2),
    }


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        told = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000, Path(place) / "index")
    print(json.dumps(told, ensure_ascii=False, indent=1))
