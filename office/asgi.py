"""The server's entry: pages over HTTP, live news over one WebSocket a tab."""

import gc
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "office.settings")

import django

django.setup(set_prefix=False)

from channels.auth import AuthMiddlewareStack  # noqa: E402 -- needs the apps to be loaded
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402
from django.urls import path  # noqa: E402

from docs_mgmt.consumers import LiveConsumer  # noqa: E402
from office.body_limit import BodyLimit  # noqa: E402
from office.handler import PageHandler  # noqa: E402

#: A page makes some ten thousand things: by Python's own number its rubbish is gathered ten times.
RUBBISH = 50_000

# What is loaded now stays until the end; looking through it again costs each page 2 ms (0027).
gc.collect()
gc.freeze()
gc.set_threshold(RUBBISH, 20, 50)

application = ProtocolTypeRouter(
    {
        "http": BodyLimit(PageHandler()),
        "websocket": AllowedHostsOriginValidator(
            AuthMiddlewareStack(URLRouter([path("live/", LiveConsumer.as_asgi())]))
        ),
    }
)
