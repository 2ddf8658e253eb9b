"""The form of a seal: what the clerk has looked at, how many copies and impressions there are."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from approvals.steps.seal import COPIES_LIMIT, Looked, Sealing
from docs_mgmt.forms._base import DeedForm
from docs_mgmt.forms._widgets import WordsSelect
from docs_mgmt.models import Document
from docs_mgmt.queries.copies import copies_needed, original_of, seals_of

_LOOKED = (
    (Looked.SIGNATURE, _("The ink signature is there, in blue, of the person named")),
    (Looked.NUMBER, _("The number and the date stand on the paper, as in the book")),
    (Looked.PAGES, _("Every page is there and is the page that was approved")),
)


class SealForm(DeedForm):
    """The checklist before sealing (NĐ 30/2020, Đ32.2, Đ33), and what was sealed."""

    looked_at = forms.MultipleChoiceField(
        label=_("Look at the paper before sealing"),
        choices=_LOOKED,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    official_copies = forms.IntegerField(
        label=_("Official copies made"), min_value=0, max_value=COPIES_LIMIT
    )
    across_sheets = forms.BooleanField(
        label=_("Sealed across the sheets, at most five sheets an impression"),
        required=False,
    )
    annexes = forms.IntegerField(
        label=_("Annexes sealed on their first page"), min_value=0, max_value=99, required=False
    )

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seals = seals_of(document)
        self.fields["seal"] = forms.ModelChoiceField(
            label=_("Seal"),
            queryset=seals,
            empty_label=None,
            initial=seals.first(),
            widget=WordsSelect,
        )
        original = original_of(document)
        self.fields["official_copies"].initial = copies_needed(document)
        self.fields["across_sheets"].initial = original is not None and original.sheets > 1
        self.fields["annexes"].initial = 0

    def sealing(self) -> Sealing:
        """What the clerk wrote down, for the step."""
        typed = self.cleaned_data
        return Sealing(
            frozenset(Looked(word) for word in typed["looked_at"]),
            typed["official_copies"],
            across_sheets=typed["across_sheets"],
            annexes=typed["annexes"] or 0,
        )
