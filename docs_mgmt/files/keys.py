"""The secrets of this installation, made at the first run and read by their owner alone."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

_CODES = "codes.key"
_RECORDS = "records.key"
_SESSION = "session.secret"


def session_secret(folder: Path | None = None) -> str:
    """Give the secret that signs sessions; the settings, not ready yet, pass their folder."""
    return _secret(_SESSION, lambda: secrets.token_urlsafe(64).encode("ascii"), folder).decode(
        "ascii"
    )


def sign_code(payload: bytes) -> bytes:
    """Sign the code of a paper copy."""
    return _key(_CODES).sign(payload)


def verify_code(payload: bytes, signature: bytes) -> bool:
    """Whether this installation made the code of a paper copy."""
    return _is_signed(_CODES, payload, signature)


def sign_record(payload: bytes) -> bytes:
    """Sign the record of an approval."""
    return _key(_RECORDS).sign(payload)


def verify_record(payload: bytes, signature: bytes) -> bool:
    """Whether this installation made the record of an approval."""
    return _is_signed(_RECORDS, payload, signature)


def record_public_key() -> bytes:
    """Give the public key with which anyone can verify an approval record offline."""
    return _key(_RECORDS).public_key().public_bytes_raw()


def code_public_key() -> bytes:
    """Give the public key with which anyone can verify the code on a sheet offline."""
    return _key(_CODES).public_key().public_bytes_raw()


def _is_signed(name: str, payload: bytes, signature: bytes) -> bool:
    try:
        _key(name).public_key().verify(signature, payload)
    except InvalidSignature:
        return False
    return True


def _key(name: str) -> Ed25519PrivateKey:
    raw = _secret(name, lambda: Ed25519PrivateKey.generate().private_bytes_raw())
    return Ed25519PrivateKey.from_private_bytes(raw)


def _secret(name: str, make: Callable[[], bytes], folder: Path | None = None) -> bytes:
    keys: Path = settings.KEYS_DIR if folder is None else folder
    path = keys / name
    if not path.exists():
        keys.mkdir(mode=0o700, parents=True, exist_ok=True)
        keys.chmod(0o700)
        _write_once(path, make())
    return path.read_bytes()


def _write_once(path: Path, secret: bytes) -> None:
    """Write a secret whole or not at all; of several processes at once the first one wins."""
    waiting = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secret)
            file.flush()
            os.fsync(file.fileno())
        try:
            path.hardlink_to(waiting)
        except FileExistsError:
            return
    finally:
        waiting.unlink()
