"""What finding keeps: abbreviations, habits, saved searches and their news, exports."""

from search.models.abbreviation import Abbreviation
from search.models.export import Export
from search.models.habits import SearchHabits
from search.models.saved_search import News, SavedSearch

__all__ = ["Abbreviation", "Export", "News", "SavedSearch", "SearchHabits"]
