"""The words of documents are kept with their letters as they are."""

import docs_mgmt.models.written_json
from django.db import migrations, models


class Migration(migrations.Migration):
    """Only how a text is written from now on; what was kept before is read as well as ever."""

    dependencies = [
        ("docs_mgmt", "0008_what_waits_for_words"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="versiontext",
                    name="paragraphs",
                    field=models.JSONField(
                        blank=True,
                        default=list,
                        encoder=docs_mgmt.models.written_json.WrittenEncoder,
                    ),
                ),
            ],
        ),
    ]
