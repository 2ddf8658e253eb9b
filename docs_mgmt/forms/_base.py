"""The form behind every write: a one-time token, and refusals beside their fields."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def new_token() -> str:
    """A token for one deed; a second click carries the same one."""
    return secrets.token_urlsafe(24)


class TokenField(forms.CharField):
    """The hidden mark of one deed; a form that came without it comes back with a new one."""

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What the form shows when it comes back."""
        return data or initial


class DeedForm(forms.Form):
    """A form for one deed: it carries the deed's token and keeps what was typed."""

    token = TokenField(
        widget=forms.HiddenInput,
        max_length=80,
        error_messages={
            "required": _(
                "The form came without its hidden mark, so nothing was done. Send it once more."
            ),
            "max_length": _(
                "The form came with a wrong hidden mark, so nothing was done. "
                "Open the page anew and send it again."
            ),
        },
    )

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
