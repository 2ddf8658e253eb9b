"""Routes as the administrator sees them: who checks and approves, in which order."""

from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet
from django.utils.translation import gettext as _

from approvals.models import Route, RouteLeg
from docs_mgmt.admin import ConfigurationAdmin, PartInline, name_in_words
from docs_mgmt.rules.words import CheckKind


class LegsFormSet(BaseInlineFormSet[Any, Any, Any]):
    """The turns of a route: the law fixes that it ends with one approval."""

    def clean(self) -> None:
        """Ask for exactly one approval, at the end (NĐ 30/2020, Đ11.1, Đ12)."""
        super().clean()
        legs = [form.cleaned_data for form in self.forms if getattr(form, "cleaned_data", None)]
        if any(self.errors):
            return
        kept = [leg for leg in legs if not leg.get("DELETE")]
        kinds = [leg["kind"] for leg in sorted(kept, key=lambda leg: leg["order"])]
        if not kinds or kinds[-1] is not CheckKind.APPROVAL or kinds.count(kinds[-1]) > 1:
            raise ValidationError(_("A route ends with one approval by the signatory."))


class RouteLegInline(PartInline):
    """The turns of a route in their order."""

    model = RouteLeg
    formset = LegsFormSet
    fields = (("order", "kind", "role", "person"),)


@admin.register(Route)
class RouteAdmin(ConfigurationAdmin):
    """The usual way through an agency or one of its units; running documents keep the old one."""

    list_display = ("name", "agency", "unit", "type")
    list_filter = ("agency",)
    inlines: ClassVar = [RouteLegInline]


name_in_words(Route, RouteLeg)
