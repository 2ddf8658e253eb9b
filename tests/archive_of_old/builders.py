"""Runs and files of an import for tests, read from words or from made files."""

from datetime import date
from pathlib import Path

from docs_mgmt.clock import now
from docs_mgmt.files.store import put, put_path
from docs_mgmt.models import Agency, ImportFile, ImportRun, Person
from docs_mgmt.rules.words import ImportState
from docs_mgmt.writes.import_files import end_of_list, list_file, start_run
from docs_mgmt.writes.take_in_archive import OldPaper


def a_run(agency: Agency, actor: Person, **facts: object) -> ImportRun:
    """A run that an archivist began."""
    return start_run(agency, source="kho", actor=actor, **facts)


def a_file(run: ImportRun, path: str, content: bytes) -> ImportFile:
    """A file on the run's list."""
    stored = put([content])
    return list_file(run, path, sha256=stored.sha256, size=stored.size)


def listed(run: ImportRun, folder: Path) -> ImportRun:
    """Every file of a folder on the run's list."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            stored = put_path(path)
            name = path.relative_to(folder).as_posix()
            list_file(run, name, sha256=stored.sha256, size=stored.size)
    end_of_list(run)
    return run


def an_old_paper(**facts: object) -> OldPaper:
    """A decision of 2012."""
    usual: dict[str, object] = {
        "full": "15/QĐ-UBND",
        "date": date(2012, 3, 5),
        "type_key": "QĐ",
        "title": "Về việc khen thưởng phong trào thi đua",
        "signer": "Nguyễn Văn Bảy",
        "issuer": "Ủy ban nhân dân phường Hòa Minh",
        "block": "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
    }
    return OldPaper(**{**usual, **facts})


DECISION = (
    "ỦY BAN NHÂN DÂN",
    "PHƯỜNG HÒA MINH",
    "Số: 15/QĐ-UBND",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Hòa Minh, ngày 05 tháng 3 năm 2012",
    "QUYẾT ĐỊNH",
    "Về việc khen thưởng phong trào thi đua",
    "Căn cứ Luật Thi đua, khen thưởng;",
    "Điều 1. Khen thưởng 12 tập thể.",
    "Nơi nhận:",
    "- Lưu: VT.",
    "KT. CHỦ TỊCH",
    "PHÓ CHỦ TỊCH",
    "Nguyễn Văn Bảy",
)


def an_old_file(agency: Agency, actor: Person, *, pk: int) -> ImportFile:
    """A doubtful file with this id in a run with this id, for tests that walk every address."""
    picture = put([b"\x89PNG"]).sha256
    run = ImportRun.objects.create(
        pk=pk, agency=agency, started_by=actor, source="kho", started_at=now()
    )
    return ImportFile.objects.create(
        pk=pk,
        run=run,
        agency=agency,
        path="QD15.doc",
        sha256=picture,
        size=4,
        state=ImportState.REVIEW,
        pictures=[[1, picture]],
        doubts=["FACTS"],
    )
