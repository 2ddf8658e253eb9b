"""The form of an issue: how the copy went, for each line of the recipients."""

from typing import Any

from django import forms

from docs_mgmt.forms._base import DeedForm
from docs_mgmt.labels import label_of
from docs_mgmt.models import Document
from docs_mgmt.rules.words import Way


class IssueForm(DeedForm):
    """One way for each recipient; those of the house get it in the system unless said otherwise."""

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.recipients = list(document.recipients.select_related("unit", "person"))
        for recipient in self.recipients:
            is_inside = recipient.unit is not None or recipient.person is not None
            ways = [way for way in Way if is_inside or way is not Way.INTERNAL]
            self.fields[_name(recipient.pk)] = forms.ChoiceField(
                widget=forms.Select(attrs={"class": "form-select"}),
                label=recipient.words,
                choices=[(way.value, label_of(way)) for way in ways],
                initial=Way.INTERNAL if is_inside else Way.POST,
            )

    def lines(self) -> list[tuple[Any, forms.BoundField]]:
        """Each recipient with the field that asks for its way."""
        return [(recipient, self[_name(recipient.pk)]) for recipient in self.recipients]

    def ways(self) -> dict[int, Way]:
        """How each copy went, by the recipient's id."""
        return {
            recipient.pk: Way(self.cleaned_data[_name(recipient.pk)])
            for recipient in self.recipients
        }


def _name(pk: int) -> str:
    return f"way_{pk}"
