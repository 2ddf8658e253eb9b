"""Addresses of the record: files, page pictures, registers, archive, health."""

from django.urls import path

from docs_mgmt.views.files import attachment, page_picture, rendition, source_file
from docs_mgmt.views.health import healthz

_VERSION = "documents/<int:pk>/versions/<int:number>/"

urlpatterns = [
    path(f"{_VERSION}pages/<int:page>.png", page_picture, name="page_picture"),
    path(f"{_VERSION}pdf", rendition, name="rendition"),
    path(f"{_VERSION}file", source_file, name="source_file"),
    path(f"{_VERSION}attachments/<int:order>", attachment, name="attachment"),
    path("healthz", healthz, name="healthz"),
]
