"""Labels of the import of an old archive: how far a file is, and why it waits."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from docs_mgmt.rules.words import Doubt, ImportState, Source

OLD_ARCHIVE: dict[type[StrEnum], dict[StrEnum, Promise]] = {
    ImportState: {
        ImportState.WAITING: _p("old file", "Waiting to be read"),
        ImportState.OCR: _p("old file", "Waiting for its words to be recognised"),
        ImportState.REVIEW: _p("old file", "Waiting for you"),
        ImportState.FILED: _p("old file", "Filed"),
        ImportState.JOINED: _p("old file", "Joined to the same document"),
        ImportState.REFUSED: _p("old file", "Cannot be read"),
        ImportState.SKIPPED: _p("old file", "Left out"),
    },
    Doubt: {
        # Where a fact is missing or unsure, the report names it instead.
        Doubt.FACTS: _("Its facts are plain, but it was not filed by itself: look and file it."),
        Doubt.NOBODY: _("Who began this import no longer keeps the archive: look and file it."),
        Doubt.LONG_TITLE: _("Its title is longer than 500 characters; shorten it."),
        Doubt.NO_UNIT: _("The agency has no unit yet; the administrator adds one."),
        Doubt.OTHER_ISSUER: _("Another agency seems to have issued it."),
        Doubt.NOT_CLOSED: _("It is of this year or later; only closed years are taken in."),
        Doubt.UNKNOWN_TYPE: _("Its type is none of the 29 types of the decree."),
        Doubt.NUMBER_STANDS: _("Its number is already here with another date or title."),
    },
    Source: {
        Source.TEXT: _p("fact from", "from the text"),
        Source.NAME: _p("fact from", "from the name of the file"),
        Source.PLACE: _p("fact from", "from the folder"),
        Source.REGISTER: _p("fact from", "from the register"),
    },
}

#: What the facts are called inside a sentence.
FACT_NAMES: dict[str, Promise] = {
    "number": _p("fact of an old file", "number"),
    "notation": _p("fact of an old file", "notation"),
    "full": _p("fact of an old file", "number and notation"),
    "date": _p("fact of an old file", "date"),
    "type": _p("fact of an old file", "type"),
    "title": _p("fact of an old file", "title"),
    "issuer": _p("fact of an old file", "issuing agency"),
    "signer": _p("fact of an old file", "signer"),
}
