"""Take old files in: list, read, propose, file what is sure; small jobs, one file each."""

import tempfile
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError

from docs_mgmt.clock import today
from docs_mgmt.files.parcels import members_of
from docs_mgmt.files.pictures import picture_ends
from docs_mgmt.files.reading import Reading, read_any
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.files.rendering import render, render_picture
from docs_mgmt.files.store import path_of, put_path
from docs_mgmt.later import later
from docs_mgmt.models import ImportFile, ImportRun
from docs_mgmt.queries.import_work import (
    file_by_id,
    is_at_rest,
    is_last_parcel,
    issuers_of,
    next_parcel,
    next_waiting,
    paths_listed,
    register_of,
    run_by_id,
    twin_of,
)
from docs_mgmt.rules.facts import facts_in
from docs_mgmt.rules.flow import Standing
from docs_mgmt.rules.old_archive import doubts_of, standing_in
from docs_mgmt.rules.old_paper.foot import signer_in
from docs_mgmt.rules.old_paper.lines import lines_of
from docs_mgmt.rules.refusals import PERHAPS_BUSY, Kind, Refusal
from docs_mgmt.rules.register_export import OldRegister, lines_in, with_register
from docs_mgmt.rules.words import RECOGNISED, Doubt, ImportState, WordsFrom
from docs_mgmt.writes.import_files import (
    Found,
    begin,
    doubt,
    end_of_list,
    end_of_run,
    forget_parcel,
    from_json,
    keep_pictures,
    list_file,
    propose,
    refuse,
    same_as,
    wait_for_ocr,
)
from docs_mgmt.writes.take_in_archive import (
    NumberStandsError,
    OldPaper,
    may_take_in,
    take_in_archive,
)

#: A file that kills its worker so often is given up.
TRIES = 5
#: Lines of the head and the foot that stand beside the facts where there is no picture.
_HEAD, _FOOT = 40, 20
#: What a field that the archive refuses is called as a doubt.
_WRONG = {"title": Doubt.LONG_TITLE, "date": Doubt.NOT_CLOSED, "type": Doubt.UNKNOWN_TYPE}


def go_on(run_pk: int) -> None:
    """Do the next thing of a run, then queue behind whatever people wait for by now."""
    run = run_by_id(run_pk)
    if run is None or run.finished_at is not None:
        return
    if take_one(run):
        later("docs_mgmt.jobs.take_in.go_on", run_pk)


def take_one(run: ImportRun) -> bool:
    """Open the next parcel or read the next file; says whether anything was left to do."""
    if (parcel := next_parcel(run)) is not None:
        open_parcel(run, parcel)
        return True
    if run.listed_at is None and not run.files.filter(path="").exists():
        return False  # a command is still listing
    if (pk := next_waiting(run)) is not None:
        read_file(pk)
        return True
    finish(run)
    return False


def finish(run: ImportRun) -> None:
    """Close a run in which nothing more happens by itself."""
    if is_at_rest(run) and run.finished_at is None:
        end_of_run(run)


def open_parcel(run: ImportRun, parcel: ImportFile) -> None:
    """List the files of a parcel; opened twice, they stand there once."""
    try:
        _list_members(run, parcel)
    except FileRefusedError as error:
        refuse(parcel, error.reason, error.facts)
    if is_last_parcel(run, parcel):
        end_of_list(run)
    if parcel.state is ImportState.WAITING:
        forget_parcel(parcel)


def _list_members(run: ImportRun, parcel: ImportFile) -> None:
    if begin(parcel) > TRIES:
        raise FileRefusedError(Refusal.UNREADABLE)
    known = frozenset(path for name, path in paths_listed(run) if name == parcel.parcel)
    for member in members_of(path_of(parcel.sha256), known=known - {""}):
        sha256 = member.stored.sha256 if member.stored else ""
        row = list_file(run, member.path, sha256=sha256, size=member.size, parcel=parcel.parcel)
        if member.refusal is not None:
            refuse(row, member.refusal, {})


def read_file(pk: int) -> None:
    """Read one file of a run, or write down why not; what is sure is filed at once."""
    file = file_by_id(pk)
    if file is None or file.state is not ImportState.WAITING:
        return
    if (twin := twin_of(file)) is not None:
        same_as(file, twin)
        return
    tries = begin(file)
    if tries > TRIES:
        refuse(file, Refusal.UNREADABLE, {"tries": TRIES})
        return
    try:
        reading = read_any(path_of(file.sha256), file.name, is_patient=tries > 1)
    except FileRefusedError as error:
        if tries > 1 or error.reason not in PERHAPS_BUSY:
            refuse(file, error.reason, {**error.facts, "tries": tries})
        return  # else it waits behind the others, and then gets more time
    if waits_for_words(file, reading, register=_register(file.run)):
        wait_for_ocr(file, kind=reading.kind.value, pages=reading.pages)
        later("docs_mgmt.jobs.take_in_scans.recognise_next_old_page")
        return
    settle(file, reading)


def waits_for_words(file: ImportFile, reading: Reading, *, register: OldRegister | None) -> bool:
    """Whether a scan must be recognised first; typed pages before it may tell every fact."""
    if not reading.is_mixed:
        return not reading.has_text
    if 1 in reading.scanned_pages:
        return True
    return bool(found_in(file, reading, register=register, words_from=reading.words_from).doubts)


def settle(file: ImportFile, reading: Reading, words_from: WordsFrom | None = None) -> None:
    """Propose the facts of what was read, and file them if nothing is in doubt."""
    origin = words_from or reading.words_from
    found = found_in(file, reading, register=_register(file.run), words_from=origin)
    propose(file, found)
    if found.doubts:
        later("docs_mgmt.jobs.take_in.draw_file", file.pk)
        return
    file_as_found(file)


def found_in(
    file: ImportFile, reading: Reading, *, register: OldRegister | None, words_from: WordsFrom
) -> Found:
    """What the text, the place and the register say of a file."""
    paragraphs = reading.paragraphs
    is_recognised = words_from in RECOGNISED
    facts = facts_in(paragraphs, name=file.name, folders=file.folders, is_recognised=is_recognised)
    line = register.line_for(facts, file.name) if register else None
    facts = with_register(facts, line)
    signer = signer_in(list(lines_of(paragraphs)))
    doubts = doubts_of(facts, issuers=issuers_of(file.agency), today=today())
    return Found(
        facts=facts,
        doubts=doubts,
        kind=file.kind or reading.kind.value,
        words_from=str(words_from),
        encodings=reading.encodings,
        pages=reading.pages,
        block="\n".join(signer.block) if signer else "",
        standing=str(standing_in([line.remark] if line else [])),
        excerpt=_excerpt(paragraphs),
    )


def file_as_found(file: ImportFile) -> None:
    """File a proposal that is in no doubt; what the register disputes waits for a person."""
    if (why := _filed_or_why_not(file)) is not None:
        doubt(file, why)
        later("docs_mgmt.jobs.take_in.draw_file", file.pk)


def _filed_or_why_not(file: ImportFile) -> Doubt | None:
    if not may_take_in(file.run.started_by, file.agency):
        return Doubt.NOBODY  # somebody else decides
    try:
        take_in_archive(file, paper_of(file), actor=file.run.started_by)
    except NumberStandsError:
        return Doubt.NUMBER_STANDS
    except ValidationError as error:
        wrong = getattr(error, "error_dict", {})  # nothing of the paper: the agency lacks a unit
        return next((_WRONG.get(name, Doubt.FACTS) for name in wrong), Doubt.NO_UNIT)
    return None


def paper_of(file: ImportFile) -> OldPaper:
    """The proposal of a file as it is filed."""
    facts = from_json(file.facts)
    return OldPaper(
        full=facts.full.value,
        date=date.fromisoformat(facts.date.value),
        type_key=facts.type.value,
        title=facts.title.value,
        signer=facts.signer.value,
        issuer=facts.issuer.value,
        block=file.block,
        standing=Standing(file.standing) if file.standing else Standing.IN_FORCE,
    )


def draw_file(pk: int, copy: Path | None = None) -> None:
    """Draw the first and the last page of a file that a person will look at.

    A scan's `copy` with its words shows which way up they are.
    """
    file = file_by_id(pk)
    if file is None or file.state is not ImportState.REVIEW or file.pictures:
        return
    source = path_of(file.sha256)
    made: Path | None = None
    try:
        if file.kind == Kind.PICTURE:
            source = made = render_picture(source)
        elif file.kind != Kind.PDF:
            is_legacy = file.words_from == WordsFrom.LEGACY
            source = made = render(source, file.name, Kind(file.kind), is_legacy=is_legacy)
        with tempfile.TemporaryDirectory(prefix="pages-", dir=settings.TMP_DIR) as folder:
            shown = picture_ends(source, Path(folder), copy=copy)
            keep_pictures(file, [(one.page, put_path(one.path).sha256) for one in shown])
    except FileRefusedError:
        return  # the words of the file stand beside the facts instead
    finally:
        if made is not None:
            made.unlink(missing_ok=True)


def _register(run: ImportRun) -> OldRegister | None:
    return _register_of(run.pk, run.started_at) if run.register_name else None


@lru_cache(maxsize=2)
def _register_of(pk: int, _started_at: datetime) -> OldRegister:
    return OldRegister(lines_in(register_of(pk)))


def _excerpt(paragraphs: tuple[str, ...]) -> str:
    if len(paragraphs) <= _HEAD + _FOOT:
        return "\n".join(paragraphs)
    return "\n".join([*paragraphs[:_HEAD], "…", *paragraphs[-_FOOT:]])
