"""The administration site: a closed list of configuration, for administrators and nobody else."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from docs_mgmt.models import Person
from docs_mgmt.queries.health import health
from docs_mgmt.queries.posts import posts_of
from docs_mgmt.rules.words import Role

#: The rooms whose configuration the site shows.
OURS = frozenset({"docs_mgmt", "approvals", "search"})
#: Pages of Django's site that the front door has already.
ELSEWHERE = frozenset({"logout", "password_change", "password_change_done", "view_on_site"})


class OfficeAdminSite(AdminSite):
    """Configuration only: it knows no document, version, comment, opinion, number or deed."""

    site_header = _("Administration")
    site_title = _("Administration")
    index_title = _("Agencies, people, routes, series")
    enable_nav_sidebar = False
    final_catch_all_view = False

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Take in what the house configures; whatever another app brings along stays outside."""
        models: list[Any] = (
            [model_or_iterable] if isinstance(model_or_iterable, type) else [*model_or_iterable]
        )
        ours = [model for model in models if model._meta.app_label in OURS]
        super().register(ours, admin_class, **options)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Leave out what the front door does: signing out, passwords, jumping to any row."""
        return [url for url in super().get_urls() if getattr(url, "name", "") not in ELSEWHERE]

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:
        """Ask for the right first: Django's own way out looks for a page that is not here."""
        opened = super().admin_view(view, cacheable)

        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not self.has_permission(request):
                return self.login(request)
            answer: HttpResponse = opened(request, *args, **kwargs)
            return answer

        return update_wrapper(asked, opened)

    def login(
        self,
        request: HttpRequest,
        extra_context: Any = None,
    ) -> HttpResponse:
        """Send strangers to the one door; who is in and no administrator gets a 403."""
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next", reverse("admin:index")))

    def index(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        """Show beside the list how the installation is: what waits for the index and the worker."""
        _is_well, parts = health()
        return super().index(request, {**(extra_context or {}), "parts": parts})

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[dict[str, Any]]:
        """One list, not one for each room of the house."""
        rooms = super().get_app_list(request, app_label)
        models = [model for room in rooms for model in room["models"]]
        if not models:
            return []
        models.sort(key=lambda model: str(model["name"]))
        return [{**rooms[0], "name": gettext("Configuration"), "models": models}]

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether the person administers an agency today."""
        person = request.user
        if not isinstance(person, Person) or not person.is_active:
            return False
        return any(Role.ADMINISTRATOR in post.roles for post in posts_of(person))
