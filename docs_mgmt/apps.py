"""The app that keeps the record."""

from django.apps import AppConfig


class DocsMgmtConfig(AppConfig):
    """docs_mgmt keeps: people, documents, registers, paper, history."""

    name = "docs_mgmt"
    default_auto_field = "django.db.models.BigAutoField"
