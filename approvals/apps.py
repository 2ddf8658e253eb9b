"""The app that moves documents along."""

from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    """approvals moves: rounds, routes, turns, decisions and the steps of the flow."""

    name = "approvals"
    default_auto_field = "django.db.models.BigAutoField"
