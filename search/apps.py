"""The app that finds."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """search finds: one question, one plan, two engines."""

    name = "search"
    verbose_name = _("Configuration")

    def ready(self) -> None:
        """Let the monitor hear which engine there is, and how it is."""
        from docs_mgmt.queries import health  # noqa: PLC0415 -- models are ready only now

        health.about_the_index.append(_engine)


def _engine() -> dict[str, str]:
    from search.engines import the_engine  # noqa: PLC0415 -- the apps are ready only now

    state = the_engine().state()
    return {"engine": state.engine, "engine_state": state.state}
