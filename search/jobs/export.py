"""Make a list that somebody asked for, within their rights at this moment."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from docs_mgmt.clock import now
from docs_mgmt.files.lists import Listing, Value, keep_listing
from docs_mgmt.permissions import reach_of
from docs_mgmt.templatetags._dates import exact
from search.engine import IndexNotReadyError, as_meant
from search.engines import the_engine
from search.forms.find import wish_of
from search.labels import label_of
from search.models import Export
from search.queries.exports import MOST, export_by_id, lines_in_order
from search.queries.find import ask_of
from search.queries.habits import habits_of
from search.queries.lines import Line
from search.rules.words import USUAL, Column
from search.writes.exports import begin, finish, forget_exports, give_up, go_on

_WIDTHS = {Column.DATE: 8, Column.STAGE: 8, Column.STANDING: 8}


def make(pk: int) -> None:
    """Ask the index, read the lines, write the file; a second run begins anew."""
    export = export_by_id(pk)
    if export is None:
        return
    with override(export.language):
        try:
            _make(export)
        except (IndexNotReadyError, OSError):  # a full disk is one too
            give_up(export)


def sweep() -> None:
    """Once an hour: forget what was asked for the day before, with its file."""
    forget_exports()


def _make(export: Export) -> None:
    reach, wish = reach_of(export.person), wish_of(export.query)
    ask = replace(ask_of(reach, wish), offset=0, limit=MOST, counted=(), is_patient=True)
    _asked, found = as_meant(the_engine(), ask)
    begin(export, len(found.ids))
    columns = habits_of(export.person).columns or USUAL
    lines: list[Line] = []
    for part in lines_in_order(reach, found.ids, columns):
        lines += part
        go_on(export, len(lines))
    listing = Listing(
        heading=_("List of documents found"),
        said=tuple(_said(export, wish.typed, lines, is_cut=found.total > len(found.ids))),
        columns=(_("No."), _("Number and symbol"), _("Title"), *map(_name, columns)),
        widths=(4, 10, 26, *(_WIDTHS.get(column, 12) for column in columns)),
        rows=[_row(place, line, columns) for place, line in enumerate(lines, start=1)],
    )
    stored = keep_listing(listing, str(export.kind))
    finish(export, [line.document.pk for line in lines], stored)


def _name(column: Column) -> str:
    return str(label_of(column))


def _row(place: int, line: Line, columns: tuple[Column, ...]) -> list[Value]:
    cells: list[Value] = [place, line.document.number or "", line.document.title]
    for column in columns:
        is_day = column is Column.DATE
        cells.append(line.document.issued_on if is_day else line.value(column))
    return cells


def _said(export: Export, typed: str, lines: list[Line], *, is_cut: bool) -> list[str]:
    """Who asked for what and when, how much it is, and what it leaves out."""
    facts = {"who": export.person.full_name, "moment": exact(now()), "typed": typed}
    said = [_("Made for %(who)s, %(moment)s, of the documents that they may see.") % facts]
    if typed:
        said.append(_("Asked: %(typed)s") % facts)
    said.append(ngettext("%(n)s document", "%(n)s documents", len(lines)) % {"n": len(lines)})
    if is_cut:
        said.append(_("Only the first %(most)s are listed.") % {"most": MOST})
    if any(line.document.is_sample for line in lines):
        said.append(_("Sample, of no value."))
    return said
