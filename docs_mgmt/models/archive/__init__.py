"""Dossiers, the yearly plan they stand in, and how long they are kept."""
