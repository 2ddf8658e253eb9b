"""The forms of drafting: a new document, its particulars later on, and its end."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from docs_mgmt.forms._base import ReasonForm
from docs_mgmt.forms.files import FilesForm
from docs_mgmt.forms.particulars import ParticularsForm

#: Every answer but the first closes the form (Luật Bảo vệ bí mật nhà nước; domain.md 12.4).
UNCLASSIFIED = "no"
SECRECY = (
    (UNCLASSIFIED, _p("secrecy", "Not secret")),
    ("secret", _p("secrecy", "Secret")),
    ("highly_secret", _p("secrecy", "Highly secret")),
    ("top_secret", _p("secrecy", "Top secret")),
)


class DraftForm(ParticularsForm, FilesForm):
    """A new document: what it is, who signs it, and its first version."""

    field_order = ("secrecy", "type", "field", "title", "recipients", "due", "urgency", "main")

    secrecy = forms.ChoiceField(
        label=_("Secrecy"),
        choices=SECRECY,
        initial=UNCLASSIFIED,
        required=False,
        help_text=_("State secrets are neither drafted nor uploaded here."),
    )


class CancelForm(ReasonForm):
    """The end of a document, with the reason."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = forms.CharField(
            label=_("Reason"),
            help_text=_("It stands in the history; the drafter and whoever took part read it."),
            max_length=500,
            widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
            error_messages={"required": _("Write the reason.")},
        )
