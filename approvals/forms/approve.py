"""The forms of an approval: what was shown goes with it; a text opens again with a reason."""

from django import forms
from django.utils.translation import gettext_lazy as _

from approvals.forms.check import reason_field
from docs_mgmt.forms._base import DeedForm, ReasonForm


class ApproveForm(DeedForm):
    """Approve exactly what the page showed: the digest, and a mark for each part of it."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    marks = forms.CharField(widget=forms.HiddenInput, max_length=1000)


class ReopenForm(ReasonForm):
    """Open an approved text again."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = reason_field(
            _("Why the text must change"),
            _("It stands in the history and on the spoiled copies."),
        )
