"""The forms of a number: it is taken as it comes, and voided with a reason."""

from django.utils.translation import gettext_lazy as _

from approvals.forms.check import reason_field
from docs_mgmt.forms._base import DeedForm, ReasonForm


class NumberForm(DeedForm):
    """Take the next number of the series."""


class VoidNumberForm(ReasonForm):
    """Void the live number; it stays in the book."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = reason_field(
            _("Why the number is void"),
            _("It stands in the book beside the number, for good."),
        )
