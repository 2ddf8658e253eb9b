"""The process that opens one foreign file and ends; it knows neither Django nor the database.

`python -m docs_mgmt.files.child module:function …` takes a request and answers, both in JSON;
`python -m docs_mgmt.files.child program …` becomes another program under the same limits.
"""

import importlib
import json
import os
import sys
from collections.abc import Callable
from typing import Any

from docs_mgmt.files import limits
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.rules.refusals import Refusal


def main(arguments: list[str]) -> int:
    """Put the limits on, then do the one thing asked."""
    job, seconds, memory, *rest = arguments
    limits.put_on(seconds=int(seconds), memory=int(memory), may_start_programs=job == "program")
    if job == "program":
        os.execv(rest[0], rest)  # noqa: S606 -- no shell, and the caller names the program
    # Libraries that print must not spoil the answer.
    answer = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="replace")
    os.dup2(2, 1)
    request = json.loads(sys.stdin.buffer.read())
    with answer:
        json.dump(_answered(job, request), answer, ensure_ascii=False)
    return 0


def _answered(job: str, request: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"answer": _function(job)(**request)}
    except FileRefusedError as error:
        return {"refused": error.reason.value, "facts": error.facts}
    except MemoryError:
        return {"refused": Refusal.TOO_HEAVY.value, "facts": {}}


def _function(job: str) -> Callable[..., Any]:
    module, _, name = job.partition(":")
    function: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return function


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
