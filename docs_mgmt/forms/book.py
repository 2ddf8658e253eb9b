"""What a reader of the register asks for, as it stands in the address."""

from django import forms

from docs_mgmt.queries.books import Choice


class BookForm(forms.Form):
    """Agency, year, series, and the number at which to open the book."""

    agency = forms.IntegerField(required=False)
    year = forms.IntegerField(required=False, min_value=1900, max_value=9999)
    series = forms.CharField(required=False, max_length=40)
    last = forms.IntegerField(required=False, min_value=1)

    def choice(self) -> Choice | None:
        """The reader's choice; None: the address says something that is no book."""
        if not self.is_valid():
            return None
        return Choice(**self.cleaned_data)
