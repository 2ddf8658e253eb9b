"""Labels of the flow's words: stages, steps, deeds, paths, standings, obstacles."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from docs_mgmt.rules.flow import Deed, Obstacle, Path, Stage, Standing, Step

STAGES: dict[Stage, Promise] = {
    Stage.DRAFTED: _p("stage", "Drafting"),
    Stage.SUBMITTED: _p("stage", "Being checked"),
    Stage.CHECKED: _p("stage", "Waiting for approval"),
    Stage.APPROVED: _p("stage", "Approved, to print"),
    Stage.PRINTED: _p("stage", "Printed, to sign"),
    Stage.SIGNED: _p("stage", "Signed, to number"),
    Stage.NUMBERED: _p("stage", "Numbered, to seal"),
    Stage.SEALED: _p("stage", "Sealed, to issue"),
    Stage.ISSUED: _p("stage", "Issued"),
    Stage.ARCHIVED: _p("stage", "Archived"),
    Stage.CANCELLED: _p("stage", "Cancelled"),
}

STEPS: dict[Step, Promise] = {
    Step.DRAFT: _p("step", "Draft"),
    Step.CIRCULATE: _p("step", "Circulate"),
    Step.CLOSE_ROUND: _p("step", "Close the round"),
    Step.SUBMIT: _p("step", "Submit"),
    Step.CHECK: _p("step", "Check"),
    Step.APPROVE: _p("step", "Approve"),
    Step.PRINT: _p("step", "Print"),
    Step.SIGN: _p("step", "Sign"),
    Step.NUMBER: _p("step", "Number"),
    Step.SEAL: _p("step", "Seal"),
    Step.ISSUE: _p("step", "Issue"),
    Step.ARCHIVE: _p("step", "Archive"),
    Step.SEND_BACK: _p("step", "Send back"),
    Step.WITHDRAW: _p("step", "Withdraw"),
    Step.REOPEN: _p("step", "Reopen"),
    Step.CANCEL: _p("step", "Cancel"),
    Step.VOID_NUMBER: _p("step", "Void the number"),
    Step.RECALL: _p("step", "Recall"),
    Step.REPLACE: _p("step", "Replace"),
    Step.CORRECT: _p("step", "Correct"),
    Step.AMEND: _p("step", "Amend"),
}

DEEDS: dict[Deed, Promise] = {
    Deed.DRAFT: _p("deed", "Drafted"),
    Deed.CIRCULATE: _p("deed", "Asked for opinions"),
    Deed.CLOSE_ROUND: _p("deed", "Closed the round"),
    Deed.SUBMIT: _p("deed", "Submitted"),
    Deed.CHECK: _p("deed", "Checked"),
    Deed.APPROVE: _p("deed", "Approved"),
    Deed.PRINT: _p("deed", "Printed"),
    Deed.SIGN: _p("deed", "Signed"),
    Deed.NUMBER: _p("deed", "Numbered"),
    Deed.SEAL: _p("deed", "Sealed"),
    Deed.ISSUE: _p("deed", "Issued"),
    Deed.ARCHIVE: _p("deed", "Filed in the archive"),
    Deed.SEND_BACK: _p("deed", "Sent back"),
    Deed.WITHDRAW: _p("deed", "Withdrew"),
    Deed.REOPEN: _p("deed", "Reopened"),
    Deed.CANCEL: _p("deed", "Cancelled the document"),
    Deed.VOID_NUMBER: _p("deed", "Voided the number"),
    Deed.RECALL: _p("deed", "Recalled"),
    Deed.REPLACE: _p("deed", "Replaced"),
    Deed.CORRECT: _p("deed", "Corrected"),
    Deed.AMEND: _p("deed", "Amended"),
    Deed.ADD_VERSION: _p("deed", "Added a version"),
    Deed.EDIT: _p("deed", "Edited the particulars"),
    Deed.READ: _p("deed", "Read the file"),
    Deed.RENDER: _p("deed", "Made the PDF"),
    Deed.ANSWER: _p("deed", "Gave an opinion"),
    Deed.REPLY: _p("deed", "Explained an opinion"),
    Deed.COMMENT: _p("deed", "Commented"),
    Deed.RESOLVE: _p("deed", "Resolved a comment"),
    Deed.CONFIGURE: _p("deed", "Changed the configuration"),
    Deed.ASSIGN: _p("deed", "Assigned a position"),
    Deed.SPEAK: _p("deed", "Changed the language"),
    Deed.TAKE_IN: _p("deed", "Took in from the old archive"),
}

PATHS: dict[Path, Promise] = {
    Path.PAPER: _("Paper: printed, signed in ink, numbered, sealed"),
    Path.ELECTRONIC: _("Electronic: signed digitally, numbered, signed by the agency"),
    Path.MIXED: _("Signed digitally, printed and sealed"),
}

STANDINGS: dict[Standing, Promise] = {
    Standing.IN_FORCE: _("In force"),
    Standing.AMENDED: _("Amended"),
    Standing.REPLACED: _("Replaced"),
    Standing.RECALLED: _("Recalled"),
    Standing.CORRECTED: _("Corrected"),
}

OBSTACLES: dict[Obstacle, Promise] = {
    Obstacle.STAGE: _("The document is at another stage now."),
    Obstacle.OPEN_ROUND: _("A round of opinions is still open; close it first."),
    Obstacle.NO_ROUND: _("No round of opinions is open."),
    Obstacle.UNEXPLAINED_OPINION: _(
        "An opinion that disagrees has no explanation yet; say what became of it."
    ),
    Obstacle.NO_RENDITION: _(
        "The version has no PDF yet. Supply the PDF exported from Word, or have LibreOffice "
        "installed; the file is kept."
    ),
    Obstacle.BEING_READ: _("The file is still being read; this takes a few seconds."),
    Obstacle.REFUSED_FILE: _("The file cannot be read; send a better one as a new version."),
    Obstacle.NO_SIGNATORY: _("Nobody is named to sign the document."),
    Obstacle.NO_RECIPIENT: _("No recipient is named."),
    Obstacle.NO_ROUTE: _(
        "Nobody can take one of the turns on the route; the administrator must name somebody."
    ),
    Obstacle.TURN_CLOSED: _("This turn is already closed; somebody has answered it."),
    Obstacle.TEXT_CHANGED: _("The document changed after it was shown."),
    Obstacle.NOTHING_APPROVED: _("There is no approval for this version."),
    Obstacle.NO_SERIES: _(
        "The agency has no numbering scheme for this year; the administrator must set one."
    ),
    Obstacle.EARLIER_DATE: _(
        "The number before it has a later date; a number never has an earlier date than the one "
        "before."
    ),
    Obstacle.NOT_EARLIER: _("The date of the signature cannot lie in the future."),
    Obstacle.NO_ORIGINAL: _("The printed original is not there."),
    Obstacle.FILE_DAMAGED: _(
        "The stored file is not the one that was approved. Nothing was done; "
        "tell the administrator."
    ),
    Obstacle.NOT_STAMPED: _(
        "The print could not be made of this PDF. Nothing was done; try again, or tell the "
        "administrator."
    ),
    Obstacle.NO_DOSSIER: _("The dossier does not belong to this agency and year."),
}

PARTS_CHANGED: dict[str, Promise] = {
    "file": _("the main file"),
    "rendition": _("the PDF"),
    "attachments": _("the attachments"),
    "type": _("the type"),
    "title": _("the title"),
    "authority": _("the authority"),
    "signatories": _("the signatories"),
    "recipients": _("the recipients"),
    "urgency": _("the urgency"),
    "path": _("the way of issuing"),
}
