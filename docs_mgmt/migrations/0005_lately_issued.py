"""What a drafter's documents became lately, for My desk: found without a walk through them all."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """An index, and no row changes."""

    dependencies = [
        ("docs_mgmt", "0004_old_archive"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                fields=["drafter", "stage", "issued_on"], name="document_drafter_issued"
            ),
        ),
    ]
