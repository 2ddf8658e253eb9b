"""The nouns of the movement: rounds, opinions, routes, turns, decisions, approval records."""

from approvals.models.approval_record import ApprovalRecord
from approvals.models.round import Opinion, Round
from approvals.models.route import Decision, Route, RouteLeg, Turn

__all__ = ["ApprovalRecord", "Decision", "Opinion", "Round", "Route", "RouteLeg", "Turn"]
