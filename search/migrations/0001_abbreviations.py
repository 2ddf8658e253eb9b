import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("docs_mgmt", "0002_the_29_types"),
    ]

    operations = [
        migrations.CreateModel(
            name="Abbreviation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("short", models.CharField(max_length=30)),
                ("long", models.CharField(max_length=200)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="abbreviations",
                        to="docs_mgmt.agency",
                    ),
                ),
                ("in_use", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ["short", "long", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "short", "long"), name="abbreviation_once_an_agency"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("agency", None)),
                        fields=("short", "long"),
                        name="abbreviation_once_for_everybody",
                    ),
                ],
            },
        ),
    ]
