"""Reads: what a reader finds, and how a document stands in the index."""
