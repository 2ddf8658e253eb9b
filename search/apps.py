"""The app that finds."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """search finds: one way to ask, two engines."""

    name = "search"
    default_auto_field = "django.db.models.BigAutoField"
