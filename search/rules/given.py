"""Sets that somebody else wrote, line by line: documents and questions for `search_eval`."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from docs_mgmt.rules.document_types import TYPES
from docs_mgmt.rules.legacy import SURE, Encoding, decode, decode_text
from docs_mgmt.rules.vietnamese import bare, canon, clean
from search.rules.claims import KINDS, take_claims
from search.rules.entry import Entry
from search.rules.numbers import parse_own_number

#: Every spelling of a kind of document, with its marks and folded, and the key it stands for.
_MARKED = {spelling.lower(): t.key for t in TYPES for spelling in (t.key, t.code) if spelling}
_FOLDED = {
    **{"".join(name): key.upper() for name, key in KINDS.items()},
    **{bare(code): key for code, key in _MARKED.items() if code not in {"đa", "hđ"}},
    **{"".join(bare(canon(t.name).lower()).split()): t.key for t in TYPES},
}
_NAMES = {t.key: t.name for t in TYPES}
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
#: A question is asked by its beginning; the page takes a thousand letters.
_LONGEST_TEXT = 4000
#: No name is longer, and no engine takes a value of any length.
_LONGEST_NAME = 500


class BadLineError(Exception):
    """A line that cannot be read; its message says why, in one sentence."""


@dataclass(frozen=True)
class GivenQuestion:
    """One question of a set, with the tokens of who asks."""

    name: str
    text: str
    readers: frozenset[str]


def entry_of(line: str, place: int) -> tuple[str, Entry]:
    """Read one document of a set as the index is told of it; gives its own name beside."""
    told = _object(line)
    name = _name(told, "id")
    kind, kind_words = kind_of(_named(told, "type"))
    issued = _day(_text(told, "issued"))
    office, unit, field, signer = (
        _named(told, name) for name in ("office", "unit", "field", "signer")
    )
    title, body = _decoded(told)
    return name, Entry(
        id=place,
        title=clean(title),
        body=clean(body),
        meta=tuple(part for part in (*kind_words, office, unit, field, signer) if part),
        number=_number(_named(told, "number")),
        kind=kind,
        unit=unit,
        year=issued.year if issued else None,
        signers=(signer,) if signer else (),
        units=tuple(part for part in (unit, office) if part),
        field=field,
        issued=issued,
        readers=_tokens(told, "readers"),
    )


def question_of(line: str) -> GivenQuestion:
    """Read one question of a set."""
    told = _object(line)
    if not isinstance(told.get("text"), str):
        raise BadLineError('"text" is not a text')
    text = str(told["text"])[:_LONGEST_TEXT]
    return GivenQuestion(_name(told, "qid"), text, _tokens(told, "reader"))


def _number(written: str) -> str:
    """The number as registers write it: «Số: 88/TB-UBND» is 88/TB-UBND."""
    if not written or parse_own_number(written):
        return written
    claims, left = take_claims(canon(written))
    is_one = len(claims) == 1 and not left
    return claims[0].typed if is_one and parse_own_number(claims[0].typed) else written


def kind_of(written: str) -> tuple[str, tuple[str, ...]]:
    """The key of a kind given as a name, a code or a key, and the words that it is found by."""
    written = " ".join(canon(written).split())
    if not written:
        return "", ()
    small = written.lower()
    key = _MARKED.get(small) or _FOLDED.get("".join(bare(small).split())) or written
    name = _NAMES.get(key, written)
    code = next((t.code for t in TYPES if t.key == key), "")
    return key, (name, *((code,) if code and code != name else ()))


def _object(line: str) -> Mapping[str, object]:
    try:
        told = json.loads(line)
    except json.JSONDecodeError as wrong:
        raise BadLineError(f"is no JSON ({wrong.msg} at character {wrong.pos + 1})") from wrong
    except ValueError as wrong:
        raise BadLineError("has a number of thousands of digits") from wrong
    except RecursionError as wrong:
        raise BadLineError("is nested too deep") from wrong
    if not isinstance(told, dict):
        raise BadLineError("is no JSON object")
    return told


def _name(told: Mapping[str, object], field: str) -> str:
    name = told.get(field)
    if name is None or name == "":
        raise BadLineError(f'has no "{field}"')
    if isinstance(name, bool) or not isinstance(name, str | int):
        raise BadLineError(f'"{field}" is neither a text nor a whole number')
    if re.search(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]", str(name)):
        raise BadLineError(f'"{field}" has a tab or a line break')
    if re.search(r"[\ud800-\udfff]", str(name)):
        raise BadLineError(f'"{field}" has half a letter')
    return str(name)


def _text(told: Mapping[str, object], field: str) -> str:
    value = told.get(field)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise BadLineError(f'"{field}" is not a text')
    return str(value)


def _named(told: Mapping[str, object], field: str) -> str:
    return clean(_text(told, field))[:_LONGEST_NAME]


def _tokens(told: Mapping[str, object], field: str) -> frozenset[str]:
    """The tokens, each as a short word of ours: any letters may stand in those that were given."""
    tokens = told.get(field)
    if not isinstance(tokens, list) or not all(isinstance(one, str | int) for one in tokens):
        raise BadLineError(f'"{field}" is not a list of tokens')
    return frozenset(
        hashlib.sha256(str(one).encode("utf-8", "surrogatepass")).hexdigest()[:24] for one in tokens
    )


def _day(written: str) -> date | None:
    written = written.strip()
    if not written:
        return None
    day_first, iso = _DAY_FIRST.fullmatch(written), _ISO.fullmatch(written)
    try:
        if day_first:
            return date(int(day_first[3]), int(day_first[2]), int(day_first[1]))
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
    except ValueError:
        pass
    raise BadLineError('"issued" is no date such as 2026-01-31')


def _decoded(told: Mapping[str, object]) -> tuple[str, str]:
    """Title and body in Unicode: by the encoding that is told, or by the one that is found out."""
    title, body = _text(told, "title"), _text(told, "body")
    named = _text(told, "encoding").strip().lower()
    if not named:
        return _found_out(title, body)
    if named not in {str(one) for one in Encoding}:
        raise BadLineError('"encoding" is not one of unicode, tcvn3, vni')
    return _as_told(title, Encoding(named)), _as_told(body, Encoding(named))


def _as_told(text: str, encoding: Encoding) -> str:
    """Decode what was told to be old; a line with letters that only Unicode has is found out."""
    if encoding is Encoding.UNICODE:
        return text
    lines = unicodedata.normalize("NFC", text).split("\n")
    return "\n".join(
        decode_text(line).text if SURE.search(line) else decode(line, encoding) for line in lines
    )


def _found_out(title: str, body: str) -> tuple[str, str]:
    """Decode line by line; a line too short to tell is what the lines beside it are."""
    whole = decode_text(unicodedata.normalize("NFC", f"{title}\n{body}")).text
    title_lines = title.count("\n") + 1
    lines = whole.split("\n")
    return "\n".join(lines[:title_lines]), "\n".join(lines[title_lines:])
