"""The forms of the administration that are more than their model: people, posts, desks, schemes."""

from typing import Any, ClassVar

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from docs_mgmt.models import Agency, Assignment, Desk, NumberingScheme, Person
from docs_mgmt.queries.registers import has_given_numbers


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


class AssignmentForm(forms.ModelForm[Assignment]):
    """A post: at one place, of the position's agency, with an end after its beginning."""

    class Meta:
        model = Assignment
        fields: ClassVar[list[str]] = ["person", "position", "unit", "desk", "starts", "ends"]

    def clean(self) -> dict[str, Any]:
        """Say what does not fit together beside the field where it is put right."""
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        if "unit" in self.fields and not self.errors:
            self._ask_for_one_place(facts)
        starts = facts.get("starts") or self.instance.starts
        if starts and facts.get("ends") and facts["ends"] < starts:
            self.add_error("ends", _("The end lies before the beginning."))
        return facts

    def _ask_for_one_place(self, facts: dict[str, Any]) -> None:
        unit, desk, agency = facts["unit"], facts["desk"], facts["position"].agency
        if (unit is None) == (desk is None):
            self.add_error("unit", _("Choose a unit or a records desk, one of the two."))
        elif unit is not None and unit.agency_id != agency.pk:
            self.add_error("unit", _("This unit belongs to another agency than the position."))
        elif desk is not None and not desk.agencies.filter(pk=agency.pk).exists():
            self.add_error("desk", _("This desk does not serve the agency of the position."))


class SchemeForm(forms.ModelForm[NumberingScheme]):
    """A numbering scheme; it begins before the first number of its years, not after."""

    class Meta:
        model = NumberingScheme
        fields: ClassVar[list[str]] = ["agency", "year", "kind", "instrument"]

    def clean(self) -> dict[str, Any]:
        """Refuse a scheme under numbers that are given: the same number would come twice."""
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        agency, year = facts.get("agency"), facts.get("year")
        if agency and year and has_given_numbers(agency, year):
            words = _("Numbers have been given under another scheme; begin with a later year.")
            self.add_error("year", words)
        return facts


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
