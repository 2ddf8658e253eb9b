"""The form of a signature in ink: on which day it was signed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from docs_mgmt.clock import today
from docs_mgmt.forms._base import DeedForm


class SignForm(DeedForm):
    """The signed original is back; without a day it was signed today."""

    signed_on = forms.DateField(
        label=_("Signed on"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("The day on which the signatory signed the paper; empty: today."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signed_on"].initial = today
