"""What the search page lets a reader say."""
