"""What finding keeps: how each person looks for things, saved searches and their news, exports."""

from search.models.export import Export
from search.models.habits import SearchHabits
from search.models.saved_search import News, SavedSearch

__all__ = ["Export", "News", "SavedSearch", "SearchHabits"]
