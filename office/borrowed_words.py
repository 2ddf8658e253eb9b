"""What our libraries say on the screen and have no Vietnamese for: named for the catalogue."""

from django.utils.translation import gettext_noop, ngettext_lazy

BORROWED = (
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
        10,
    ),
    ngettext_lazy("Please correct the error below.", "Please correct the errors below.", 10),
    gettext_noop("You must type the same password each time."),
)
