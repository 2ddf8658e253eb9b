"""The forms of the administration that are more than their model: people, desks."""

from typing import Any, ClassVar

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from docs_mgmt.models import Agency, Desk, Person


class PersonForm(forms.ModelForm[Person]):
    """A person; the administrator sets a password and never sees one."""

    new_password = forms.CharField(
        label=gettext_lazy("New password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy(
            "At least ten characters. Empty: the password stays as it is; nobody can read it."
        ),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=[("vi", "Tiếng Việt"), ("en", "English")]
    )

    class Meta:
        model = Person
        fields: ClassVar[list[str]] = [
            "username",
            "full_name",
            "address_form",
            "email",
            "language",
            "is_active",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password"].required = self.instance.pk is None

    def clean_new_password(self) -> str:
        """Hold a new password against the rules of the house."""
        typed: str = self.cleaned_data["new_password"]
        if typed:
            password_validation.validate_password(typed, self.instance)
        return typed

    def save(self, commit: bool = True) -> Person:  # noqa: FBT001, FBT002 -- Django's signature
        """Put the new password in as a hash; the frame saves the row."""
        person: Person = super().save(commit=commit)
        if self.cleaned_data["new_password"]:
            person.set_password(self.cleaned_data["new_password"])
        return person


class DeskForm(forms.ModelForm[Desk]):
    """A records desk; an agency once served stays served, since the desk holds its register."""

    class Meta:
        model = Desk
        fields: ClassVar[list[str]] = ["name", "agencies"]

    def clean_agencies(self) -> list[Agency]:
        """Let agencies be added, not taken away."""
        chosen = list(self.cleaned_data["agencies"])
        served = list(self.instance.agencies.all()) if self.instance.pk else []
        if any(agency not in chosen for agency in served):
            raise ValidationError(
                _("A desk goes on serving the agencies whose registers and originals it keeps.")
            )
        return chosen
