"""Where the words of a version come from, and why a scan has none; old forms wait to be read."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import docs_mgmt.models.words
import docs_mgmt.rules.words


def let_old_forms_wait(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """What was refused as «not yet» waits now; housekeeping has it read."""
    texts = apps.get_model("docs_mgmt", "VersionText")
    texts.objects.filter(refusal="NOT_YET").update(refusal="NO_READER")


class Migration(migrations.Migration):
    dependencies = [("docs_mgmt", "0002_the_29_types")]

    operations = [
        migrations.AddField(
            model_name="versiontext",
            name="encodings",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="versiontext",
            name="no_pictures",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="versiontext",
            name="no_words",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="versiontext",
            name="searchable_sha256",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="versiontext",
            name="sureness",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="versiontext",
            name="words_from",
            field=docs_mgmt.models.words.WordField(
                default=docs_mgmt.rules.words.WordsFrom["TEXT"],
                max_length=20,
                words=docs_mgmt.rules.words.WordsFrom,
            ),
        ),
        migrations.RunPython(let_old_forms_wait, migrations.RunPython.noop),
    ]
