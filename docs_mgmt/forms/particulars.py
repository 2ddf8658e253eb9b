"""What the drafter fills in about a document, as a form: chosen from data where there is any."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from docs_mgmt.clock import today
from docs_mgmt.forms._reader import ReaderForm
from docs_mgmt.forms._widgets import DAY_FORMATS, WordsSelect, day_input
from docs_mgmt.labels import label_of
from docs_mgmt.models import Document, DocumentType, Unit
from docs_mgmt.queries.colleagues import colleagues_of, units_of
from docs_mgmt.queries.fields import document_types, fields_of
from docs_mgmt.queries.signers import Signer, block_for, signers_of
from docs_mgmt.rules.particulars import Particulars, RecipientFacts, SignatoryFacts
from docs_mgmt.rules.recipient_lines import Line, likeness, lines_of, text_of
from docs_mgmt.rules.words import Authority, Urgency

#: The longest line of Nơi nhận, and the most copies of one.
WORDS_LIMIT, COPIES_LIMIT = 200, 999


@dataclass(frozen=True)
class Whom:
    """Whom a line of Nơi nhận means inside the agency."""

    unit: int | None = None
    person: int | None = None


class ParticularsForm(ReaderForm):
    """The particulars of a document of one unit; of a draft in hand where there is one."""

    type = forms.ChoiceField(
        label=_("Type"),
        widget=WordsSelect,
        error_messages={"required": _("Choose the type of the document.")},
    )
    title = forms.CharField(
        label=_("Title"),
        help_text=_("One sentence, at most 500 characters, as it will stand on the paper."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 500, "lang": "vi"}),
        error_messages={"required": _("Write the title.")},
    )
    field = forms.CharField(
        label=_("Field"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"list": "fields", "lang": "vi", "autocomplete": "off"}),
    )
    urgency = forms.ChoiceField(
        label=_("Urgency"),
        choices=[(word.value, label_of(word)) for word in Urgency],
        widget=forms.RadioSelect,
        initial=Urgency.NORMAL,
    )
    authority = forms.ChoiceField(
        label=_("Whose authority"),
        choices=[
            ("", _("As usual for the type")),
            *((word.value, label_of(word)) for word in Authority),
        ],
        required=False,
        widget=forms.RadioSelect,
        initial="",
    )
    signer = forms.ChoiceField(label=_("Signer"), required=False, widget=WordsSelect)
    recipients = forms.CharField(
        label=_("Recipients"),
        help_text=_(
            "One a line, as on the paper; copies in brackets at the end of a line: (2)."
            " You may paste the list from Word; the line for the file copy is left out by itself."
        ),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4, "lang": "vi"}),
    )
    units = forms.MultipleChoiceField(
        label=_("Units of the agency"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
    )
    people = forms.MultipleChoiceField(
        label=_("People of the agency"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
    )
    due = forms.DateField(
        label=_("Deadline for issue"),
        required=False,
        input_formats=DAY_FORMATS,
        widget=day_input(**{"class": "form-control", "aria-describedby": "due-about"}),
        error_messages={"invalid": _("Write the day as day/month/year, for example 22/05/2026.")},
    )

    def __init__(
        self, *args: Any, unit: Unit, document: Document | None = None, **kwargs: Any
    ) -> None:
        if document is not None:
            kwargs["initial"] = _initial_of(document)
        super().__init__(*args, **kwargs)
        self.unit, self.agency, self.document = unit, unit.agency, document
        drafter = document.drafter_id if document else self.reader.pk
        self.types = {row.key: row for row in document_types()}
        self.signers = {row.key: row for row in signers_of(self.agency, but=drafter)}
        self.colleagues = colleagues_of(self.agency)
        self.own_units = units_of(self.agency)
        self._set("type", [("", _("Choose the type")), *_pairs(self.types)])
        signers = [(key, f"{row.name}, {row.title}") for key, row in self.signers.items()]
        self._set("signer", [("", _("Not chosen yet")), *signers])
        self._set("units", [(str(row.pk), row.name) for row in self.own_units])
        self._set("people", [(str(row.person), row.full) for row in self.colleagues])

    def clean_title(self) -> str:
        """The title on one line."""
        return " ".join(str(self.cleaned_data["title"]).split())

    def clean_due(self) -> date | None:
        """The day, which lies ahead unless it stood there before."""
        due: date | None = self.cleaned_data["due"]
        before = self.document.due if self.document else None
        if due and due < today() and due != before:
            raise ValidationError(_("This day is past; choose another one or leave it empty."))
        return due

    def clean_recipients(self) -> tuple[Line, ...]:
        """The lines of Nơi nhận as typed."""
        lines = lines_of(str(self.cleaned_data["recipients"]))
        for line in lines:
            if len(line.words) > WORDS_LIMIT:
                raise ValidationError(_("A line is longer than 200 characters; break it up."))
            if not 1 <= line.copies <= COPIES_LIMIT:
                raise ValidationError(_("Copies must be between 1 and 999."))
        return lines

    def particulars(self) -> Particulars:
        """The facts as the step takes them."""
        facts = self.cleaned_data
        signer = self.signers.get(facts["signer"])
        return Particulars(
            type_key=facts["type"],
            title=facts["title"],
            field=" ".join(facts["field"].split()),
            urgency=Urgency(facts["urgency"]),
            authority=self._authority(facts),
            due=facts["due"],
            signatories=(SignatoryFacts(signer.person, signer.capacity),) if signer else (),
            recipients=self._recipients(facts),
        )

    # --- what the page shows beside the fields

    @cached_property
    def facts(self) -> dict[str, Any]:
        """What is filled in so far, as far as it makes sense."""
        if not self.is_bound:
            return {name: self.get_initial_for_field(self.fields[name], name) for name in _AHEAD}
        self.is_valid()
        return self.cleaned_data

    @property
    def signing(self) -> Signer | None:
        """The signer chosen so far."""
        return self.signers.get(self.facts.get("signer") or "")

    @property
    def block(self) -> tuple[str, ...]:
        """The signature block as it would stand on the paper."""
        if self.signing is None:
            return ()
        return block_for(self.agency, self.signing, self._authority(self.facts))

    @property
    def chosen_type(self) -> DocumentType | None:
        """The type chosen so far."""
        return self.types.get(self.facts.get("type") or "")

    @property
    def due_day(self) -> date | None:
        """The deadline so far."""
        due = self.facts.get("due")
        return due if isinstance(due, date) else None

    @property
    def past_fields(self) -> list[str]:
        """The fields that the agency used before."""
        return fields_of(self.agency)

    def _set(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def _authority(self, facts: dict[str, Any]) -> Authority:
        if facts.get("authority"):
            return Authority(facts["authority"])
        kind = self.types.get(facts.get("type") or "")
        return kind.default_authority if kind else Authority.COLLECTIVE

    def _recipients(self, facts: dict[str, Any]) -> tuple[RecipientFacts, ...]:
        known = self._known()
        found: list[RecipientFacts] = []
        for line in facts["recipients"]:
            whom = known.get(likeness(line.words), Whom())
            found.append(
                RecipientFacts(line.words, None, whom.unit, whom.person, copies=line.copies)
            )
        names = {str(unit.pk): unit.name for unit in self.own_units}
        titles = {str(row.person): row.full for row in self.colleagues}
        for words, whom in (
            *((names[pk], Whom(unit=int(pk))) for pk in facts["units"]),
            *((titles[pk], Whom(person=int(pk))) for pk in facts["people"]),
        ):
            if whom not in {Whom(row.unit, row.person) for row in found}:
                found.append(RecipientFacts(words, None, whom.unit, whom.person))
        return tuple(found)

    def _known(self) -> dict[str, Whom]:
        """Names that mean somebody inside: units, people, and what this document knew before."""
        known: dict[str, Whom] = {}
        for row in self.colleagues:
            for words in {likeness(row.name), likeness(row.full)}:
                # Two people of one name: the words alone name neither.
                known[words] = Whom() if words in known else Whom(person=row.person)
        known |= {likeness(unit.name): Whom(unit=unit.pk) for unit in self.own_units}
        if self.document is not None:
            for line in self.document.recipients.all():
                known[likeness(line.words)] = Whom(line.unit_id, line.person_id)
        return known


_AHEAD = ("type", "signer", "authority", "due")


def _pairs(types: dict[str, DocumentType]) -> list[tuple[str, str]]:
    return [(key, row.name) for key, row in types.items()]


def _initial_of(document: Document) -> dict[str, object]:
    first = document.signatories.first()
    lines = tuple(Line(row.words, row.copies) for row in document.recipients.all())
    return {
        "type": document.type.key,
        "title": document.title,
        "field": document.field,
        "urgency": document.urgency,
        "authority": document.authority,
        "signer": f"{first.person_id}:{first.capacity}" if first else "",
        "recipients": text_of(lines, gettext("%(copies)s copies")),
        "due": document.due,
    }
