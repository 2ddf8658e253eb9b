"""Gather the words on the screen into locale/{vi,en}: msgids in English, no gettext tools needed.

scripts/make_messages.py [--from FOLDER]

FOLDER holds *.tsv with new Vietnamese: msgid, then (of a plural) msgid_plural, then the words,
parted by tabs; a context stands before the msgid as ctx|context|. What is in use stays, what is
no longer used goes, what lacks its words is named at the end.
"""

import argparse
import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("office", "docs_mgmt", "approvals", "search")
LANGUAGES = ("vi", "en")
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "_p": ((1, "c"), 2),  # its name in the labels
    "npgettext_lazy": ((1, "c"), 2, 3),
}
WITHOUT_PLURAL = 2  # cells in a line of *.tsv
WRITTEN = datetime(2026, 11, 26, tzinfo=UTC)  # fixed, or every run would change the files


class Phrase(NamedTuple):
    """What a person reads on the screen, as the code says it."""

    context: str | None
    singular: str
    plural: str | None


Sources = dict[Phrase, list[str]]


def gather(root: Path = ROOT) -> Sources:
    """Find every phrase of the code and the templates, with the files that say it."""
    found: Sources = {}
    for path, text in _texts(root):
        place = path.relative_to(root).as_posix()
        for _, said, _, context in extract("python", io.BytesIO(text.encode()), KEYWORDS):
            singular, plural = (said, None) if isinstance(said, str) else said[:2]
            places = found.setdefault(Phrase(context, singular, plural), [])
            if place not in places:
                places.append(place)
    return dict(sorted(found.items(), key=lambda item: (item[0].singular, item[0].context or "")))


def _texts(root: Path) -> Iterator[tuple[Path, str]]:
    for room in ROOMS:
        for path in sorted((root / room).rglob("*.py")):
            yield path, path.read_text(encoding="utf-8")
    folders = [root / "templates", *(root / room for room in ROOMS)]
    for path in sorted(path for folder in folders for path in folder.rglob("*.html")):
        code = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        # What is left of the page is no Python: without its indents it can be cut into tokens.
        yield path, "\n".join(line.lstrip() for line in code.split("\n"))


def path_of(language: str, root: Path = ROOT) -> Path:
    """The catalogue of a language."""
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def read(language: str, root: Path = ROOT) -> dict[Phrase, tuple[str, ...]]:
    """The words of a catalogue, by phrase."""
    path = path_of(language, root)
    if not path.exists():
        return {}
    with path.open("rb") as source:
        catalogue = read_po(source, locale=language, abort_invalid=True)
    words = {}
    for message in catalogue:
        if message.id and not message.fuzzy:
            ids = (message.id, None) if isinstance(message.id, str) else tuple(message.id)
            strings = message.string
            said = (strings,) if isinstance(strings, str) else tuple(strings)
            words[Phrase(message.context, *ids)] = said
    return words


def read_new_words(folder: Path) -> dict[Phrase, tuple[str, ...]]:
    """The Vietnamese that was handed in as *.tsv; the newest file says it last."""
    words = {}
    for path in sorted(folder.glob("*.tsv"), key=lambda path: path.stat().st_mtime_ns):
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = [cell.replace("\\n", "\n") for cell in line.split("\t")]
            if len(cells) < WITHOUT_PLURAL or line.startswith("#"):
                continue
            context, singular = _part_context(cells[0])
            plural = cells[1] if len(cells) > WITHOUT_PLURAL else None
            words[Phrase(context, singular, plural)] = (cells[-1],)
    return words


def _part_context(cell: str) -> tuple[str | None, str]:
    if cell.startswith("ctx|"):
        _, context, singular = cell.split("|", 2)
        return context, singular
    return None, cell


def write(language: str, sources: Sources, words: dict[Phrase, tuple[str, ...]]) -> list[Phrase]:
    """Write one catalogue; give the phrases that have no words in it."""
    catalogue = Catalog(
        locale=language,
        project="docs_mgmt",
        version="1",
        creation_date=WRITTEN,
        revision_date=WRITTEN,
        fuzzy=False,
        msgid_bugs_address="",
        last_translator="docs_mgmt",
        language_team="docs_mgmt",
        header_comment=f"# The words of docs_mgmt in {language}. Written by `make messages`.",
    )
    missing = []
    for phrase, places in sources.items():
        said = words.get(phrase) or words.get(phrase._replace(plural=None), ())
        if language == "en":
            said = _english(phrase)
        if not all(said) or not said:
            missing.append(phrase)
        strings = said or ("",)
        catalogue.add(
            (phrase.singular, phrase.plural) if phrase.plural else phrase.singular,
            strings if phrase.plural else strings[0],
            locations=[(place, 0) for place in places],
            context=phrase.context,
        )
    path = path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as target:
        write_po(target, catalogue, width=0, include_lineno=False)
    return missing


def _english(phrase: Phrase) -> tuple[str, ...]:
    return (phrase.singular, phrase.plural) if phrase.plural else (phrase.singular,)


def main() -> int:
    """Write both catalogues and say what lacks its words."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--from", dest="folder", type=Path, help="*.tsv with new Vietnamese")
    asked = parser.parse_args()
    sources = gather()
    vietnamese = read("vi") | (read_new_words(asked.folder) if asked.folder else {})
    missing = write("vi", sources, vietnamese)
    write("en", sources, {})
    print(f"{len(sources)} phrases, {len(missing)} without Vietnamese")
    for phrase in missing:
        print(f"  {phrase.singular!r}  ({', '.join(sources[phrase])})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
