"""Addresses of the record: files, page pictures, registers, archive, health."""

from django.urls import path

from docs_mgmt.views.archive import archive, dossier
from docs_mgmt.views.copies import copy
from docs_mgmt.views.files import attachment, page_picture, rendition, source_file
from docs_mgmt.views.health import healthz
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
    path("healthz", healthz, name="healthz"),
]
