"""The files of a document: page pictures, the PDF, the officer's own file, attachments."""

from pathlib import PurePath

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from docs_mgmt.models import Document, Version
from docs_mgmt.queries.documents import documents_seen_by, versions_seen_by
from docs_mgmt.queries.files import attachments_of, pictures_of, rendition_of
from docs_mgmt.rules.words import AccessKind
from docs_mgmt.views.request import OfficeRequest
from docs_mgmt.views.sending import Parcel, is_first_part, send
from docs_mgmt.writes.record_access import saw

#: The pages name a picture by its bytes too; the browser may keep it for an hour of reading.
_AN_HOUR = 3600


def _version(request: OfficeRequest, pk: int, number: int) -> tuple[Document, Version]:
    """The document and the version of the address, if the reader may see them; else 404."""
    document = get_object_or_404(documents_seen_by(request.user), pk=pk)
    return document, get_object_or_404(versions_seen_by(request.user, document), number=number)


def _note(request: OfficeRequest, document: Document, version: Version, kind: AccessKind) -> None:
    if request.method == "GET" and is_first_part(request):
        saw(request.user, document, version.number, kind)


@login_required
@require_safe
def page_picture(request: OfficeRequest, pk: int, number: int, page: int) -> HttpResponseBase:
    """Show one page of the version as a picture; the page it stands on notes that it was seen."""
    _document, version = _version(request, pk, number)
    picture = get_object_or_404(pictures_of(version), page=page)
    parcel = Parcel(picture.sha256, f"{page}.png", "image/png", seconds=_AN_HOUR)
    return send(request, parcel)


@login_required
@require_safe
def rendition(request: OfficeRequest, pk: int, number: int) -> HttpResponseBase:
    """Show the version's PDF, or with ?download hand it over to keep."""
    document, version = _version(request, pk, number)
    pdf = rendition_of(version)
    if pdf is None:
        raise Http404
    download = "download" in request.GET
    _note(request, document, version, AccessKind.DOWNLOADED if download else AccessKind.SEEN)
    name = f"{PurePath(version.name).stem}.pdf"
    return send(request, Parcel(pdf.sha256, name, "application/pdf", download))


@login_required
@require_safe
def source_file(request: OfficeRequest, pk: int, number: int) -> HttpResponseBase:
    """Hand over the file as the officer put it in, under its own name."""
    document, version = _version(request, pk, number)
    _note(request, document, version, AccessKind.DOWNLOADED)
    return send(request, Parcel(version.sha256, version.name, download=True))


@login_required
@require_safe
def attachment(request: OfficeRequest, pk: int, number: int, order: int) -> HttpResponseBase:
    """Hand over a file that goes with the version, under its own name."""
    document, version = _version(request, pk, number)
    found = get_object_or_404(attachments_of(version), order=order)
    _note(request, document, version, AccessKind.DOWNLOADED)
    return send(request, Parcel(found.sha256, found.name, download=True))
