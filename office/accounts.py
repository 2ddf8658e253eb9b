"""How people come in: allauth's sign-in in our words, and the back end of the administrators."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ChangePasswordForm, LoginForm
from allauth.account.views import LoginView, PasswordChangeView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.backends import BaseBackend
from django.db.models import Model
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from docs_mgmt.models import Person
from docs_mgmt.queries.posts import posts_of
from docs_mgmt.rules.words import Role
from office.context import home_of
from office.demo.sign_in import demo_people


class OfficeAccountAdapter(DefaultAccountAdapter):
    """People are entered by the administrator: nobody signs up, nobody is written to."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _(
            "The user name or the password is wrong. Nothing else has changed; try again."
        ),
        "enter_current_password": _("This is not your present password."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write to nobody: the office has no mail server that we may count on."""

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *args: object,
        **kwargs: object,
    ) -> None:
        """Say that the password is another one now; that one came in, the page shows by itself."""
        if message_template == "account/messages/password_changed.txt":
            messages.success(request, gettext("Your password has been changed."))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Begin where one's own work waits."""
        person = request.user
        if isinstance(person, Person):
            return home_of(request, person)
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Go back to work."""
        return self.get_login_redirect_url(request)


class SignInForm(LoginForm):
    """The name and the password, in the words of the office."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = gettext("User name")
        self.fields["password"].label = gettext("Password")
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            field.error_messages["required"] = gettext("Fill this in.")


class OfficeChangePasswordForm(ChangePasswordForm):
    """The present password once, the new one twice."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = gettext("Present password")
        self.fields["password1"].label = gettext("New password")
        self.fields["password1"].help_text = gettext(
            "At least ten characters, not only figures, not a name. Three words do well."
        )
        self.fields["password2"].label = gettext("New password, once more")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            field.error_messages["required"] = gettext("Fill this in.")


class SignInView(LoginView):
    """The door; in a demo it also lists the people whom one may be with one click."""

    form_class = SignInForm

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        """Add the people of the demo, and of no real office."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["demo"] = demo_people() if settings.DEMO else None
        context["is_sample"] = bool(settings.DEMO)
        return context


class OfficePasswordChangeView(PasswordChangeView):
    """Another password for the same person."""

    form_class = OfficeChangePasswordForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead back to work whoever has no password: allauth's page to set one is not here."""
        person = request.user
        if isinstance(person, Person) and not person.has_usable_password():
            messages.info(
                request, gettext("You sign in without a password; there is none to change.")
            )
            return redirect(home_of(request, person))
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer


class RoleBackend(BaseBackend):
    """Give administrators the configuration, and nobody else anything: rights come from grants."""

    #: What the administration site shows; no document, version, comment, opinion or entry.
    CONFIGURED: ClassVar[frozenset[str]] = frozenset(
        {
            "agency", "unit", "desk", "body", "position", "positionrole", "person", "assignment",
            "delegation", "correspondent", "documenttype", "numberingscheme", "schemerow", "seal",
            "dossierplan", "dossier", "retentionrule", "route", "routeleg", "abbreviation",
        }
    )  # fmt: skip

    def has_perm(self, user_obj: object, perm: str, obj: Model | None = None) -> bool:
        """Whether the person may configure this kind of thing."""
        codename = perm.partition(".")[2]
        deed, _line, model = codename.partition("_")
        if deed not in {"view", "add", "change"} or model not in self.CONFIGURED:
            return False
        return isinstance(user_obj, Person) and is_administrator(user_obj)

    def has_module_perms(self, user_obj: object, app_label: str) -> bool:
        """Whether the person sees this app in the administration at all."""
        return isinstance(user_obj, Person) and is_administrator(user_obj)


def is_administrator(person: Person) -> bool:
    """Whether the person keeps the configuration today."""
    return person.is_active and any(Role.ADMINISTRATOR in post.roles for post in posts_of(person))


def name_tried(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The user name that somebody tried at the door, for the lock and for its page."""
    typed = (credentials or {}).get("username") or request.POST.get("login", "")
    return str(typed).strip()
