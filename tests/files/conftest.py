"""Each test keeps its files in a folder of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path: Path) -> Path:
    settings.FILES_DIR = tmp_path / "files"
    settings.KEYS_DIR = tmp_path / "keys"
    settings.TMP_DIR = tmp_path / "tmp"
    settings.UPLOAD_LIMIT = 50 * 1024 * 1024
    return tmp_path


@pytest.fixture
def file(tmp_path: Path) -> Callable[[bytes], Path]:
    def written(data: bytes) -> Path:
        path = tmp_path / "upload"
        path.write_bytes(data)
        return path

    return written
