"""What the frame of every page needs: who is here, where they may go, what waits for them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property, partial

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.http import require_safe
from django_stubs_ext import StrPromise

from approvals.queries.desk import count_for
from approvals.queries.records import count_waiting
from docs_mgmt.models import Person
from docs_mgmt.queries.archive import KEEPERS
from docs_mgmt.queries.posts import Post, posts_of
from docs_mgmt.queries.registers import READERS
from docs_mgmt.rules.words import Role
from search.queries.saved import with_news


@dataclass(frozen=True)
class Place:
    """A page to which the bar leads, and the roles for which it is a place of work."""

    name: str
    label: StrPromise
    icon: str
    roles: frozenset[Role] = frozenset(Role)
    count_id: str = ""
    #: Other pages that belong to this place.
    under: str = ""


#: The frame of a page for somebody who has not signed in.
NOBODY: dict[str, object] = {
    "person": None,
    "nav": (),
    "post_line": "",
    "is_sample": False,
    "office_name": gettext_lazy("Paperless office"),
    "home_url": "/",
    "search_url": "",
    "search_news": (),
    "asked": "",
}

WORKERS = frozenset(Role) - {Role.ADMINISTRATOR}

#: In the order of the bar: the place where one's own work waits stands first.
PLACES = (
    Place(
        "records_desk",
        gettext_lazy("Records desk"),
        "printer",
        frozenset({Role.CLERK}),
        "count-records",
    ),
    Place("desk", gettext_lazy("My desk"), "house", WORKERS, "count-desk"),
    Place(
        "search:find", gettext_lazy("Documents"), "file-earmark-text", WORKERS, "", "/documents/"
    ),
    Place("registers", gettext_lazy("Registers"), "journal-text", frozenset(READERS)),
    Place("archive", gettext_lazy("Archive"), "folder2", frozenset(KEEPERS)),
    Place("admin:index", gettext_lazy("Set-up"), "gear", frozenset({Role.ADMINISTRATOR})),
)


#: The figures of the bar; each is one question.
COUNTS: dict[str, Callable[[Person], int]] = {
    "count-records": count_waiting,
    "count-desk": count_for,
}


@dataclass
class NavItem:
    """One link of the bar; its count is asked for only where the bar is drawn."""

    url: str
    label: StrPromise
    icon: str
    current: bool
    count_id: str
    counting: Callable[[], int]

    @cached_property
    def count(self) -> int:
        """How many things wait behind the link."""
        return self.counting() if self.count_id else 0


class Frame:
    """The frame of one page for one person; each question to the database is asked once."""

    def __init__(self, request: HttpRequest, person: Person) -> None:
        self.request = request
        self.person = person

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """The posts of today."""
        return posts_of(self.person)

    @cached_property
    def roles(self) -> frozenset[Role]:
        """Every role of today, in whatever agency."""
        return frozenset().union(*(post.roles for post in self.posts))

    @cached_property
    def nav(self) -> tuple[NavItem, ...]:
        """Where the person may go."""
        items = []
        for place in PLACES:
            url = address_of(place.name)
            if url and place.roles & self.roles:
                items.append(self._item(place, url))
        return tuple(items)

    @property
    def post_line(self) -> str:
        """The first post in words: officer, Economy Unit."""
        return (
            ", ".join(filter(None, (self.posts[0].title, self.posts[0].place)))
            if self.posts
            else ""
        )

    @property
    def is_sample(self) -> bool:
        """Whether everything the person sees here is of no value."""
        return any(post.agency_is_sample for post in self.posts)

    @property
    def office_name(self) -> str:
        """The agency for which the person works today."""
        return self.posts[0].agency if self.posts else gettext("Paperless office")

    @property
    def home_url(self) -> str:
        """The first place of work."""
        return self.nav[0].url if self.nav else "/"

    def _item(self, place: Place, url: str) -> NavItem:
        path = self.request.path
        prefixes = tuple(prefix for prefix in (url, place.under) if len(prefix) > 1)
        current = path == url or path.startswith(prefixes)
        counting = partial(COUNTS[place.count_id], self.person) if place.count_id else int
        return NavItem(url, place.label, place.icon, current, place.count_id, counting)


def home_of(request: HttpRequest, person: Person) -> str:
    """The page on which the person's day begins."""
    return Frame(request, person).home_url


@login_required
@require_safe
def counts(request: HttpRequest) -> HttpResponse:
    """The figures of the bar alone: open pages ask for them whenever something has been done."""
    return render(request, "partials/_counts.html")


@cache
def address_of(name: str) -> str:
    """The address of a page, empty where this installation has none."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def office(request: HttpRequest) -> dict[str, object]:
    """Give every template the frame; nothing is read before a template asks."""
    person = getattr(request, "user", None)
    if not isinstance(person, Person):
        return {**NOBODY, "LANGUAGE": get_language() or "vi"}
    frame = Frame(request, person)
    return {
        "LANGUAGE": get_language() or "vi",
        "person": person,
        "nav": SimpleLazyObject(lambda: frame.nav),
        "post_line": SimpleLazyObject(lambda: frame.post_line),
        "is_sample": SimpleLazyObject(lambda: frame.is_sample),
        "office_name": SimpleLazyObject(lambda: frame.office_name),
        "home_url": SimpleLazyObject(lambda: frame.home_url),
        "search_url": address_of("search:find"),
        "search_news": SimpleLazyObject(lambda: with_news(person)),
        "asked": request.GET.get("q", ""),
    }
