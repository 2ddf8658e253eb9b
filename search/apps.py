"""The app that finds."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """search finds: one question, one plan, two engines."""

    name = "search"
    verbose_name = _("Configuration")

    def ready(self) -> None:
        """Let the monitor hear which engine there is, and how it is; look at its settings."""
        from docs_mgmt.queries import health  # noqa: PLC0415 -- models are ready only now

        health.about_the_index.append(_engine)
        register(addresses_fit)


def _engine() -> dict[str, str]:
    from search.engines import the_engine  # noqa: PLC0415 -- the apps are ready only now

    state = the_engine().state()
    return {"engine": state.engine, "engine_state": state.state}


def addresses_fit(**_asked: object) -> Sequence[CheckMessage]:
    """A key and an authority are for an address that nobody can read along the way."""
    addresses = [one.strip() for one in settings.ELASTICSEARCH_URL.split(",") if one.strip()]
    if not settings.ELASTICSEARCH_CA or all(one.startswith("https://") for one in addresses):
        return []
    words = "ELASTICSEARCH_CA is for addresses that begin with https://; one does not."
    return [
        Error(
            words, hint="Put https:// before each address of ELASTICSEARCH_URL.", id="search.E001"
        )
    ]
