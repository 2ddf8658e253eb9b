"""The small words of the search pages."""
