"""The forms of the import of an old archive: begin one, and put a doubtful paper right."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.files.store import path_of, upload_limit
from docs_mgmt.files.tables import read_rows
from docs_mgmt.forms._base import DeedForm
from docs_mgmt.forms._reader import ReaderForm
from docs_mgmt.forms._widgets import DAY_FORMATS, ManyFilesField, WordsSelect, day_input
from docs_mgmt.labels import label_of
from docs_mgmt.labels.refusals import sentence_of_refusal
from docs_mgmt.models import Agency, ImportFile
from docs_mgmt.queries.import_runs import agencies_kept_by, all_types
from docs_mgmt.rules.facts import Fact
from docs_mgmt.rules.flow import Standing
from docs_mgmt.rules.refusals import Refusal
from docs_mgmt.rules.register_export import lines_in
from docs_mgmt.rules.words import Doubt
from docs_mgmt.writes.import_files import from_json
from docs_mgmt.writes.keep_upload import keep_upload
from docs_mgmt.writes.start_import import OldBook, Sent
from docs_mgmt.writes.take_in_archive import OldPaper


class StartImportForm(ReaderForm):
    """What is taken in: files or parcels of files, and the export of their register."""

    agency = forms.ModelChoiceField(
        label=_("Whose archive"), queryset=Agency.objects.none(), widget=WordsSelect
    )
    papers = ManyFilesField(
        label=_("Old files"),
        allow_empty_file=True,
        error_messages={"required": _("Choose the old files, or a .zip of them.")},
    )
    register = forms.FileField(
        label=_("Export of the old register"),
        required=False,
        help_text=_("Excel (.xlsx) or .csv with number, date and title; it makes facts sure."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = agencies_kept_by(self.reader)
        self.fields["agency"].queryset = kept  # type: ignore[attr-defined]  # a choice of models
        self.fields["agency"].initial = kept.first()
        self.has_several = kept.count() > 1
        if not self.has_several:
            self.fields["agency"].widget = forms.HiddenInput()
        most = upload_limit() // (1024 * 1024)
        self.fields["papers"].help_text = _(
            "Several files, or a .zip that keeps its folders, at most %(most)s MB each. For more, "
            "the administrator has the command import_archive."
        ) % {"most": most}

    def clean_papers(self) -> list[Sent]:
        """Each file as it is kept; none may be larger than an upload."""
        files: list[UploadedFile[Any]] = self.cleaned_data["papers"]
        for file in files:
            if (file.size or 0) > upload_limit():
                too_big = sentence_of_refusal(Refusal.TOO_BIG, {"limit": upload_limit()})
                raise ValidationError(too_big)
        return [Sent(file.name or "file", file.chunks()) for file in files]

    def clean_register(self) -> OldBook:
        """The register, read; a table without number, date and title is none.

        Its rows go into the run; its bytes are swept after a day.
        """
        file = self.cleaned_data["register"]
        if not file:
            return OldBook()
        try:
            kept = keep_upload(file.chunks(), name=file.name, person=self.reader)
            rows = read_rows(path_of(kept.sha256))
        except FileRefusedError as error:
            raise ValidationError(sentence_of_refusal(error.reason, error.facts)) from error
        if not lines_in(rows):
            raise ValidationError(
                _("No columns for number, date and title were found in this table.")
            )
        return OldBook(file.name, rows)


@dataclass(frozen=True)
class Row:
    """One field of the review with what was proposed for it."""

    field: forms.BoundField
    fact: Fact | None
    says: str

    @property
    def is_doubtful(self) -> bool:
        """Whether somebody should look at it."""
        return self.fact is not None and not self.fact.is_sure


class ReviewForm(DeedForm):
    """The facts of one old paper: as proposed, and as a person puts them right."""

    full = forms.CharField(label=_("Number and notation"), max_length=80)
    date = forms.DateField(label=_("Date"), input_formats=DAY_FORMATS, widget=day_input())
    type = forms.ModelChoiceField(
        label=_("Type"), queryset=all_types(), to_field_name="key", widget=WordsSelect
    )
    title = forms.CharField(
        label=_("Title (trích yếu)"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "data-office-enter": ""}),
    )
    issuer = forms.CharField(label=_("Issued by"), max_length=200)
    signer = forms.CharField(label=_("Signed by"), max_length=200, required=False)
    standing = forms.ChoiceField(label=_("Standing"))
    stands = forms.BooleanField(
        label=_("It is another document that bears the same number"), required=False
    )

    def __init__(self, *args: Any, file: ImportFile, **kwargs: Any) -> None:
        self.file = file
        self.facts = from_json(file.facts)
        super().__init__(*args, initial=self._proposed(), **kwargs)
        self.fields["standing"].choices = [  # type: ignore[attr-defined]  # a choice of words
            (word.value, label_of(word)) for word in Standing
        ]
        for name in ("full", "title", "issuer", "signer"):
            self.fields[name].widget.attrs["lang"] = "vi"

    def _proposed(self) -> dict[str, object]:
        values: dict[str, object] = {
            name: fact.value for name, fact in self.facts.named().items() if fact.value
        }
        if self.facts.date.value:
            values["date"] = date.fromisoformat(self.facts.date.value)
        if not self.facts.full.value and (self.facts.number.value or self.facts.notation.value):
            values["full"] = f"{self.facts.number.value or '…'}/{self.facts.notation.value}"
        values["issuer"] = values.get("issuer", self.file.agency.name)
        return {**values, "standing": self.file.standing or Standing.IN_FORCE}

    @property
    def rows(self) -> Iterator[Row]:
        """Each field with its proposal; the first doubtful one is where the hand begins."""
        named, begun = self.facts.named(), False
        for name in ("full", "date", "type", "title", "issuer", "signer"):
            row = Row(self[name], named[name], str(_said_of(named[name])))
            if row.is_doubtful and not begun:
                self.fields[name].widget.attrs["autofocus"] = True
                begun = True
            yield row

    @property
    def asks_whether_it_stands(self) -> bool:
        """Whether the number is here already with another date or title."""
        return Doubt.NUMBER_STANDS in self.file.doubts or "full" in self.errors

    def paper(self) -> OldPaper:
        """The paper as the person says."""
        facts = self.cleaned_data
        return OldPaper(
            full=" ".join(facts["full"].split()),
            date=facts["date"],
            type_key=facts["type"].key,
            title=facts["title"],
            signer=facts["signer"],
            issuer=facts["issuer"],
            block=self.file.block,
            standing=Standing(facts["standing"]),
        )


def _said_of(fact: Fact) -> str | Promise:
    """How sure a proposal is and where it comes from."""
    if not fact.value:
        return gettext("Not found; please read it from the page.")
    words = {"percent": fact.sureness, "source": label_of(fact.source)}
    if fact.is_sure:
        return gettext("%(percent)s%% sure, %(source)s") % words
    return gettext("Doubtful: %(percent)s%% sure, %(source)s") % words


class SkipForm(DeedForm):
    """Leave an old file out, with the reason."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        error_messages={"required": _("Write the reason why this file is left out.")},
    )
