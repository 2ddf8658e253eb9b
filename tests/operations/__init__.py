"""Tests of what an administrator runs: on real installations, by the real commands."""
