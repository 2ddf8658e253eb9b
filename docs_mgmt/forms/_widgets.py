"""Fields as this office needs them: words people wrote stay Vietnamese, several files at once."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

#: How an officer writes a day; the last is what a browser's own calendar sends.
DAY_FORMATS = ["%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]


class WordsSelect(forms.Select):
    """A select whose options are names of the office: Vietnamese on the English page too."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Say the language of every option but the empty one, which is ours."""
        option = super().create_option(*args, **kwargs)
        if str(option["value"]):
            option["attrs"]["lang"] = "vi"
        return option


def day_input(**attrs: str) -> forms.DateInput:
    """A day as one types it: 22/05/2026."""
    typed = {"inputmode": "numeric", "autocomplete": "off", **attrs}
    return forms.DateInput(format="%d/%m/%Y", attrs=typed)


class ManyFilesInput(forms.FileInput):
    """A field that takes several files."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files; each is looked at by itself."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        """Give every file chosen; none is an empty list."""
        files = data if isinstance(data, (list, tuple)) else [data]
        return [super(ManyFilesField, self).clean(file, initial) for file in files if file]
