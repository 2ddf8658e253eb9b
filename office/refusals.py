"""Why a step is not possible now, in the sentences of the 409 page."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from docs_mgmt.labels import label_of, label_of_part
from docs_mgmt.rules.flow import Deed, Obstacle, StepNotAllowedError

#: What the law or the order of the flow says of a step that came too early or too late.
RULES: dict[str, Promise] = {
    Deed.SUBMIT: _("Only a draft can be submitted; one that is on its way is withdrawn first."),
    Deed.CHECK: _("Only what has been submitted is checked (Decree 30/2020/NĐ-CP, Article 12)."),
    Deed.APPROVE: _("A text is approved after its content and its form have been checked."),
    Deed.PRINT: _("Only an approved text is printed, and there is one original."),
    Deed.SIGN: _("A signature is recorded on the printed original."),
    Deed.NUMBER: _(
        "A number is given only after the paper has been signed (Decree 30/2020/NĐ-CP, Article 15)."
    ),
    Deed.SEAL: _(
        "The seal is pressed only on what a competent person has signed and the desk has numbered"
        " (Decree 30/2020/NĐ-CP, Article 32)."
    ),
    Deed.ISSUE: _("A document is issued after it has been sealed."),
    Deed.ARCHIVE: _("Only an issued document is filed."),
    Deed.CANCEL: _("A document with a number is not cancelled: its number is voided first."),
    Deed.ADD_VERSION: _("A new version is written only while the document is being drafted."),
    Deed.EDIT: _("The particulars are changed only while the document is being drafted."),
}


def heading_of(error: StepNotAllowedError) -> str:
    """The heading of the page: what was not possible."""
    step = str(label_of(error.step))
    return gettext("Not possible yet: %(step)s") % {"step": step[:1].lower() + step[1:]}


def sentences_of(error: StepNotAllowedError) -> tuple[str, ...]:
    """What the document waits for, what exactly, and the rule behind it."""
    names = error.names
    if error.waits_for is Obstacle.TEXT_CHANGED:
        names = tuple(str(label_of_part(name)) for name in names)
    sentences = [str(label_of(error.waits_for))]
    if names:
        sentences.append(gettext("This concerns: %(names)s.") % {"names": ", ".join(names)})
    if error.waits_for is Obstacle.STAGE and str(error.step) in RULES:
        sentences.append(str(RULES[str(error.step)]))
    return tuple(sentences)
