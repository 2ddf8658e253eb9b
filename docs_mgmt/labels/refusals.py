"""The sentences that say what a refused file is, that it is kept, and what to do about it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from docs_mgmt.rules.refusals import Kind, Refusal

KINDS: dict[Kind, Promise] = {
    Kind.DOCX: _("a Word file (.docx)"),
    Kind.DOC: _("a Word file of the old form (.doc)"),
    Kind.ODT: _("an OpenDocument text (.odt)"),
    Kind.RTF: _("a rich text file (.rtf)"),
    Kind.PDF: _("a PDF file"),
    Kind.WEB_PAGE: _("a web page (HTML)"),
    Kind.WEB_ARCHIVE: _("a web page saved whole (.mht)"),
    Kind.WORD_XML: _("a Word file of 2003 in XML"),
    Kind.TEXT: _("a plain text file"),
    Kind.SPREADSHEET: _("a spreadsheet"),
    Kind.PRESENTATION: _("a presentation"),
    Kind.PICTURE: _("a picture"),
    Kind.ARCHIVE: _("a compressed folder (zip)"),
    Kind.OTHER: _("a file of an unknown kind"),
}

REFUSALS: dict[Refusal, Promise] = {
    Refusal.EMPTY: _(
        "This file is empty (it holds no data). It is kept as it came;"
        " please upload the file again."
    ),
    Refusal.PLACEHOLDER: _(
        "This file holds only %(size)s bytes, too few for a document; perhaps it stands in"
        " for one that is kept elsewhere. It is kept as it came; please upload the document itself."
    ),
    Refusal.LOCK_FILE: _(
        "This is the lock file that Word makes while a document is open (its name begins with ~$)."
        " It is kept as it came; please upload the document itself."
    ),
    Refusal.TOO_BIG: _(
        "This file is larger than %(megabytes)s MB and was not kept."
        " Please make its pictures smaller, or upload the annexes as separate files."
    ),
    Refusal.TOO_BIG_TO_READ: _(
        "This file is larger than %(megabytes)s MB. It is kept as it came and was not opened;"
        " please make its pictures smaller, or upload the annexes as separate files."
    ),
    Refusal.ENCRYPTED: _(
        "This file is protected by a password. It is kept as it came;"
        " please remove the password and upload the file again."
    ),
    Refusal.MACROS: _(
        "This file carries macros (small programs). It is kept as it came and was not opened;"
        " please choose “Save As”, “Word Document (.docx)” in Word and upload that file."
    ),
    Refusal.ZIP_BOMB: _(
        "This file would unpack to an abnormal size. It is kept as it came and was not opened;"
        " please save the document again in Word and upload that file."
    ),
    Refusal.ENTITIES: _(
        "This file declares entities, which no Word document needs and which can harm a reader."
        " It is kept as it came and was not opened;"
        " please save the document again in Word and upload that file."
    ),
    Refusal.BROKEN: _(
        "This file is damaged and cannot be opened. It is kept as it came;"
        " please open it on your computer, save it again and upload that file."
    ),
    Refusal.DISGUISED: _(
        "This file is named .%(extension)s but it is %(kind)s. It is kept as it came;"
        " please upload the document under the name that it should have."
    ),
    Refusal.NOT_A_DOCUMENT: _(
        "This file is %(kind)s, not a document that can be drafted or approved."
        " It is kept as it came; please upload the document as a Word file or a PDF."
    ),
    Refusal.TOO_HEAVY: _(
        "Reading this file takes more memory than is allowed, so the reading was stopped."
        " The file is kept as it came; please make its pictures smaller or split it,"
        " and upload it again."
    ),
    Refusal.TOO_SLOW: _(
        "Reading this file takes longer than is allowed, so the reading was stopped."
        " The file is kept as it came; please save it again or split it, and upload it again."
    ),
    Refusal.TOO_MANY_PAGES: _(
        "This file has %(pages)s pages; at most %(most)s can be taken in."
        " It is kept as it came; please split it and upload the parts."
    ),
    Refusal.UNREADABLE: _(
        "The program that reads files stopped at this one. It is kept as it came;"
        " please save the document again in Word and upload that file."
    ),
    Refusal.NOT_CONVERTED: _(
        "LibreOffice could not make a PDF of this file. The file is kept as it came;"
        " please export it to PDF in Word and upload the PDF as well."
    ),
    Refusal.NO_CONVERTER: _(
        "LibreOffice is not installed on this machine, so no PDF can be made of this file."
        " The file is kept as it came; please export it to PDF in Word and upload the PDF as well."
    ),
    Refusal.NO_READER: _(
        "This file is %(kind)s, which LibreOffice reads, and LibreOffice is not installed on this"
        " machine. The file is kept as it came and waits: as soon as LibreOffice is there, it is"
        " read by itself. If it is urgent, please save it as .docx and upload that file."
    ),
    Refusal.NOT_OPENED: _(
        "LibreOffice could not open this file, or found nothing in it. It is kept as it came;"
        " please open it in Word, save it as .docx and upload that file."
    ),
    Refusal.NO_OCR: _(
        "These pages are pictures, and this machine lacks the program that recognises their words"
        " (tesseract with Vietnamese). The file is kept and waits: as soon as the program is"
        " there, its words are recognised by itself. Until then please find it by number and title."
    ),
    Refusal.NOT_RECOGNISED: _(
        "These pages are pictures, and their words could not be recognised. The file is kept and"
        " can be read and approved; please find it by number and title."
    ),
    Refusal.NOT_GIVEN: _(
        "This file could not be read where it lies, so it is not kept here; please let the"
        " administrator see to its rights or its disk, and take the folder in again."
    ),
}


def sentence_of_refusal(reason: Refusal | str, facts: Mapping[str, object]) -> str:
    """Say in a sentence why a file was refused, that it is kept, and what to do."""
    known = {"extension": "?", "size": "?", "pages": "?", "most": "?", **facts}
    known["kind"] = KINDS.get(_kind(facts.get("kind")), KINDS[Kind.OTHER])
    limit = facts.get("limit")
    known["megabytes"] = limit // (1024 * 1024) if isinstance(limit, int) else "?"
    sentence = str(REFUSALS[Refusal(reason)]) % known
    if facts.get("tries", 1) == 1:
        return sentence
    return f"{sentence} {_('It was tried more than once, the last time with more time.')}"


def _kind(value: object) -> Kind:
    return next((kind for kind in Kind if kind.value == value), Kind.OTHER)
