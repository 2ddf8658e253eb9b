"""What a reader keeps of their searching: the columns, a question under a name."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from search.forms.find import LONGEST_QUERY, faults_of, kept
from search.labels import COLUMNS
from search.rules.words import Column, ExportKind


class KeptForm(forms.Form):
    """A form that carries the address of the search page from which it was sent."""

    query = forms.CharField(required=False)

    @property
    def address(self) -> str:
        """What the page asked, in the one order."""
        return kept(QueryDict(self.data.get("query", "")))

    def clean_query(self) -> str:
        """Refuse a question too long to be kept, or that the page would not take either."""
        if len(self.address) > LONGEST_QUERY:
            raise forms.ValidationError(_("This question is too long to be kept."))
        if faults := faults_of(self.address):
            raise forms.ValidationError(faults)
        return self.address


class ColumnsForm(KeptForm):
    """The facts that lines show; none: the usual ones."""

    columns = forms.MultipleChoiceField(required=False, choices=list(COLUMNS.items()))

    def chosen(self) -> tuple[Column, ...]:
        """The columns ticked."""
        return tuple(Column(name) for name in self.cleaned_data["columns"])


class SaveForm(KeptForm):
    """A name for a question."""

    name = forms.CharField(
        max_length=120,
        label=_("Name of the saved search"),
        error_messages={
            "required": _("Give it a name by which to find it again."),
            "max_length": _("The name is too long; 120 letters are enough."),
        },
    )


class ExportForm(KeptForm):
    """In what form the list is wanted."""

    kind = forms.ChoiceField(choices=[(str(kind), str(kind)) for kind in ExportKind])
