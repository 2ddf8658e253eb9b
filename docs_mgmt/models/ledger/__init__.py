"""What the house remembers: history, rights, outbox, live events, uploads and reads."""
