"""The forms of a check: it passes, perhaps with a word, or goes back with the reason."""

from django import forms
from django.utils.translation import gettext_lazy as _

from docs_mgmt.forms._base import DeedForm, ReasonForm


class CheckForm(DeedForm):
    """Pass the document on; a word to those who come after is optional."""

    text = forms.CharField(
        label=_("A word to those who come after"),
        required=False,
        max_length=1000,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SendBackForm(ReasonForm):
    """Send the document back; the drafter and everyone before read the reason."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = reason_field(
            _("Reason for sending back"),
            _("The drafter and everyone who has checked will read it."),
        )


def reason_field(label: object, hint: object) -> forms.CharField:
    """A field for a reason, in words of its own."""
    return forms.CharField(
        label=str(label),
        help_text=str(hint),
        max_length=500,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": str(_("Write the reason."))},
    )
