"""Finds: one way to ask, two engines that must agree."""
