"""Work cut into parts and done by several processes at once, given back in its order.

Knows no database and no index: what a process needs, it sets up by `begin`.
"""

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import current_process, get_context, parent_process
from typing import TypeVar

Part = TypeVar("Part")
Done = TypeVar("Done")
#: More processes wait for the one that puts in; each takes 200 MB.
MOST = 4
#: So many parts wait at each process, so that memory does not grow with the archive.
_WAITING = 2


def hands() -> int:
    """How many processes work at once here; one: nobody helps."""
    return 1 if current_process().daemon else min(os.cpu_count() or 1, MOST)


def done_in_turn(
    work: Callable[[Part], Done], parts: Iterable[Part], *, begin: Callable[[], object]
) -> Iterator[Done]:
    """Do each part in one of the processes; gives what they make in the order of the parts."""
    many = hands()
    with ProcessPoolExecutor(
        many,
        mp_context=get_context("spawn"),  # a fork would carry open connections over
        initializer=begin,  # before the module of `work` is read there
    ) as pool:
        waiting: deque[Future[Done]] = deque()
        try:
            for part in parts:
                waiting.append(pool.submit(work, part))
                if len(waiting) > _WAITING * many:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for one in waiting:
                one.cancel()


def end_with_the_one_who_asks() -> None:
    """In a process that works: do not outlive the one that gave the work."""
    threading.Thread(target=_wait_and_end, daemon=True).start()


def _wait_and_end() -> None:
    asking = parent_process()
    if asking is not None:
        asking.join()
        os._exit(1)
