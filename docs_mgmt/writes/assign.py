"""Give people their posts, and desks their agencies, with the sight that comes with them."""

from collections.abc import Callable
from datetime import date

from docs_mgmt.models import Agency, Assignment, Desk, Person
from docs_mgmt.permissions import Cause, grant, revoke
from docs_mgmt.rules.flow import Deed, Stage
from docs_mgmt.rules.words import Right, Role, Why
from docs_mgmt.writes._frame import changing

_SCOPES: dict[Role, tuple[Why, Right, Stage]] = {
    Role.UNIT_HEAD: (Why.UNIT_HEAD, Right.COMMENT, Stage.DRAFTED),
    Role.LEADER: (Why.LEADER, Right.COMMENT, Stage.SUBMITTED),
    Role.ARCHIVIST: (Why.ARCHIVIST, Right.VIEW, Stage.ARCHIVED),
}


def assign(
    post: Assignment, *, actor: Person | None, may: Callable[[Assignment], bool]
) -> Assignment:
    """Write an assignment down with the scope grants of its roles (design.md 4)."""
    with changing(post, actor=actor, deed=Deed.ASSIGN, may=may) as change:
        give_scopes(change.subject)
        change.note(
            person=post.person_id,
            position=post.position_id,
            starts=str(post.starts),
            ends=str(post.ends or ""),
        )
    return change.subject


def give_scopes(post: Assignment) -> None:
    """Give the sight that comes with a saved post, anew."""
    revoke("assignment", post.pk)
    if post.unit is None:
        return
    for role in post.position.roles.values_list("role", flat=True):
        scope = _SCOPES.get(Role(role))
        if scope is None:
            continue
        why, right, stage = scope
        grant(
            right,
            post.person,
            post.unit if why is Why.UNIT_HEAD else post.unit.agency,
            cause=Cause(why, "assignment", post.pk),
            from_stage=stage,
            span=(post.starts, post.ends),
        )


def serve(
    desk: Desk, agency: Agency, *, since: date, actor: Person | None, may: Callable[[Desk], bool]
) -> None:
    """Let a records desk serve an agency: it sees what is approved there."""
    with changing(desk, actor=actor, deed=Deed.CONFIGURE, may=may) as change:
        change.subject.agencies.add(agency)
        grant(
            Right.VIEW,
            change.subject,
            agency,
            cause=Cause(Why.DESK, "desk", change.subject.pk),
            from_stage=Stage.APPROVED,
            span=(since, None),
        )
        change.note(agency=agency.code)
