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
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
