"""`manage.py qcluster`: the worker, whose processes must not share a line to the database."""

from typing import Any

from django.db import connections
from django_q.management.commands.qcluster import Command as Worker

#: Seconds that a process of the worker keeps its one connection; it asks for work five times each.
KEPT = 60


class Command(Worker):  # type: ignore[misc]  # the queue has no types
    """Read and draw the files that officers upload, and whatever else is for later.

    The worker forks, and a pool of connections outlives `close()`: two processes would speak over
    one socket and read each other's answers, so that jobs are lost. Here each has its own line.
    """

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until told to stop."""
        for connection in connections.all():
            connection.close()
            if connection.settings_dict["OPTIONS"].get("pool"):
                connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's has it
                del connection.settings_dict["OPTIONS"]["pool"]
                connection.settings_dict["CONN_MAX_AGE"] = KEPT
        super().handle(*args, **options)
