"""The 29 types of administrative documents (NĐ 30/2020, Đ7)."""

from django.db import migrations

from docs_mgmt.rules.document_types import TYPES


def add_types(apps, schema_editor):
    document_type = apps.get_model("docs_mgmt", "DocumentType")
    for ordinal, facts in enumerate(TYPES, 1):
        document_type.objects.update_or_create(
            key=facts.key,
            defaults={
                "code": facts.code,
                "name": facts.name,
                "ordinal": ordinal,
                "default_authority": facts.authority,
                "has_title": facts.has_title,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("docs_mgmt", "0001_first_nouns")]
    operations = [migrations.RunPython(add_types, migrations.RunPython.noop)]
