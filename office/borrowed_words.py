"""What our libraries say on the screen and have no good Vietnamese for: for the catalogue."""

from django.utils.translation import gettext_noop, ngettext_lazy

BORROWED = (
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
        10,
    ),
    ngettext_lazy("Please correct the error below.", "Please correct the errors below.", 10),
    gettext_noop("You must type the same password each time."),
    gettext_noop("Null characters are not allowed."),
    # Django has Vietnamese for these, such as no office would write.
    gettext_noop("Enter a whole number."),
    gettext_noop("Ensure this value is greater than or equal to %(limit_value)s."),
    gettext_noop("Ensure this value is less than or equal to %(limit_value)s."),
)
