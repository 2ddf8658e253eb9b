"""Abbreviations as the administrator sees them."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from docs_mgmt.admin import ConfigurationAdmin, name_in_words
from search.forms.abbreviation import AbbreviationForm
from search.models import Abbreviation
from search.queries.abbreviations import forget_table


@admin.register(Abbreviation)
class AbbreviationAdmin(ConfigurationAdmin):
    """What the office calls things for short; searches read it both ways within seconds."""

    form = AbbreviationForm
    fieldsets = (
        (
            None,
            {
                "fields": ("short", "long", "agency", "in_use"),
                "description": _(
                    "The usual abbreviations of offices (UBND, HĐND, BHXH, GPMB, PCCC …) and the "
                    "codes of the 29 types are known already; here stand the office's own. "
                    "A search for one form finds the other. Without an agency it holds for all."
                ),
            },
        ),
    )
    list_display = ("short", "long", "agency", "in_use")
    list_filter = ("agency", "in_use")
    list_select_related = ("agency",)
    search_fields = ("short", "long")

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        """Read the table anew in this process at once; others look for themselves."""
        super().save_related(request, form, formsets, change)
        forget_table()


name_in_words(Abbreviation)
