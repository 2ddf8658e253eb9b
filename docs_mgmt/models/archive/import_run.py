"""The import of an archive that an office already has: a run, and each of its files."""

from django.db import models
from django.urls import reverse

from docs_mgmt.models.document.document import Document
from docs_mgmt.models.people.agency import Agency
from docs_mgmt.models.people.person import Person
from docs_mgmt.models.words import WordField
from docs_mgmt.rules.words import ImportState


class ImportRun(models.Model):
    """One folder or parcel of old files that an archivist takes in."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="imports")
    started_by = models.ForeignKey(Person, models.PROTECT, related_name="imports")
    #: The folder or the names of the files, as it was called.
    source = models.CharField(max_length=300)
    started_at = models.DateTimeField()
    #: When every file was in the list; until then a run that was killed lists the rest.
    listed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    #: The export of the old register, row by row (rules/register_export.py).
    register = models.JSONField(default=list, blank=True)
    register_name = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.source

    def get_absolute_url(self) -> str:
        """The page of the run."""
        return reverse("import_run", args=[self.pk])


class ImportFile(models.Model):
    """One old file: what was found in it, and what became of it."""

    run = models.ForeignKey(ImportRun, models.PROTECT, related_name="files")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="import_files")
    #: Where it lay, from the folder of the run on.
    path = models.CharField(max_length=1000)
    #: The parcel that it came in, if it came in one.
    parcel = models.CharField(max_length=255, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    size = models.PositiveBigIntegerField()
    state = WordField(ImportState, default=ImportState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=12, blank=True)
    words_from = models.CharField(max_length=10, blank=True)
    encodings = models.JSONField(default=list, blank=True)
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    #: Each proposed fact by name: [value, sureness, source].
    facts = models.JSONField(default=dict, blank=True)
    #: The lines above the signature.
    block = models.CharField(max_length=300, blank=True)
    #: What it is worth, by the register's remarks.
    standing = models.CharField(max_length=20, blank=True)
    #: The words (rules/words.py: Doubt) for which it waits.
    doubts = models.JSONField(default=list, blank=True)
    #: The first and last lines, shown where there is no picture.
    excerpt = models.TextField(blank=True)
    #: Pictures of the first and the last page: [page, sha256].
    pictures = models.JSONField(default=list, blank=True)
    #: Why it was refused (rules/refusals.py) with the facts for the sentence; or skipped, in words.
    refusal = models.CharField(max_length=40, blank=True)
    refusal_facts = models.JSONField(default=dict, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="import_files"
    )
    #: The file with the same bytes that is treated in its place.
    same_as = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="twins")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["run", "state", "id"], name="import_run_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "parcel", "path"], name="an_old_file_once_a_run"
            ),
            models.UniqueConstraint(
                fields=["agency", "sha256"],
                condition=models.Q(state="FILED"),
                name="an_old_file_is_filed_once",
            ),
        ]

    def __str__(self) -> str:
        return self.path

    #: What a page says of it, put there by the query that fetched it.
    sentence: str = ""

    @property
    def name(self) -> str:
        """The name of the file without its folders."""
        return self.path.rpartition("/")[2]

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders that it lay in, the outermost first."""
        return tuple(part for part in self.path.split("/")[:-1] if part)

    @property
    def shown(self) -> list[list[object]]:
        """The pictures of its pages, each once."""
        return list({page: [page, sha256] for page, sha256 in self.pictures}.values())
