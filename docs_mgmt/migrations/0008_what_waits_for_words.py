"""What waits for its words or its PDF, found without looking at all that was ever read."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The recogniser asks for the next scan after each page, the worker for the rest each hour."""

    dependencies = [
        ("docs_mgmt", "0007_grants_by_cause"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="versiontext",
            index=models.Index(fields=["has_text", "searchable_sha256"], name="text_without_words"),
        ),
        migrations.AddIndex(
            model_name="versiontext",
            index=models.Index(fields=["words_from", "searchable_sha256"], name="text_words_from"),
        ),
        migrations.AddIndex(
            model_name="versiontext",
            index=models.Index(fields=["refusal"], name="text_refusal"),
        ),
        migrations.AddIndex(
            model_name="versiontext",
            index=models.Index(fields=["no_rendition"], name="text_no_rendition"),
        ),
    ]
