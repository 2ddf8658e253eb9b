"""The app that finds."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """search finds: one question, one plan, two engines."""

    name = "search"
