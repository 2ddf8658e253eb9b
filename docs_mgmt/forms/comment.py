"""The forms of the conversation beside a version: a new question, an answer, its end."""

from django import forms
from django.utils.translation import gettext_lazy as _

from docs_mgmt.forms._base import DeedForm
from docs_mgmt.writes.comment import TEXT_LIMIT


class ReplyForm(DeedForm):
    """An answer in a thread."""

    text = forms.CharField(
        label=_("Answer"),
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 2, "lang": "vi"}),
        error_messages={
            "required": _("Write something first."),
            "max_length": _("The text is longer than 5,000 characters."),
        },
    )


class CommentForm(ReplyForm):
    """A new question about the text, or about one of its pages."""

    page = forms.IntegerField(label=_("Page"), required=False, min_value=1, max_value=9999)

    field_order = ("page", "text", "token")


class ResolveForm(DeedForm):
    """The end of a thread: nothing to fill in."""
