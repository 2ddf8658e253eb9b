"""A made archive of old papers with known facts: invented, deterministic, of all kinds."""
