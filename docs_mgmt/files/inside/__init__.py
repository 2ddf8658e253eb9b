"""What runs in the child alone: no Django, no database, no network; its answers are plain JSON."""
