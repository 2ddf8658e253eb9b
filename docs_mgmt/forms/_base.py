"""The form behind every write: a one-time token, and refusals beside their fields."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.core.exceptions import ValidationError


def new_token() -> str:
    """A token for one deed; a second click carries the same one."""
    return secrets.token_urlsafe(24)


class DeedForm(forms.Form):
    """A form for one deed: it carries the deed's token and keeps what was typed."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = new_token

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Turn a write's ValidationError into errors beside the fields; then ask `is_valid()`."""
        try:
            yield
        except ValidationError as error:
            if hasattr(error, "error_dict"):
                for field, errors in error.error_dict.items():
                    self.add_error(field if field in self.fields else None, errors)
            else:
                self.add_error(None, error)


class ReasonForm(DeedForm):
    """A form for a side step: it wants a reason."""

    reason = forms.CharField(max_length=500, strip=True)
