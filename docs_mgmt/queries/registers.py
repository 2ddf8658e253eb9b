"""The register of outgoing documents, its series, and what a line of the book says."""

from django.db.models import Q, QuerySet

from docs_mgmt.models import Agency, Document, NumberingScheme, Person, RegisterEntry
from docs_mgmt.permissions import posts_of
from docs_mgmt.rules.notation import full_number, notation_of
from docs_mgmt.rules.numbering import series_key
from docs_mgmt.rules.words import EntryState, Role

#: Who reads the book of an agency: those who may see everything that it names (design.md 4).
READERS = (Role.CLERK, Role.LEADER)


def scheme_of(agency: Agency, year: int) -> NumberingScheme | None:
    """The scheme of the year; without a new one the last one goes on when the year turns."""
    return (
        NumberingScheme.objects.filter(agency=agency, year__lte=year)
        .prefetch_related("rows__type")
        .order_by("-year")
        .first()
    )


def series_name(document: Document, scheme: NumberingScheme) -> str:
    """The key of the series from which the document takes its number; it follows from it."""
    if document.body_id is not None:
        return f"COUNCIL:{document.body_id}"
    own = {row.type.key: row.key for row in scheme.rows.all()}
    return series_key(scheme.kind, document.type.key, own)


def next_number(document: Document, year: int) -> int | None:
    """The number that the document would get now; it is given when the button is pressed."""
    scheme = scheme_of(document.agency, year)
    if scheme is None:
        return None
    key = series_name(document, scheme)
    row = document.agency.series.filter(year=year, key=key).first()
    return (row.last_number if row else 0) + 1


def next_full_number(document: Document, year: int) -> str:
    """Number and notation that the document would get now; empty without a scheme."""
    number = next_number(document, year)
    if number is None:
        return ""
    notation = notation_of(
        document.type.code,
        issuer=document.body.abbreviation if document.body else document.agency.abbreviation,
        maker=document.unit.code,
    )
    return full_number(number, notation=notation)


def lines_of_book(document: Document) -> dict[str, str | int]:
    """What the book says of the document, as it is now (Phụ lục IV, sổ đăng ký văn bản đi)."""
    signatory = document.signatories.select_related("person", "outsider").order_by("order").first()
    recipients = list(document.recipients.all())
    return {
        "type_and_title": f"{document.type.name} {document.title}",
        "signer": str(signatory) if signatory else "",
        "recipients": "\n".join(recipient.words for recipient in recipients),
        "keeper": f"VT, {document.unit.code}",
        "copies": sum(recipient.copies for recipient in recipients),
    }


def agencies_whose_book(reader: Person) -> QuerySet[Agency]:
    """The agencies whose register the reader may read."""
    posts = posts_of(reader).filter(position__roles__role__in=READERS)
    return Agency.objects.filter(
        Q(units__in=posts.filter(unit__isnull=False).values("unit"))
        | Q(desks__in=posts.filter(desk__isnull=False).values("desk"))
    ).distinct()


def register_seen_by(reader: Person, agency: Agency, year: int) -> QuerySet[RegisterEntry]:
    """The lines of the agency's book of a year, in the order of the book."""
    return (
        RegisterEntry.objects.filter(
            agency=agency, agency__in=agencies_whose_book(reader), year=year
        )
        .select_related("series", "document", "document__type")
        .order_by("series__key", "number", "suffix")
    )


def entry_of(document: Document) -> RegisterEntry | None:
    """The document's live number, if it has one."""
    return RegisterEntry.objects.filter(document=document, state=EntryState.TAKEN).first()


def has_given_numbers(agency: Agency, year: int) -> bool:
    """Whether numbers are given in the years that a scheme of that year rules; it is fixed then.

    A scheme goes on until the next one (decision 0003), so not its own year alone counts.
    """
    given = agency.series.filter(year__gte=year, last_number__gt=0)
    later = NumberingScheme.objects.filter(agency=agency, year__gt=year).order_by("year").first()
    return (given.filter(year__lt=later.year) if later else given).exists()
