"""The flow, one file a step, in its order; a side step stands in the file of the step it undoes."""

from approvals.steps.draft import cancel_document, draft_document
from approvals.steps.circulate import circulate_document, close_round
from approvals.steps.submit import submit_document, withdraw_document
from approvals.steps.check import check_document, send_back_document
from approvals.steps.approve import approve_document, reopen_document
from approvals.steps.print import print_document
from approvals.steps.sign import sign_document
from approvals.steps.number import number_document, void_number
from approvals.steps.seal import seal_document
from approvals.steps.issue import issue_document
from approvals.steps.archive import archive_document

__all__ = [
    "draft_document",
    "circulate_document",
    "close_round",
    "submit_document",
    "check_document",
    "approve_document",
    "print_document",
    "sign_document",
    "number_document",
    "seal_document",
    "issue_document",
    "archive_document",
    "send_back_document",
    "withdraw_document",
    "reopen_document",
    "cancel_document",
    "void_number",
]
