"""The form of a signature in ink: on which day it was signed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from docs_mgmt.clock import today
from docs_mgmt.forms._base import DeedForm
from docs_mgmt.forms._widgets import DAY_FORMATS, day_input


class SignForm(DeedForm):
    """The signed original is back; without a day it was signed today."""

    signed_on = forms.DateField(
        label=_("Signed on"),
        required=False,
        input_formats=DAY_FORMATS,
        widget=day_input(),
        error_messages={"invalid": _("Write the day as day/month/year, for example 22/05/2026.")},
        help_text=_("The day on which the signatory signed the paper; empty: today."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signed_on"].initial = today
