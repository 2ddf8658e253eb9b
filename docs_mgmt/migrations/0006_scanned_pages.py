"""Which pages of a typed file are scans, in a column of its own."""

from django.db import migrations, models


def move(apps, _schema):
    """Out of the facts of a refusal, where they stood before; a file that was read has no others."""
    texts = apps.get_model("docs_mgmt", "VersionText").objects
    for text in texts.filter(words_from="mixed").only("refusal_facts").iterator():
        pages = text.refusal_facts.get("scanned_pages", [])
        texts.filter(pk=text.pk).update(scanned_pages=pages, refusal_facts={})


class Migration(migrations.Migration):
    """No page is forgotten."""

    dependencies = [
        ("docs_mgmt", "0005_lately_issued"),
    ]

    operations = [
        migrations.AddField(
            model_name="versiontext",
            name="scanned_pages",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.RunPython(move, migrations.RunPython.noop),
    ]
