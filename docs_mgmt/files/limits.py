"""What a child that opens foreign files may not do; put on inside the child, by itself."""

import contextlib
import ctypes
import errno
import platform
import resource
import struct

#: Bytes that one file written by a child may have.
FILE_SIZE = 512 * 1024 * 1024
#: Binds where the office does not run as root; as root the seccomp filter stands in for it.
PROCESSES = 1024

_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER_MODE = 38, 22, 2
_LOAD, _JUMP_EQUAL, _JUMP_ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
_CLONE_THREAD = 0x00010000
_INTERNET = (2, 10)  # AF_INET, AF_INET6


class _Calls:
    """Numbers of system calls on one kind of machine."""

    def __init__(
        self, architecture: int, *, socket: int, clone: int, forks: tuple[int, ...]
    ) -> None:
        self.architecture = architecture
        self.socket = socket
        self.clone = clone
        #: fork, vfork, execve, execveat: never needed by a reader
        self.forks = forks


_CLONE3 = 435
_MACHINES = {
    "x86_64": _Calls(0xC000003E, socket=41, clone=56, forks=(57, 58, 59, 322)),
    "aarch64": _Calls(0xC00000B7, socket=198, clone=220, forks=(221, 281)),
}


class _Filter(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_void_p)]


def put_on(*, seconds: int, memory: int, may_start_programs: bool) -> None:
    """Bind this process and all that come from it: memory, time, size of files, network."""
    _lower(resource.RLIMIT_AS, memory)
    _lower(resource.RLIMIT_CPU, seconds)
    _lower(resource.RLIMIT_FSIZE, FILE_SIZE)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_NPROC, PROCESSES)
    _forbid(may_start_programs=may_start_programs)


def _lower(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    least = most if hard == resource.RLIM_INFINITY else min(most, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(what, (least, least))


def _forbid(*, may_start_programs: bool) -> bool:
    """Ask the kernel to refuse sockets, and for readers new processes; False where it cannot."""
    calls = _MACHINES.get(platform.machine())
    if calls is None:
        return False
    program = _guard(calls) + _without_network(calls, all_kinds=not may_start_programs)
    if not may_start_programs:
        program += _without_processes(calls)
    code = b"".join([*program, _line(_RETURN, _ALLOW)])
    room = ctypes.create_string_buffer(code)
    rules = _Filter(len(code) // 8, ctypes.addressof(room))
    kernel = ctypes.CDLL(None, use_errno=True)
    if kernel.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return bool(kernel.prctl(_SET_SECCOMP, _FILTER_MODE, ctypes.byref(rules), 0, 0) == 0)


def _guard(calls: _Calls) -> list[bytes]:
    return [
        _line(_LOAD, _ARCHITECTURE),
        _line(_JUMP_EQUAL, calls.architecture, 1, 0),
        _line(_RETURN, _REFUSE | errno.EPERM),
    ]


def _without_network(calls: _Calls, *, all_kinds: bool) -> list[bytes]:
    refuse = _line(_RETURN, _REFUSE | errno.EACCES)
    if all_kinds:
        return [_line(_LOAD, _NUMBER), _line(_JUMP_EQUAL, calls.socket, 0, 1), refuse]
    # LibreOffice's own processes talk over a socket of the file system; the internet's are refused.
    return [
        _line(_LOAD, _NUMBER),
        _line(_JUMP_EQUAL, calls.socket, 0, 4),
        _line(_LOAD, _FIRST_ARGUMENT),
        _line(_JUMP_EQUAL, _INTERNET[0], 1, 0),
        _line(_JUMP_EQUAL, _INTERNET[1], 0, 1),
        refuse,
    ]


def _without_processes(calls: _Calls) -> list[bytes]:
    program = [_line(_LOAD, _NUMBER)]
    for number in calls.forks:
        program += [
            _line(_JUMP_EQUAL, number, 0, 1),
            _line(_RETURN, _REFUSE | errno.EAGAIN),
        ]
    # clone3 hides its flags from the filter: "no such call" makes the C library use clone.
    return [
        *program,
        _line(_JUMP_EQUAL, _CLONE3, 0, 1),
        _line(_RETURN, _REFUSE | errno.ENOSYS),
        _line(_JUMP_EQUAL, calls.clone, 0, 3),
        _line(_LOAD, _FIRST_ARGUMENT),
        _line(_JUMP_ANY_BIT, _CLONE_THREAD, 1, 0),
        _line(_RETURN, _REFUSE | errno.EAGAIN),
    ]


def _line(code: int, value: int, jump_true: int = 0, jump_false: int = 0) -> bytes:
    return struct.pack("HBBI", code, jump_true, jump_false, value)
