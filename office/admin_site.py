"""The administration site: a closed list of configuration, for administrators and nobody else."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from docs_mgmt.clock import today
from docs_mgmt.models import Person
from docs_mgmt.queries.posts import posts_of
from docs_mgmt.rules.words import Role


class OfficeAdminSite(AdminSite):
    """Configuration only: it knows no document, version, comment, opinion, number or deed."""

    site_header = _("Administration")
    site_title = _("Administration")
    index_title = _("Agencies, people, routes, series")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether the person administers an agency today."""
        person = request.user
        if not isinstance(person, Person) or not person.is_active:
            return False
        return any(Role.ADMINISTRATOR in post.roles for post in posts_of(person, today()))
