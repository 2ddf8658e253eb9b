"""The form of an abbreviation: two forms of words, the one shorter than the other."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from docs_mgmt.rules.vietnamese import clean, syllables
from search.models import Abbreviation


class AbbreviationForm(forms.ModelForm[Abbreviation]):
    """What an administrator writes: QLTT stands for quản lý thị trường."""

    class Meta:
        model = Abbreviation
        fields = ("short", "long", "agency", "in_use")

    def clean_short(self) -> str:
        """One word, as it is typed without blanks."""
        short = " ".join(clean(self.cleaned_data["short"]).split())
        if len(list(syllables(short))) != 1:
            raise ValidationError(_("The short form is one word of letters and digits."))
        return short

    def clean_long(self) -> str:
        """The words in full; one alone would only be another word."""
        long = " ".join(clean(self.cleaned_data["long"]).split())
        if len(list(syllables(long))) < 2:
            raise ValidationError(_("Write in full what the short form stands for: several words."))
        return long
