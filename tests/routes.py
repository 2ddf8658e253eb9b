"""Every address of the installation, as the resolver knows it; for tests that leave none out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse


@dataclass(frozen=True)
class Place:
    """One address: its name with its room, its pattern, and the view behind it."""

    name: str
    pattern: str
    view: Callable[..., object]

    @property
    def arguments(self) -> tuple[str, ...]:
        """What the address needs: pk, number, page …"""
        parts = self.pattern.replace("(?P<", "<x:").split("<")[1:]
        return tuple(part.split(">")[0].split(":")[-1] for part in parts)

    def address(self, facts: Mapping[str, object]) -> str:
        """The address with these facts filled in."""
        if not self.name.endswith("?"):
            return reverse(self.name, kwargs={name: facts[name] for name in self.arguments})
        address = "/" + self.pattern  # Django's own redirect in the administration has no name
        for name in self.arguments:
            address = address.replace(f"<path:{name}>", str(facts[name]))
        return address


def places() -> list[Place]:
    """Everything that the resolver answers to."""
    return list(_walk(get_resolver().url_patterns, "", ""))


def _walk(patterns: list[URLPattern | URLResolver], prefix: str, room: str) -> Iterator[Place]:
    for pattern in patterns:
        path = prefix + str(pattern.pattern).removeprefix("^").removesuffix("$")
        if isinstance(pattern, URLResolver):
            inner = f"{room}{pattern.namespace}:" if pattern.namespace else room
            yield from _walk(pattern.url_patterns, path, inner)
        else:
            yield Place(f"{room}{pattern.name or '?'}", path, pattern.callback)
