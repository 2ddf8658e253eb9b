"""The files that a person has sent and no form has attached yet; never somebody else's."""

from django.db.models import QuerySet

from docs_mgmt.models import Person, Upload


def uploads_of(reader: Person) -> QuerySet[Upload]:
    """The reader's own uploads; a form names them by id, so nobody attaches another's file."""
    return Upload.objects.filter(person=reader)
