"""The words and pages of a PDF, by pdfium alone."""

import contextlib
import ctypes
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw

from docs_mgmt.files.inside.reading_order import in_order, lines_in
from docs_mgmt.files.inside.word import MOST_CHARACTERS, tidy
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.rules.legacy import Encoding, Run, decode_runs, detect, encoding_of_font
from docs_mgmt.rules.refusals import Refusal

#: More pages than this are no document of an office.
MOST_PAGES = 500

#: pdfium's sign for a hyphen at the end of a line that is not part of the word.
_BROKEN_WORD = re.compile("(?<=([a-zà-ỹ]))?[\ufffe\u0002](?:\r?\n)?(?=([a-zà-ỹ]))?")
_OPENS = re.compile(
    r"(?:[-–•+*○●▪]\s|\(?\d{1,3}[.)]|[a-zđ]\)|[IVXLC]{1,6}\.\s"
    r"|(?:Điều|Khoản|Mục|Chương|Phần|Phụ lục)\s"
    r"|(?:Căn cứ|Kính gửi|Nơi nhận|Xét|Theo đề nghị|Thực hiện|Về việc|V/v|Độc lập|Số ?:)(?!\w)"
    r"|C[ộỘ][nN][gG] [hH](?:[oO][àÀ]|[òÒ][aA])|(?:TM|T/M|KT|TL|TUQ)\.)"
)
#: What nothing but a small letter goes on with: the motto, and the line of place and date.
_CLOSES = re.compile(
    r"(?:[Hh]ạnh [Pp]húc|[Nn]gày[\s.…_]*\d+[\s.…_]*tháng[\s.…_]*\d+[\s.…_]*năm[\s.…_]*\d{4})\W*$"
)
_ENDS = (".", ";", ":", "!", "?", "./.")
_FULL = 0.72
#: A page that a picture covers, with fewer letters than these upon it, is a scan with a stamp.
_FEW_LETTERS, _COVERED = 150, 0.5
_LINE_ENDS = (10, 13)
_LONGEST_FONT = 128
_CUT_DOWN = re.compile(r"^[A-Z]{6}\+")
#: A font that stands for each old encoding: which one a page had, pdfium does not say.
_FONTS = {Encoding.TCVN3: ".VnTime", Encoding.VNI: "VNI-Times"}


def read_pdf(path: str) -> dict[str, Any]:
    """Read the paragraphs of each page."""
    paragraphs: list[str] = []
    starts: list[int] = []
    characters, found, pictures, is_typed = 0, set[str](), list[bool](), False
    for text in _page_texts(path, found, pictures):
        starts.append(len(paragraphs))
        paragraphs.extend(_paragraphs(text))
        characters += len(text)
        is_typed = is_typed or (not pictures[-1] and any(map(str.isalnum, text)))
        if characters > MOST_CHARACTERS:
            raise FileRefusedError(Refusal.TOO_HEAVY)
    return {
        "paragraphs": paragraphs,
        "pages": len(starts),
        "page_starts": starts,
        "encodings": sorted(found),
        "scanned_pages": [page for page, picture in enumerate(pictures, 1) if picture],
        "is_scan": any(pictures) and not is_typed,
    }


def words_by_page(path: str) -> list[str]:
    """Give the text of each page as it stands, line by line."""
    return ["\n".join(_lines(text)) for text in _page_texts(path)]


def count_pages(path: str) -> int:
    """Count the pages of a PDF that opens."""
    with opened(path) as pdf:
        return len(pdf)


@contextlib.contextmanager
def opened(path: str) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF, or say why not."""
    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        locked = code == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower()
        raise FileRefusedError(Refusal.ENCRYPTED if locked else Refusal.BROKEN) from error
    try:
        if len(pdf) == 0:
            raise FileRefusedError(Refusal.BROKEN)
        if len(pdf) > MOST_PAGES:
            raise FileRefusedError(Refusal.TOO_MANY_PAGES, pages=len(pdf), most=MOST_PAGES)
        yield pdf
    except pypdfium2.PdfiumError as error:
        raise FileRefusedError(Refusal.BROKEN) from error
    finally:
        pdf.close()


def _page_texts(
    path: str, found: set[str] | None = None, pictures: list[bool] | None = None
) -> Iterator[str]:
    with opened(path) as pdf:
        for number in range(len(pdf)):
            page = pdf[number]
            words = page.get_textpage()
            text, encodings = in_unicode(words)
            if found is not None:
                found |= encodings
            if pictures is not None:
                pictures.append(is_picture(page, text))
            yield text
            words.close()
            page.close()


def is_picture(page: pypdfium2.PdfPage, text: str) -> bool:
    """Whether a page is a picture: a stamp in letters upon it does not make it a typed one."""
    if sum(sign.isalnum() for sign in text) >= _FEW_LETTERS:
        return False
    wide, high = page.get_size()
    covered = 0.0
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_TEXT]):
        if thing.type == raw.FPDF_PAGEOBJ_TEXT:
            if raw.FPDFTextObj_GetTextRenderMode(thing) == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
                return False  # its words were recognised before
            continue
        left, bottom, right, top = thing.get_bounds()
        covered += (right - left) * (top - bottom)
    return bool(covered > _COVERED * wide * high)


def in_unicode(words: pypdfium2.PdfTextPage) -> tuple[str, frozenset[str]]:
    """Decode the old letters of a page: its lines tell, and short ones follow the others."""
    drawn = words.get_text_range()
    order, lines = in_order(words, drawn), lines_in(drawn)
    text = _mended("\n".join(lines[at] for at in order))
    font = font_of_page(text)
    if font is None:
        return text, frozenset({Encoding.UNICODE} if text.strip() else ())
    decoded = [decode_runs(runs) for runs in _runs_by_line(words, font)]
    told = frozenset(encoding for line in decoded for encoding in line.encodings)
    if len(decoded) == len(order):
        decoded = [decoded[at] for at in order]
    return _mended("\n".join(line.text for line in decoded)), told


def _mended(text: str) -> str:
    """Join words that a line's end broke; the hyphen of a notation or of figures is no break."""
    return _BROKEN_WORD.sub(lambda found: "" if found[1] and found[2] else "-", text)


def _runs_by_line(words: pypdfium2.PdfTextPage, font: str) -> Iterator[list[Run]]:
    """Cut the text of a page into lines, and those by fonts; one that tells nothing is `font`."""
    line: list[Run] = []
    before = 0
    for place in range(words.count_chars()):
        sign = raw.FPDFText_GetUnicode(words, place)
        if sign in _LINE_ENDS:
            if (before, sign) != _LINE_ENDS[::-1]:
                yield line
                line = []
            before = sign
            continue
        before = sign
        named = _font_at(words, place)
        own = named if encoding_of_font(named) else font
        if line and line[-1].font == own:
            line[-1] = Run(line[-1].text + chr(sign), own)
        else:
            line.append(Run(chr(sign), own))
    yield line


def _font_at(words: pypdfium2.PdfTextPage, place: int) -> str:
    """The name of the font of a sign, without the mark of a font that was cut down."""
    room = ctypes.create_string_buffer(_LONGEST_FONT)
    length = raw.FPDFText_GetFontInfo(words, place, room, _LONGEST_FONT, None)
    if not 0 < length <= _LONGEST_FONT:
        return ""
    return _CUT_DOWN.sub("", room.value.decode("utf-8", errors="replace"))


def font_of_page(text: str) -> str | None:
    """A font that stands for the old letters of a page; None: they are in Unicode."""
    if text.isascii():
        return None
    votes = Counter(found for line in text.splitlines() if (found := detect(line)) in _FONTS)
    return _FONTS[votes.most_common(1)[0][0]] if votes else None


def _lines(text: str) -> list[str]:
    return [line for line in map(tidy, text.splitlines()) if line]


def _paragraphs(text: str) -> list[str]:
    """Join the lines of a page that are one sentence of one paragraph: a full line runs on."""
    lines = _lines(text)
    if not lines:
        return []
    lengths = sorted(len(line) for line in lines)
    full = _FULL * lengths[int(len(lengths) * 0.9) - 1 if len(lengths) > 1 else 0]
    paragraphs = [lines[0]]
    for before, line in itertools.pairwise(lines):
        if _runs_on(before, line, full):
            paragraphs[-1] += " " + line
        else:
            paragraphs.append(line)
    return paragraphs


def _runs_on(before: str, line: str, full: float) -> bool:
    if _OPENS.match(line) or len(before) < full:
        return False
    if line[0].islower():
        return True
    if _CLOSES.search(before):
        return False
    return not before.endswith(_ENDS) and not (line.isupper() or before.isupper())
