"""The archive that an office already has: runs and their files; numbers of other books."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import docs_mgmt.models.words
import docs_mgmt.rules.words


class Migration(migrations.Migration):
    """Nothing of what stood before changes, but that a number need not be of a series."""

    dependencies = [
        ("docs_mgmt", "0003_where_the_words_come_from"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("path", models.CharField(max_length=1000)),
                ("parcel", models.CharField(blank=True, max_length=255)),
                ("sha256", models.CharField(blank=True, db_index=True, max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                (
                    "state",
                    docs_mgmt.models.words.WordField(
                        default=docs_mgmt.rules.words.ImportState["WAITING"],
                        max_length=20,
                        words=docs_mgmt.rules.words.ImportState,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("kind", models.CharField(blank=True, max_length=12)),
                ("words_from", models.CharField(blank=True, max_length=10)),
                ("encodings", models.JSONField(blank=True, default=list)),
                ("pages", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("facts", models.JSONField(blank=True, default=dict)),
                ("block", models.CharField(blank=True, max_length=300)),
                ("standing", models.CharField(blank=True, max_length=20)),
                ("doubts", models.JSONField(blank=True, default=list)),
                ("excerpt", models.TextField(blank=True)),
                ("pictures", models.JSONField(blank=True, default=list)),
                ("refusal", models.CharField(blank=True, max_length=40)),
                ("refusal_facts", models.JSONField(blank=True, default=dict)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(max_length=300)),
                ("started_at", models.DateTimeField()),
                ("listed_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("register", models.JSONField(blank=True, default=list)),
                ("register_name", models.CharField(blank=True, max_length=255)),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="registerentry",
            name="number_and_notation_once_a_year",
        ),
        migrations.AlterField(
            model_name="registerentry",
            name="series",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entries",
                to="docs_mgmt.numberseries",
            ),
        ),
        migrations.AddConstraint(
            model_name="registerentry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("series__isnull", False)),
                fields=("agency", "year", "full"),
                name="number_and_notation_once_a_year",
            ),
        ),
        migrations.AddField(
            model_name="importfile",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="import_files",
                to="docs_mgmt.agency",
            ),
        ),
        migrations.AddField(
            model_name="importfile",
            name="document",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="import_files",
                to="docs_mgmt.document",
            ),
        ),
        migrations.AddField(
            model_name="importfile",
            name="same_as",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="twins",
                to="docs_mgmt.importfile",
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="imports",
                to="docs_mgmt.agency",
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="started_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="imports",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="importfile",
            name="run",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="files",
                to="docs_mgmt.importrun",
            ),
        ),
        migrations.AddIndex(
            model_name="importfile",
            index=models.Index(fields=["run", "state", "id"], name="import_run_state"),
        ),
        migrations.AddConstraint(
            model_name="importfile",
            constraint=models.UniqueConstraint(
                fields=("run", "parcel", "path"), name="an_old_file_once_a_run"
            ),
        ),
        migrations.AddConstraint(
            model_name="importfile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "FILED")),
                fields=("agency", "sha256"),
                name="an_old_file_is_filed_once",
            ),
        ),
    ]
