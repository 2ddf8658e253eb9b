"""What the words of the search pages are called on the screen."""

from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from django.utils.translation import pgettext_lazy as _p

from search.rules.wishes import Trouble, Wrong
from search.rules.words import Column

COLUMNS: dict[Column, Promise] = {
    Column.DATE: _p("column", "Date"),
    Column.SIGNER: _p("column", "Signed by"),
    Column.KIND: _p("column", "Type"),
    Column.UNIT: _p("column", "Drafting unit"),
    Column.AGENCY: _p("column", "Issuing agency"),
    Column.FIELD: _p("column", "Field"),
    Column.DRAFTER: _p("column", "Drafted by"),
    Column.STAGE: _p("column", "Stage"),
    Column.STANDING: _p("column", "Validity"),
    Column.RECIPIENTS: _p("column", "Recipients"),
    Column.DOSSIER: _p("column", "Dossier"),
}
_LABELS: dict[type[StrEnum], dict[Any, Promise]] = {Column: COLUMNS}


def label_of(word: StrEnum) -> Promise:
    """Give the words with which the screen shows a word of these pages."""
    return _LABELS[type(word)][word]


#: The field words as the box takes them, in either language of the page.
FIELDS = "loại, số, người ký, đơn vị, lĩnh vực, hồ sơ, năm, từ, đến"
_TROUBLES: dict[Wrong, Promise] = {
    Wrong.NO_FIELD: gettext_lazy(
        "“%(said)s” names no field, so its words were looked for like others. The fields are: "
        "%(fields)s."
    ),
    Wrong.NO_VALUE: gettext_lazy("“%(said)s” says nothing after the field, so it was left out."),
    Wrong.NO_KIND: gettext_lazy(
        "“%(said)s” is no type of document, so its words were looked for like others."
    ),
    Wrong.NO_DATE: gettext_lazy(
        "“%(said)s” is no date, so it does not narrow the list. Write a date as 14/05/2026, "
        "05/2026 or 2026."
    ),
    Wrong.NO_YEAR: gettext_lazy("“%(said)s” is no year, so it does not narrow the list."),
    Wrong.WORDS_NO_DATE: gettext_lazy(
        "“%(said)s” is no date, so its words were looked for like others. Write a date as "
        "14/05/2026, 05/2026 or 2026."
    ),
    Wrong.WORDS_NO_YEAR: gettext_lazy(
        "“%(said)s” is no year, so its words were looked for like others."
    ),
    Wrong.NO_NUMBER: gettext_lazy(
        "“%(said)s” is no number of a document, so its words were looked for like others."
    ),
    Wrong.NO_CODE: gettext_lazy(
        "“%(said)s” was read as number %(meant)s, as documents of this type are numbered."
    ),
    Wrong.TURNED: gettext_lazy(
        "The days were given the wrong way round (%(said)s); they were taken in their order."
    ),
    Wrong.OPEN_QUOTE: gettext_lazy(
        "A quotation mark is missing after “%(said)s”; the words were looked for in any order."
    ),
}


def sentence_of_trouble(trouble: Trouble) -> SafeString:
    """Say in one sentence what of a question could not be taken as it was meant."""
    typed = {"said": trouble.said, "fields": FIELDS, "meant": trouble.meant}
    marked = {name: format_html('<span lang="vi">{}</span>', one) for name, one in typed.items()}
    return SafeString(str(_TROUBLES[trouble.wrong]) % marked)
