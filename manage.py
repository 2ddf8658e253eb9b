"""Django's commands for this office."""

import os
import sys


def main() -> None:
    """Run one command, with the settings of this folder."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "office.settings")
    try:
        from django.core.management import execute_from_command_line  # noqa: PLC0415 -- see below
    except ModuleNotFoundError:
        # Started by a Python that does not know Django: say which one does.
        sys.exit("Django is not here. Use .venv/bin/python manage.py; `make run` makes .venv.")
    from django.db import DatabaseError  # noqa: PLC0415 -- there is a Django only now

    try:
        execute_from_command_line(sys.argv)
    except DatabaseError as error:
        if not _tables_wait():
            raise
        sys.exit(f"The tables are not those of this code: run `manage.py prepare` first. ({error})")


def _tables_wait() -> bool:
    """Whether the database answers, but has not the tables of this code yet."""
    from django.db import DatabaseError, connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    try:
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        return False


if __name__ == "__main__":
    main()
