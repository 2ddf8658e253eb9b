"""Abbreviations as the administrator sees them."""

from typing import Any

from django.contrib import admin

from docs_mgmt.admin import ConfigurationAdmin, name_in_words
from search.forms.abbreviation import AbbreviationForm
from search.models import Abbreviation
from search.queries.abbreviations import forget_table


@admin.register(Abbreviation)
class AbbreviationAdmin(ConfigurationAdmin):
    """What the office calls things for short; searches read it both ways within seconds."""

    form = AbbreviationForm
    list_display = ("short", "long", "agency", "in_use")
    list_filter = ("agency", "in_use")
    list_select_related = ("agency",)
    search_fields = ("short", "long")

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        """Read the table anew in this process at once; others look for themselves."""
        super().save_related(request, form, formsets, change)
        forget_table()


name_in_words(Abbreviation)
