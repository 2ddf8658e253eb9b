"""A web page saved whole (.mht), as Word and browsers wrote it: its page, with its pictures."""

import base64
import email
import re
from email.message import Message
from pathlib import Path
from urllib.parse import unquote

from docs_mgmt.files.inside.web_page import write_page
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.rules.refusals import Refusal

_HEADER = re.compile(r"\s*[\w-]+:\s")
_WHOLE = re.compile(r"^content-type:\s*(?:multipart/related|text/html)", re.MULTILINE)
#: A letter has a reader, and files of its own that would be lost with this reading.
_LETTER = re.compile(r"^(?:to|received|delivered-to):", re.MULTILINE)
_SHOWN = frozenset({"image/png", "image/jpeg", "image/gif"})
_AS_IT_IS = frozenset({None, "us-ascii", "utf-8"})


def is_web_archive(start: str) -> bool:
    """Whether a text begins like one, and not like a letter."""
    low = start.lower().replace("\r\n", "\n")
    if not _HEADER.match(low) or "mime-version:" not in low:
        return False
    return bool(_WHOLE.search(low)) and not _LETTER.search(low)


def write_plain_archive(path: str, copy: str) -> int:
    """Write its page as UTF-8 without what is fetched or run; say how much went."""
    parts = list(email.message_from_bytes(Path(path).read_bytes()).walk())
    pages = [_page(part) for part in parts if part.get_content_type() == "text/html"]
    if not pages:
        raise FileRefusedError(Refusal.BROKEN)
    pictures = dict(_picture(part) for part in parts if part.get_content_type() in _SHOWN)
    return write_page(max(pages, key=len), copy, pictures)


def _page(part: Message) -> bytes:
    data = _bytes_of(part)
    charset = part.get_content_charset()
    if charset in _AS_IT_IS:
        return data
    try:
        return data.decode(str(charset)).encode()
    except (LookupError, UnicodeDecodeError):
        return data


def _picture(part: Message) -> tuple[str, str]:
    """By what name the page calls the picture, and the picture as an address of its own."""
    place = str(part.get("Content-Location") or part.get("Content-ID") or "").strip("<> \r\n")
    letters = base64.b64encode(_bytes_of(part)).decode("ascii")
    return name_of_picture(place), f"data:{part.get_content_type()};base64,{letters}"


def _bytes_of(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def name_of_picture(address: str) -> str:
    """The last part of an address, without what says how it is meant."""
    return unquote(address.replace("\\", "/").removeprefix("cid:").rpartition("/")[2]).lower()
