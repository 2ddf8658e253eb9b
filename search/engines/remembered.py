"""What an engine answered a moment ago, for as long as its index is the same."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

AnswerT = TypeVar("AnswerT")


class Asked:
    """What an answer depends on, told apart from others by a number that is worked out once."""

    __slots__ = ("_hash", "_told")

    def __init__(self, *told: Hashable) -> None:
        self._told, self._hash = told, hash(told)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Asked) and self._told == other._told


class Remembered:
    """Who comes back from a document to the list, turns its pages or sorts it, asks the same again.

    An answer is kept under everything that it depends on, the reader's tokens included, and only
    for one state of the index; whether each hit may be seen is asked of the database every time.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._state: object = None
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def answer(self, state: object, asked: Hashable, work: Callable[[], AnswerT]) -> AnswerT:
        """The answer to what was asked, worked out where it is not known for this state."""
        with self._lock:
            if state != self._state:
                self._state = state
                self._answers.clear()
            if asked in self._answers:
                self._answers.move_to_end(asked)
                known: AnswerT = self._answers[asked]
                return known
        found = work()
        with self._lock:
            if state == self._state:
                self._answers[asked] = found
                while len(self._answers) > self._most:
                    self._answers.popitem(last=False)
        return found
