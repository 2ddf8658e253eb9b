"""The code of a paper copy: the signed text in its QR and the short form that a person can type."""

import base64
import binascii
import re
from dataclasses import dataclass

MARK = "DM1"
HASH_BYTES = 10
SIGNATURE_BYTES = 64
#: Crockford's letters: no I, L, O, U, so that a code read aloud or off paper is not mistaken.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISTAKEN = str.maketrans("ILO", "110")
_HEX64 = re.compile(r"[0-9a-f]{64}")
_SHORT = re.compile(r"C([0-9A-TV-Z]+)-?([0-9A-TV-Z]{4})-?([0-9A-TV-Z])")


class CopyCodeError(ValueError):
    """The text is no code of a paper copy."""


@dataclass(frozen=True)
class CopyCode:
    """What the QR of a sheet says: which copy, of which approved bytes, and the proof of it."""

    copy: int
    #: First bytes of the rendition's SHA-256, in hex.
    rendition: str
    signature: bytes

    @property
    def payload(self) -> bytes:
        """The bytes that were signed."""
        return _payload(self.copy, self.rendition).encode("ascii")

    def is_of(self, sha256: str) -> bool:
        """Whether the copy was printed from the rendition with this hash."""
        return sha256.startswith(self.rendition)


@dataclass(frozen=True)
class ShortCode:
    """What a person types from a sheet: the copy, and four signs against a slip of the pen."""

    copy: int
    rendition: str


def payload_of(copy: int, sha256: str) -> bytes:
    """Give the bytes to sign for this copy of this rendition."""
    return _payload(copy, _shortened(sha256)).encode("ascii")


def text_of(copy: int, sha256: str, signature: bytes) -> str:
    """Give the text that stands in the QR."""
    if len(signature) != SIGNATURE_BYTES:
        raise CopyCodeError
    return f"{_payload(copy, _shortened(sha256))}.{_base32(signature)}"


def parse(text: str) -> CopyCode:
    """Take the text of a QR apart; whether the signature holds is not decided here."""
    parts = text.strip().upper().split(".")
    if len(parts) != 4 or parts[0] != MARK:
        raise CopyCodeError
    try:
        copy = _number(parts[1])
        rendition = _bytes(parts[2])
        signature = _bytes(parts[3])
    except (binascii.Error, ValueError) as error:
        raise CopyCodeError from error
    if len(rendition) != HASH_BYTES or len(signature) != SIGNATURE_BYTES:
        raise CopyCodeError
    return CopyCode(copy, rendition.hex(), signature)


def short_code(copy: int, sha256: str) -> str:
    """Give the code printed under the QR, such as `C7-3F9A-K`."""
    body = f"{_letters(copy)}{_shortened(sha256)[:4].upper()}"
    return f"C{body[:-4]}-{body[-4:]}-{_check(body)}"


def parse_short(text: str) -> ShortCode:
    """Read a short code as a person types it: any case, spaces, O for 0, I for 1."""
    typed = re.sub(r"[\s\u2010-\u2015]+", "", text).upper()
    found = _SHORT.fullmatch(typed)
    if found is None:
        raise CopyCodeError
    copy, rendition, check = (group.translate(_MISTAKEN) for group in found.groups())
    if _check(copy + rendition) != check or not re.fullmatch(r"[0-9A-F]{4}", rendition):
        raise CopyCodeError
    return ShortCode(_number(copy), rendition.lower())


def _payload(copy: int, rendition: str) -> str:
    return f"{MARK}.{_letters(copy)}.{_base32(bytes.fromhex(rendition))}"


def _shortened(sha256: str) -> str:
    if not _HEX64.fullmatch(sha256):
        raise CopyCodeError
    return sha256[: HASH_BYTES * 2]


def _base32(data: bytes) -> str:
    return base64.b32encode(data).decode("ascii").rstrip("=")


def _bytes(text: str) -> bytes:
    data = base64.b32decode(text + "=" * (-len(text) % 8))
    if _base32(data) != text:  # one code has one spelling
        raise CopyCodeError
    return data


def _letters(number: int) -> str:
    if number < 1:
        raise CopyCodeError
    letters = ""
    while number:
        number, rest = divmod(number, 32)
        letters = _LETTERS[rest] + letters
    return letters


def _number(letters: str) -> int:
    if not letters or len(letters) > 12 or letters[0] == "0":
        raise CopyCodeError
    number = 0
    for letter in letters:
        place = _LETTERS.find(letter)
        if place < 0:
            raise CopyCodeError
        number = number * 32 + place
    return number


def _check(body: str) -> str:
    """A sign that shows most slips: one wrong sign, or two neighbours swapped."""
    total = 0
    for place, sign in enumerate(body, start=2):
        total = (total + place * (_LETTERS.index(sign) + 1)) % 31
    return _LETTERS[total]
