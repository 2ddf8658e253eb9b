"""Addresses of the record: files, page pictures, registers, archive, health."""

from django.urls import path

from docs_mgmt.views.archive import archive, dossier
from docs_mgmt.views.copies import copy
from docs_mgmt.views.files import attachment, page_picture, rendition, source_file
from docs_mgmt.views.health import healthz
from docs_mgmt.views.old_archive import (
    import_archive,
    import_report,
    import_run,
    old_file,
    old_file_picture,
    old_file_source,
    skip_old_file,
)
from docs_mgmt.views.registers import registers
from docs_mgmt.views.uploads import upload

_VERSION = "documents/<int:pk>/versions/<int:number>/"

urlpatterns = [
    path(f"{_VERSION}pages/<int:page>.png", page_picture, name="page_picture"),
    path(f"{_VERSION}pdf", rendition, name="rendition"),
    path(f"{_VERSION}file", source_file, name="source_file"),
    path(f"{_VERSION}attachments/<int:order>", attachment, name="attachment"),
    path("uploads/", upload, name="upload"),
    path("copies/", copy, name="copy"),
    path("registers/", registers, name="registers"),
    path("archive/", archive, name="archive"),
    path("archive/dossiers/<int:pk>/", dossier, name="dossier"),
    path("archive/import/", import_archive, name="import_archive"),
    path("archive/import/<int:pk>/", import_run, name="import_run"),
    path("archive/import/<int:pk>/report.csv", import_report, name="import_report"),
    path("archive/import/files/<int:pk>/", old_file, name="old_file"),
    path("archive/import/files/<int:pk>/skip/", skip_old_file, name="skip_old_file"),
    path("archive/import/files/<int:pk>/file", old_file_source, name="old_file_source"),
    path(
        "archive/import/files/<int:pk>/pages/<int:page>.png",
        old_file_picture,
        name="old_file_picture",
    ),
    path("healthz", healthz, name="healthz"),
]
