"""The files of a version in a form: kept as they arrive, named by id when the form returns."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.files.store import upload_limit
from docs_mgmt.forms._reader import ReaderForm
from docs_mgmt.forms._widgets import ManyFilesField
from docs_mgmt.labels import label_of
from docs_mgmt.labels.refusals import sentence_of_refusal
from docs_mgmt.models import Upload
from docs_mgmt.queries.uploads import uploads_of
from docs_mgmt.rules.file_names import extension_of, refusal_at_sight
from docs_mgmt.rules.words import AttachmentKind
from docs_mgmt.writes._versions import NewFiles
from docs_mgmt.writes.keep_upload import keep_upload

#: What a file beside the main one can be; an annex in the main file is no file of its own.
KINDS = (AttachmentKind.SEPARATE_FILE, AttachmentKind.PROMULGATED, AttachmentKind.REFERENCE)
_ICONS = {"docx": "file-earmark-word", "doc": "file-earmark-word", "pdf": "file-earmark-pdf"}
#: What a browser offers first as the main file.
_MAIN = ".docx,.doc,.odt,.rtf,.html,.htm,.mht,.mhtml,.xml,.pdf,.jpg,.jpeg,.png,.tif,.tiff"


@dataclass(frozen=True)
class Kept:
    """One file that is kept, as the form shows it."""

    upload: Upload
    kind: AttachmentKind = AttachmentKind.SEPARATE_FILE

    @property
    def icon(self) -> str:
        """The picture beside its name."""
        return _ICONS.get(extension_of(self.upload.name), "file-earmark")


@dataclass(frozen=True)
class Slot:
    """A place for files in the form: what goes there and what is there."""

    name: str
    field: forms.BoundField
    kept: list[Kept]
    accept: str
    kinds: list[tuple[str, Promise]]
    button: Promise
    may_drop: bool

    @property
    def is_many(self) -> bool:
        """Whether several files go there."""
        return bool(self.kinds)

    @property
    def carried(self) -> str:
        """The name under which the form carries the ids."""
        return "attachment_upload" if self.is_many else f"{self.name}_upload"


class FilesForm(ReaderForm):
    """The main file, perhaps the PDF exported from Word, perhaps attachments."""

    main = forms.FileField(label=_("Main file"), required=False, allow_empty_file=True)
    pdf = forms.FileField(label=_("PDF exported from Word"), required=False, allow_empty_file=True)
    attachments = ManyFilesField(
        label=_("Files that go with it"), required=False, allow_empty_file=True
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept: dict[str, list[Kept]] = {"main": [], "pdf": [], "attachments": []}
        most = upload_limit() // (1024 * 1024)
        self.fields["main"].help_text = _(
            "Word (.docx, .doc), .odt, .rtf, PDF or a scan (.jpg, .png, .tif), at most %(most)s MB."
            " Drop it here or choose it."
        ) % {"most": most}
        self.fields["pdf"].help_text = _(
            "Only if the pages must look exactly as in your Word; else the office makes the PDF."
        )
        self.fields["attachments"].help_text = _(
            "Annexes, price offers, the text to be promulgated: files of any kind."
        )

    def clean_main(self) -> Upload | None:
        """The main file, new or carried along; what cannot be read is refused at once."""
        upload = self._one("main")
        if upload is None:
            raise ValidationError(_("Choose the file with the text: Word or PDF."))
        if refused := refusal_at_sight(upload.name, upload.size):
            raise ValidationError(sentence_of_refusal(*refused))
        return upload

    def clean_pdf(self) -> Upload | None:
        """The PDF exported from Word, if there is one."""
        upload = self._one("pdf")
        if upload and (extension_of(upload.name) != "pdf" or not upload.size):
            raise ValidationError(_("This is no PDF. In Word choose “Save As”, “PDF”."))
        return upload

    def clean_attachments(self) -> list[Kept]:
        """The attachments, carried along and new, each with its kind."""
        wrong: list[ValidationError] = []
        for pk, kind in self._attached():
            self._attach(partial(self._carried, pk), kind, wrong)
        new_kind = str(self.data.get("new_kind", ""))
        for file in self.cleaned_data["attachments"]:
            self._attach(partial(self._keep, file), new_kind, wrong)
        if wrong:
            raise ValidationError(wrong)
        return self.kept["attachments"]

    def new_files(self) -> NewFiles:
        """The files as the step takes them."""
        return NewFiles(
            main=self.cleaned_data["main"],
            pdf=self.cleaned_data["pdf"],
            attachments=[(kept.upload, kept.kind) for kept in self.cleaned_data["attachments"]],
        )

    @property
    def slots(self) -> list[Slot]:
        """Every place for files, as the page draws them."""
        return [self.slot(name) for name in self.kept]

    def slot(self, name: str) -> Slot:
        """One place for files."""
        is_many = name == "attachments"
        return Slot(
            name=name,
            field=self[name],
            kept=self.kept[name],
            accept={"main": _MAIN, "pdf": ".pdf"}.get(name, ""),
            kinds=[(kind.value, label_of(kind)) for kind in KINDS] if is_many else [],
            button=_BUTTONS[name],
            may_drop=name != "main",
        )

    def _one(self, name: str) -> Upload | None:
        file = self.cleaned_data[name]
        pk = str(self.data.get(f"{name}_upload", ""))
        upload = self._keep(file) if file else self._carried(pk)
        if upload is None or (not file and pk in self._list("drop")):
            return None
        self.kept[name] = [Kept(upload)]
        return upload

    def _attached(self) -> list[tuple[str, str]]:
        """The attachments that the form carried, with their kinds, but those taken out again."""
        dropped = set(self._list("drop"))
        pairs = zip(self._list("attachment_upload"), self._list("attachment_kind"), strict=False)
        return [(pk, kind) for pk, kind in pairs if pk not in dropped]

    def _attach(
        self, find: Callable[[], Upload | None], kind: str, wrong: list[ValidationError]
    ) -> None:
        try:
            upload = find()
        except ValidationError as error:
            wrong.append(error)
            return
        if upload is None:
            return
        self.kept["attachments"].append(Kept(upload, _kind_of(kind)))
        if not upload.size:
            words = _("%(name)s is empty. Leave it out or choose it again.")
            wrong.append(ValidationError(words, params={"name": upload.name}))

    def _keep(self, file: "UploadedFile[Any]") -> Upload:
        try:
            return keep_upload(file.chunks(), name=file.name or "", person=self.reader)
        except FileRefusedError as error:
            raise ValidationError(sentence_of_refusal(error.reason, error.facts)) from error

    def _carried(self, pk: str) -> Upload | None:
        if not pk.isdecimal():
            return None
        upload = uploads_of(self.reader).filter(pk=int(pk[:15])).first()
        if upload is None:
            raise ValidationError(_("This file is no longer kept; please choose it again."))
        return upload

    def _list(self, name: str) -> list[str]:
        getlist = getattr(self.data, "getlist", None)
        values: Iterable[object] = getlist(name) if getlist else ()
        return [str(value) for value in values]


_BUTTONS: dict[str, Promise] = {
    "main": _("Choose a Word file or PDF"),
    "pdf": _("Choose the PDF"),
    "attachments": _("Choose files"),
}


def _kind_of(word: str) -> AttachmentKind:
    return next((kind for kind in KINDS if kind.value == word), AttachmentKind.SEPARATE_FILE)


class AddVersionForm(FilesForm):
    """The next version of a text, and what changed in it."""

    note = forms.CharField(
        label=_("What changed"),
        help_text=_("In one or two sentences; everybody who reads the new version sees it."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 500}),
        error_messages={"required": _("Say in a sentence what changed.")},
    )
