"""The conversation of a document's page with its forms; one of them may come back with mistakes."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from approvals.queries.page import DocumentPage, Leaf
from docs_mgmt.forms._base import DeedForm
from docs_mgmt.forms.comment import CommentForm, ReplyForm, ResolveForm
from docs_mgmt.models import Thread


@dataclass(frozen=True)
class Said:
    """One thread with the forms that answer and resolve it."""

    thread: Thread
    pin: int
    reply: DeedForm
    resolve: DeedForm


@dataclass(frozen=True)
class Beside:
    """One page, what is said about it, and the form to say more."""

    leaf: Leaf
    said: Sequence[Said]
    form: DeedForm


class Talk:
    """What is said beside the pages; `bound` is the form that came back, for `thread` if given."""

    def __init__(
        self, page: DocumentPage, bound: DeedForm | None = None, thread: int | None = None
    ) -> None:
        self.page = page
        self._bound = bound
        self._thread = thread

    @property
    def whole(self) -> DeedForm:
        """The form to say something about the whole text."""
        pages = {str(leaf.number) for leaf in self.page.leaves}
        if self._bound is not None and self._thread is None and self._page_meant not in pages:
            return self._bound
        return CommentForm(auto_id="say-%s")

    @property
    def problem(self) -> DeedForm | None:
        """The form that came back with mistakes."""
        return self._bound

    @cached_property
    def beside(self) -> list[Beside]:
        """The pages with what stands beside each."""
        return [
            Beside(leaf, [self._said(thread) for thread in leaf.threads], self._form(leaf))
            for leaf in self.page.leaves
        ]

    @property
    def _page_meant(self) -> str:
        return str(self._bound.data.get("page", "")) if self._bound else ""

    def _form(self, leaf: Leaf) -> DeedForm:
        if self._thread is None and self._bound and self._page_meant == str(leaf.number):
            return self._bound
        return CommentForm(auto_id=f"say-{leaf.number}-%s", initial={"page": leaf.number})

    def _said(self, thread: Thread) -> Said:
        is_bound = self._thread == thread.pk and self._bound is not None
        reply = self._bound if is_bound else ReplyForm(auto_id=f"reply-{thread.pk}-%s")
        pin = self.page.threads.index(thread) + 1
        assert reply is not None
        return Said(thread, pin, reply, ResolveForm(auto_id=f"resolve-{thread.pk}-%s"))
