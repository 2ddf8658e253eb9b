"""The forms of a round: whom to ask, what each answers, what the drafter makes of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext_lazy as _

from approvals.steps.circulate import Asked
from docs_mgmt.clock import today
from docs_mgmt.forms._base import DeedForm
from docs_mgmt.forms._widgets import DAY_FORMATS, day_input
from docs_mgmt.labels import label_of
from docs_mgmt.models import Document
from docs_mgmt.queries.colleagues import colleagues_of, people_of, units_of
from docs_mgmt.rules.words import Answer, Uptake
from docs_mgmt.rules.working_days import working_days_after

#: How long one usually has to answer, in working days.
USUAL_DAYS = 3
TEXT_LIMIT = 5000


@dataclass(frozen=True)
class Group:
    """A unit with its people, as one ticks them; people outside every unit stand by themselves."""

    unit: BoundWidget | None
    people: list[tuple[BoundWidget, str]]


class CirculateForm(DeedForm):
    """Whom to ask, by when, and what for."""

    asked = forms.MultipleChoiceField(
        label=_("Who is asked"),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
        error_messages={"required": _("Choose at least one person or unit to ask.")},
    )
    due = forms.DateField(
        label=_("Answer by"),
        input_formats=DAY_FORMATS,
        widget=day_input(),
        error_messages={
            "required": _("Say by when to answer."),
            "invalid": _("Write the day as day/month/year, for example 22/05/2026."),
        },
    )
    question = forms.CharField(
        label=_("What you ask about"),
        help_text=_("For example: whether Article 5 gives your unit the right task."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 1000}),
    )

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.document = document
        self.colleagues = [
            row for row in colleagues_of(document.agency) if row.person != document.drafter_id
        ]
        self.units = units_of(document.agency)
        field = self.fields["asked"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            *((f"u{unit.pk}", unit.name) for unit in self.units),
            *((f"p{row.person}", row.name) for row in self.colleagues),
        ]
        self.fields["due"].initial = working_days_after(today(), USUAL_DAYS)

    def clean_due(self) -> date:
        """The day by which to answer: today at the earliest."""
        due: date = self.cleaned_data["due"]
        if due < today():
            raise ValidationError(_("The date by which to answer lies in the past."))
        return due

    def asked_of(self) -> Asked:
        """Who is asked, as the step takes it."""
        chosen = set(self.cleaned_data["asked"])
        people = people_of(self.document.agency)
        return Asked(
            people=[person for pk, person in people.items() if f"p{pk}" in chosen],
            units=[unit for unit in self.units if f"u{unit.pk}" in chosen],
            due=self.cleaned_data["due"],
            question=self.cleaned_data["question"].strip(),
        )

    @property
    def groups(self) -> Iterator[Group]:
        """The boxes to tick, unit by unit, the people under their unit."""
        boxes = {str(box.data["value"]): box for box in self["asked"]}
        for unit in self.units:
            here = [row for row in self.colleagues if row.unit == unit.pk]
            yield Group(
                boxes[f"u{unit.pk}"], [(boxes[f"p{row.person}"], row.title) for row in here]
            )
        known = {unit.pk for unit in self.units}
        others = [row for row in self.colleagues if row.unit not in known]
        if others:
            yield Group(None, [(boxes[f"p{row.person}"], row.title) for row in others])


class AnswerForm(DeedForm):
    """What one who is asked thinks of the text."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[(word.value, label_of(word)) for word in Answer],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three answers.")},
    )
    text = forms.CharField(
        label=_("Your opinion"),
        help_text=_("To agree you need not write anything; else say what should be different."),
        required=False,
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": TEXT_LIMIT}),
    )


class ReplyForm(DeedForm):
    """What the drafter makes of an opinion; each button is an answer."""

    uptake = forms.ChoiceField(choices=[(word.value, label_of(word)) for word in Uptake])
    reply = forms.CharField(
        label=_("How it is taken up, or why not"),
        required=False,
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": TEXT_LIMIT}),
    )
