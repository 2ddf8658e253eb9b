"""What a broken parser may do inside a child; called there by name."""

import ctypes
import os
import socket
import sys


def answer(value: int) -> int:
    return value


def loop() -> None:
    while True:
        pass


def eat_memory() -> None:
    held = []
    while True:
        held.append(bytearray(16 * 1024 * 1024))


def fork() -> str:
    try:
        if os.fork() == 0:
            while True:
                pass
    except OSError:
        return "refused"
    return "forked"


def start_a_program() -> str:
    try:
        os.execv("/bin/true", ["/bin/true"])
    except OSError:
        return "refused"


def connect(port: int) -> str:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2):
            return "connected"
    except OSError:
        return "refused"


def write_a_huge_file() -> None:
    with open("huge", "wb") as file:  # noqa: PTH123
        file.truncate(10 * 1024**3)
        file.seek(9 * 1024**3)
        file.write(b"x")


def crash() -> None:
    ctypes.string_at(0)


def abort() -> None:
    os.abort()


def raise_an_error() -> None:
    raise RuntimeError


def print_rubbish() -> int:
    sys.stdout.write("rubbish")
    sys.stdout.flush()
    os.write(1, b"more rubbish")
    return 7


def leave() -> None:
    os._exit(0)


def answer_too_much() -> str:
    return "x" * (65 * 1024 * 1024)


def environment() -> list[str]:
    return sorted(os.environ)
