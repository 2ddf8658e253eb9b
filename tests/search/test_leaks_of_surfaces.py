"""Every surface of the search, by random rights: a forbidden word changes nothing on any of them.

On either engine, in the database as it is: what is compared is what the page, the box, the file and
the notice would show.
"""

from dataclasses import dataclass
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docs_mgmt.later import drain
from docs_mgmt.models import Change, Document, Person, VersionText
from docs_mgmt.permissions import Cause, grant, reach_of, revoke
from docs_mgmt.rules.words import Right, Why
from search.engine import Order
from search.jobs import differences, drain_once
from search.jobs.export import make
from search.models import Export, News, SavedSearch, SearchHabits
from search.queries.find import Wish, find
from search.queries.nearest import nearest
from search.queries.saved import with_news
from search.queries.similar import similar_to
from search.queries.suggest import suggestions
from search.queries.why import why_found
from search.rules.words import ExportKind
from search.writes.exports import ask_for_export
from search.writes.save_search import save_search
from tests.search.conftest import draft

#: The word of the forbidden documents, and another one that stands nowhere and is not asked.
SECRET, OTHER = "thượng", "khuyết"
ASKED = (
    SECRET,
    "thuong",
    f"kế hoạch {SECRET[:3]}",
    f"rác -{SECRET}",
    "nội dung được nêu tại thuợnk",  # most of these words, and one nearly like the secret
    f'"{SECRET}"',
    "kế hoạch",
    "",
)
MISSPELT = ("thuợnk", "thươgn", "nguofn")
TITLES = ("Kế hoạch thu gom rác", "Kế hoạch bàn giao đất", "Kế hoạch thu phí chợ")
COUNT = 5


@dataclass(frozen=True)
class Shelf:
    """A few drafts of one officer, and somebody of another ward who sees some of them."""

    drafts: tuple[Document, ...]
    owner: Person
    asker: Person

    def arrange(self, seen: list[bool], word: str) -> None:
        """Give and take the rights, and let what is forbidden hold the word everywhere."""
        for document, is_seen in zip(self.drafts, seen, strict=True):
            revoke("test", document.pk)
            if is_seen:
                cause = Cause(Why.ASKED, "test", document.pk)
                grant(Right.VIEW, self.asker, document, cause=cause)
            said = "nguồn" if is_seen else word
            title = f"{TITLES[document.pk % len(TITLES)]} {said}"
            Document.objects.filter(pk=document.pk).update(title=title, field=said)
            text = f"Nội dung {said} được nêu tại nguồn, mọi người {said}."
            VersionText.objects.filter(version__document=document).update(paragraphs=[text])
            Change.objects.create(subject=f"document:{document.pk}")
        drain_once()
        drain()

    def told(self) -> list[object]:
        """All that the asker is shown, with nothing of when."""
        told: list[object] = [
            self._list(Wish(typed=typed, order=order)) for typed, order in product(ASKED, Order)
        ]
        told.append(self._list(Wish(typed="kế hoạch", page=2)))
        told += [self._lines(suggestions(self.asker, typed).hits) for typed in ASKED]
        told += [nearest(reach_of(self.asker), typed) for typed in MISSPELT]
        seen = [document for document in self.drafts if self._sees(document)]
        told += [[line.document.pk for line in similar_to(self.asker, one)] for one in seen]
        told += [self._why(document) for document in self.drafts]
        told += [self._export(typed) for typed in (SECRET, "kế hoạch")]
        told.append([(one.name, vars(one)["new"]) for one in with_news(self.asker)])
        return told

    def _list(self, wish: Wish) -> object:
        found = find(self.asker, wish)
        choices = {
            name: [(one.value, one.label, one.count) for one in ones]
            for name, ones in found.choices.items()
        }
        return found.total, found.pages, self._lines(found.hits), choices, found.talk, found.nearest

    @staticmethod
    def _lines(hits) -> list[tuple[object, ...]]:
        return [(hit.document.pk, hit.title, hit.snippet, hit.url) for hit in hits]

    def _why(self, document: Document) -> object:
        why = why_found(self.asker, Wish(typed="kế hoạch nguồn"), document.pk)
        return why and (why.in_title, why.meetings, why.in_facts)

    def _sees(self, document: Document) -> bool:
        return any(hit.document.pk == document.pk for hit in find(self.asker, Wish()).hits)

    def _export(self, typed: str) -> object:
        export = ask_for_export(self.asker, query=f"q={typed}", kind=ExportKind.XLSX, language="vi")
        make(export.pk)
        export.refresh_from_db()
        return export.state, export.documents, export.total


@pytest.fixture
def shelf(linh_the_officer, an_of_another_ward) -> Shelf:
    drafts = [draft(linh_the_officer, f"Kế hoạch {at}", "Không.") for at in range(COUNT)]
    return Shelf(tuple(drafts), linh_the_officer, an_of_another_ward)


def check(shelf: Shelf, seen: list[bool]) -> None:
    """Once with the word and once with the other one; between them the asker has seen nothing."""
    answers = []
    for word in (SECRET, OTHER):
        for rows in (News, SavedSearch, Export, SearchHabits):
            rows.objects.all().delete()
        shelf.arrange([False] * COUNT, OTHER)
        for query in (f"q={SECRET}", "q=kế hoạch"):
            save_search(shelf.asker, name=query, query=query, known=(), is_watched=True)
        shelf.arrange(seen, word)
        assert differences() == []
        assert find(shelf.owner, Wish(typed=word)).total == COUNT - sum(seen)  # it does stand there
        answers.append(shelf.told())
    assert answers[0] == answers[1]
    total = find(shelf.asker, Wish(typed="kế hoạch")).total
    assert total == sum(seen)
    assert dict(answers[0][-1]) == ({"q=kế hoạch": total} if total else {})


def examples(most: int):
    return settings(max_examples=most, deadline=None, suppress_health_check=list(HealthCheck))


RIGHTS = st.lists(st.booleans(), min_size=COUNT, max_size=COUNT)


@examples(4)
@given(seen=RIGHTS)
def test_a_forbidden_word_changes_nothing_that_is_shown(shelf, seen):
    check(shelf, seen)


@pytest.mark.elasticsearch
@examples(2)
@given(seen=RIGHTS)
def test_a_forbidden_word_changes_nothing_on_elasticsearch(on_elasticsearch, shelf, seen):
    check(shelf, seen)
