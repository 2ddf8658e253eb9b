"""Work on the index outside a request."""
