"""How an old paper shows its facts: its lines, head, foot, and the name of its file."""
