"""Change the configuration: agencies, units, positions, routes, schemes, plans."""

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model

from docs_mgmt.clock import today
from docs_mgmt.models import Person
from docs_mgmt.permissions import posts_of
from docs_mgmt.rules.flow import Deed
from docs_mgmt.rules.words import Role
from docs_mgmt.writes._frame import changing

RowT = TypeVar("RowT", bound=Model)


def configure(
    row: RowT,
    *,
    actor: Person | None,
    then: Callable[[RowT], object] | None = None,
) -> RowT:
    """Write one row of configuration, by an administrator; `actor` None is a command's own part.

    `then` writes what hangs on the row, in the same transaction.
    """
    if actor is not None and not is_administrator(actor):
        raise PermissionDenied
    with changing(row, actor=actor, deed=Deed.CONFIGURE, may=lambda _: True) as change:
        for field in row._meta.concrete_fields:
            setattr(change.subject, field.attname, getattr(row, field.attname))
        if then is not None:
            then(change.subject)
        change.note(row=str(row)[:200])
    return change.subject


def is_administrator(person: Person) -> bool:
    """Whether the person administers anything today."""
    posts = posts_of(person, today()).filter(position__roles__role=Role.ADMINISTRATOR)
    return person.is_active and posts.exists()
