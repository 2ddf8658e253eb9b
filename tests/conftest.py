"""What all tests share."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test in a file with «browser» in its name is a browser test, run apart."""
    for item in items:
        if "browser" in item.path.stem:
            item.add_marker(pytest.mark.browser)
