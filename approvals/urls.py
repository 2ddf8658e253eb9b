"""Addresses of the movement: My desk, the document, and one page a step."""

from django.urls import path

from approvals.views.approve import approve_page, reopen_page
from approvals.views.archive import archive_page
from approvals.views.check import check_page, send_back_page
from approvals.views.circulate import circulate_page, close_round_page
from approvals.views.comment import comment_page, reply_comment_page, resolve_comment_page
from approvals.views.desk import desk
from approvals.views.document import document, why
from approvals.views.draft import cancel_page, draft_block, draft_page
from approvals.views.edit import add_version_page, edit_page
from approvals.views.issue import issue_page
from approvals.views.number import number_page, void_number_page
from approvals.views.opinions import answer_opinion_page, opinions_page, reply_opinion_page
from approvals.views.print import print_page, print_pdf
from approvals.views.records_desk import records_desk
from approvals.views.seal import seal_page
from approvals.views.sign import sign_page
from approvals.views.submit import submit_page, withdraw_page

urlpatterns = [
    path("", desk, name="desk"),
    path("documents/<int:pk>/", document, name="document"),
    path("documents/<int:pk>/why/", why, name="why"),
    path("documents/<int:pk>/versions/<int:number>/comment/", comment_page, name="comment"),
    path(
        "documents/<int:pk>/threads/<int:thread>/reply/", reply_comment_page, name="reply_comment"
    ),
    path(
        "documents/<int:pk>/threads/<int:thread>/resolve/",
        resolve_comment_page,
        name="resolve_comment",
    ),
    path("documents/new/", draft_page, name="draft"),
    path("documents/new/block/", draft_block, name="draft_block"),
    path("documents/<int:pk>/edit/", edit_page, name="edit"),
    path("documents/<int:pk>/add_version/", add_version_page, name="add_version"),
    path("documents/<int:pk>/circulate/", circulate_page, name="circulate"),
    path("documents/<int:pk>/close_round/", close_round_page, name="close_round"),
    path("documents/<int:pk>/opinions/", opinions_page, name="opinions"),
    path(
        "documents/<int:pk>/opinions/<int:opinion>/answer/",
        answer_opinion_page,
        name="answer_opinion",
    ),
    path(
        "documents/<int:pk>/opinions/<int:opinion>/reply/",
        reply_opinion_page,
        name="reply_opinion",
    ),
    path("documents/<int:pk>/submit/", submit_page, name="submit"),
    path("documents/<int:pk>/withdraw/", withdraw_page, name="withdraw"),
    path("documents/<int:pk>/cancel/", cancel_page, name="cancel"),
    path("documents/<int:pk>/check/", check_page, name="check"),
    path("documents/<int:pk>/send_back/", send_back_page, name="send_back"),
    path("documents/<int:pk>/approve/", approve_page, name="approve"),
    path("documents/<int:pk>/reopen/", reopen_page, name="reopen"),
    path("documents/<int:pk>/print/", print_page, name="print"),
    path("documents/<int:pk>/copies/<int:copy>/pdf/", print_pdf, name="print_pdf"),
    path("documents/<int:pk>/sign/", sign_page, name="sign"),
    path("documents/<int:pk>/number/", number_page, name="number"),
    path("documents/<int:pk>/void_number/", void_number_page, name="void_number"),
    path("documents/<int:pk>/seal/", seal_page, name="seal"),
    path("documents/<int:pk>/issue/", issue_page, name="issue"),
    path("documents/<int:pk>/archive/", archive_page, name="archive"),
    path("records/", records_desk, name="records_desk"),
]
