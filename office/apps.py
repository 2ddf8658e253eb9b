"""The front door as an app: demo, commands, and the administration site."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class OfficeConfig(AppConfig):
    """office opens the door: settings, addresses, demo, commands."""

    name = "office"
    default_auto_field = "django.db.models.BigAutoField"


class OfficeAdminConfig(AdminConfig):
    """The administration site is a closed list of configuration."""

    default_site = "office.admin_site.OfficeAdminSite"
