"""Which rows name bytes of the store, in whatever app they stand."""

from collections.abc import Collection, Iterator

from django.apps import apps
from django.db.models import Model

from docs_mgmt.models import ImportFile


def rows_naming(hashes: Collection[str]) -> Iterator[tuple[type[Model], int, str]]:
    """Every row that names one of these files: its kind, its id, the file."""
    if not hashes:
        return
    for model in apps.get_models():
        for field in model._meta.fields:
            if field.name.endswith("sha256"):
                rows = model._default_manager.filter(**{f"{field.name}__in": list(hashes)})
                for pk, sha256 in rows.order_by().values_list("pk", field.name):
                    yield model, pk, sha256
    yield from _pictures_naming(hashes)


def _pictures_naming(hashes: Collection[str]) -> Iterator[tuple[type[Model], int, str]]:
    """The old files that wait beside a picture of their pages."""
    drawn = ImportFile.objects.exclude(pictures=[]).order_by()
    for pk, pictures in drawn.values_list("pk", "pictures"):
        for _page, sha256 in pictures:
            if sha256 in hashes:
                yield ImportFile, pk, sha256
