#!/usr/bin/env bash
# One process of an office (web, worker or index) for systemd; `make run` is for one machine.
set -euo pipefail
cd "$(dirname "$0")/.."

case "${1:-}" in
web)
    exec .venv/bin/python -m uvicorn office.asgi:application \
        --host "${HOST:-127.0.0.1}" --port "${PORT:-8000}" \
        --proxy-headers --no-access-log --timeout-graceful-shutdown 5
    ;;
worker) exec .venv/bin/python manage.py qcluster ;;
index) exec .venv/bin/python manage.py index ;;
*)
    echo "usage: scripts/serve.sh web|worker|index" >&2
    exit 2
    ;;
esac
