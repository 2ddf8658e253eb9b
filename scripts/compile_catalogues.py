"""Compile each catalogue that is newer than its .mo; a bare machine has no msgfmt."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent


def compile_catalogues(locale: Path = ROOT / "locale") -> list[Path]:
    """Bring every .mo up to date; say which were written."""
    written = []
    for po in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime_ns < po.stat().st_mtime_ns:
            _compile_one(po, mo)
            written.append(mo)
    return written


def _compile_one(po: Path, mo: Path) -> None:
    with po.open("rb") as source:
        catalogue = read_po(source, locale=po.parent.parent.name, abort_invalid=True)
    half = mo.with_name(f"{mo.name}.{os.getpid()}")
    with half.open("wb") as target:
        write_mo(target, catalogue)
    half.replace(mo)


if __name__ == "__main__":
    for path in compile_catalogues():
        print(f"compiled {path.relative_to(ROOT)}")
