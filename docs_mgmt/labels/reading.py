"""The quiet line that says where the words of a version come from."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from docs_mgmt.rules.words import WordsFrom

_OLD = {"tcvn3": "TCVN3", "vni": "VNI"}


def words_from_line(words_from: WordsFrom, encodings: Sequence[str], sureness: int | None) -> str:
    """Say it of words that were decoded or recognised; others need no line."""
    if words_from is WordsFrom.LEGACY:
        fonts = ", ".join(_OLD[name] for name in encodings if name in _OLD)
        return _("The words were decoded from %(fonts)s fonts.") % {"fonts": fonts}
    if words_from is not WordsFrom.OCR or sureness is None:
        return ""
    words = _("The words were recognised in a scan and are %(sureness)s%% certain.")
    return words % {"sureness": sureness}
