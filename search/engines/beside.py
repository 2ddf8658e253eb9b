"""Counts that a second core makes while the hits are found and looked up."""

import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache

Counts = dict[str, dict[str, int]]


class Beside(Mapping[str, dict[str, int]]):
    """Counts that are being made in a thread; who reads them waits until they are there."""

    def __init__(self, work: Callable[[], Counts]) -> None:
        self._counts: Future[Counts] = _threads_of(os.getpid()).submit(work)

    def __getitem__(self, name: str) -> dict[str, int]:
        return self._counts.result()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._counts.result())

    def __len__(self) -> int:
        return len(self._counts.result())


@lru_cache(maxsize=1)
def _threads_of(_process: int) -> ThreadPoolExecutor:
    """The threads of this process; a child of it has none of its parent's."""
    return ThreadPoolExecutor(thread_name_prefix="counts")
