"""What was sent to a person, found without reading all that the person was ever granted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """My desk asks for it on every visit."""

    dependencies = [
        ("docs_mgmt", "0006_scanned_pages"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="grant",
            index=models.Index(fields=["person", "why", "document"], name="grant_person_why"),
        ),
    ]
