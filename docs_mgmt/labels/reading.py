"""The quiet line that says where the words of a version come from."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from docs_mgmt.rules.words import WordsFrom

_OLD = {"tcvn3": "TCVN3", "vni": "VNI"}


def words_from_line(
    words_from: WordsFrom,
    encodings: Sequence[str],
    sureness: int | None,
    scanned_pages: Sequence[int] = (),
) -> str:
    """Say it of words that were decoded or recognised; others need no line."""
    if words_from is WordsFrom.MIXED:
        return _of_scans_between(scanned_pages, sureness)
    if words_from is WordsFrom.LEGACY:
        fonts = ", ".join(_OLD[name] for name in encodings if name in _OLD)
        return _("The words were decoded from %(fonts)s fonts.") % {"fonts": fonts}
    if words_from is not WordsFrom.OCR or sureness is None:
        return ""
    words = _("The words were recognised in a scan and are %(sureness)s%% certain.")
    return words % {"sureness": sureness}


def _of_scans_between(pages: Sequence[int], sureness: int | None) -> str:
    said = {"pages": pages_in_words(pages), "sureness": sureness}
    if sureness is None:
        none_yet = ngettext(
            "The words come from the file itself; page %(pages)s is a scan, of which no words are"
            " known so far.",
            "The words come from the file itself; pages %(pages)s are scans, of which no words are"
            " known so far.",
            len(pages),
        )
        return none_yet % said
    recognised = ngettext(
        "The words come from the file itself; those of page %(pages)s were recognised in a scan"
        " and are %(sureness)s%% certain.",
        "The words come from the file itself; those of pages %(pages)s were recognised in scans"
        " and are %(sureness)s%% certain.",
        len(pages),
    )
    return recognised % said


def pages_in_words(pages: Sequence[int]) -> str:
    """Pages as one says them: «2, 5–7»."""
    rows: list[list[int]] = []
    for page in pages:
        if rows and page == rows[-1][-1] + 1:
            rows[-1][1:] = [page]
        else:
            rows.append([page])
    return ", ".join("–".join(map(str, row)) for row in rows)
