"""The address that a monitor asks: may this server be sent people; without secrets, for anyone."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from docs_mgmt.queries.health import health


@never_cache
@require_safe
def healthz(_request: HttpRequest) -> JsonResponse:
    """Answer 200 while pages can be served and saved, else 503; a late index alone is 200."""
    is_well, parts = health()
    return JsonResponse({"ok": is_well, **parts}, status=200 if is_well else 503)
