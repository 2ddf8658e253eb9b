"""Addresses of the record: files, page pictures, registers, archive, health."""

from django.urls import path

from docs_mgmt.views.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
]
