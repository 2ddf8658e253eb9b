"""The app that keeps the record."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocsMgmtConfig(AppConfig):
    """docs_mgmt keeps: people, documents, registers, paper, history."""

    name = "docs_mgmt"
    verbose_name = _("Configuration")
    default_auto_field = "django.db.models.BigAutoField"
