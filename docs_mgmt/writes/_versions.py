"""How a version comes to stand: shared by the step that drafts and the write that adds one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from docs_mgmt.clock import now
from docs_mgmt.later import later
from docs_mgmt.models import Attachment, Document, Person, Upload, Version, VersionText
from docs_mgmt.rules.words import AttachmentKind


@dataclass(frozen=True)
class NewFiles:
    """The files of a new version: the main one, perhaps its PDF, perhaps attachments."""

    main: Upload
    pdf: Upload | None = None
    attachments: Sequence[tuple[Upload, AttachmentKind]] = ()


def put_version(document: Document, files: NewFiles, *, author: Person, note: str = "") -> Version:
    """Add the next version to the locked document and queue its reading.

    Raises ValidationError where a file was swept before its form came back.
    """
    _hold(files)
    last = document.versions.order_by("-number").values_list("number", flat=True).first()
    version = Version.objects.create(
        document=document,
        number=(last or 0) + 1,
        sha256=files.main.sha256,
        name=files.main.name,
        size=files.main.size,
        supplied_sha256=files.pdf.sha256 if files.pdf else "",
        note=note,
        author=author,
        created_at=now(),
    )
    VersionText.objects.create(version=version)
    for order, (upload, kind) in enumerate(files.attachments, 1):
        Attachment.objects.create(
            version=version,
            order=order,
            kind=kind,
            sha256=upload.sha256,
            name=upload.name,
            size=upload.size,
        )
    later("docs_mgmt.jobs.reading.read_version", version.pk)
    return version


def _hold(files: NewFiles) -> None:
    """Lock the uploads: their bytes are not swept away before the version names them."""
    every = (files.main, files.pdf, *(upload for upload, _kind in files.attachments))
    wanted = {upload.pk for upload in every if upload is not None and upload.pk}
    kept = Upload.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
    if wanted - set(kept.values_list("pk", flat=True)):
        raise ValidationError(_("This file is no longer kept; please choose it again."))
