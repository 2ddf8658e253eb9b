"""The form of a print: nothing is typed, the approved bytes say it all."""

from docs_mgmt.forms._base import DeedForm


class PrintForm(DeedForm):
    """Make the one original."""
