"""Reasons as people write them: there is one, and it has an end."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from docs_mgmt.rules.vietnamese import clean

#: The longest reason, in characters.
LIMIT = 500


def plain_reason(text: str) -> str:
    """Give the reason without blanks around it; raises ValidationError if there is none."""
    reason = " ".join(clean(text).split())
    if not reason:
        raise ValidationError({"reason": _("Write the reason.")})
    if len(reason) > LIMIT:
        raise ValidationError({"reason": _("The reason is longer than 500 characters.")})
    return reason
