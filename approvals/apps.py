"""The app that moves documents along."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApprovalsConfig(AppConfig):
    """approvals moves: rounds, routes, turns, decisions and the steps of the flow."""

    name = "approvals"
    verbose_name = _("Configuration")
    default_auto_field = "django.db.models.BigAutoField"
