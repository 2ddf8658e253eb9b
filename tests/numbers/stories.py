"""What many processes do to one installation; run alone: `python -m tests.numbers.stories STORY`.

The first process forks all others and never opens the database itself, so every one of them comes
to it as a server process would. A story ends with one line of JSON for its test.
"""

import json
import multiprocessing
import os
import shutil
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import django

django.setup()

from django.db import connections, transaction  # noqa: E402 -- the apps must be ready first

from approvals.steps import number_document  # noqa: E402
from approvals.steps import print as print_step  # noqa: E402
from docs_mgmt.files.stamping import Stamped  # noqa: E402
from docs_mgmt.later import done_here, waiting  # noqa: E402
from docs_mgmt.models import (  # noqa: E402
    Change,
    Document,
    Event,
    HistoryEntry,
    NumberSeries,
    Person,
    RegisterEntry,
)
from docs_mgmt.rules.flow import Stage, Step  # noqa: E402
from docs_mgmt.writes._frame import AlreadyDoneError  # noqa: E402
from office.verifying import (  # noqa: E402
    findings_of_history,
    findings_of_registers,
    findings_of_rights,
    findings_of_rows,
)
from tests.builders import a_document, a_world  # noqa: E402
from tests.steps.ways import TAKE, everything, usual_actor  # noqa: E402

CLERKS, DOCUMENTS = 8, 64
POINTS = ("opened", "body", "subject", "history", "outbox", "event", "committed")
#: The steps in whose middle the process dies, and where the document stands then.
STEPS = {
    Step.DRAFT: None,
    Step.APPROVE: Stage.CHECKED,
    Step.NUMBER: Stage.SIGNED,
    Step.ISSUE: Stage.SEALED,
}
DIED = 77
CLICKS, DONE_BEFORE = 4, 3
_fork = multiprocessing.get_context("fork")


def apart(do: Callable[..., object], *words: object) -> object:
    """Do it in a process of its own; give what it found."""
    mine, theirs = _fork.Pipe(duplex=False)

    def work() -> None:
        found = do(*words)
        connections.close_all()
        theirs.send(found)

    process = _fork.Process(target=work)
    process.start()
    theirs.close()
    try:
        return mine.recv()
    finally:
        process.join()


def a_quick_print(pdf: Path, *, code: str, caption: str, sample: bool) -> Stamped:
    """Sixty-four prints by copying: nobody looks at this paper, and the numbering is real."""
    copy = pdf.with_name(f"{code[-40:]}.pdf")
    shutil.copyfile(pdf, copy)
    return Stamped(copy, ())


def sign_many() -> list[int]:
    """Walk the documents to the signature: decisions and plans, from two series, in turn."""
    print_step.stamp = a_quick_print
    with transaction.atomic(), done_here():
        world = a_world()
        return [
            a_document(world, at=Stage.SIGNED, type_key=("QĐ", "KH")[n % 2]).pk
            for n in range(DOCUMENTS)
        ]


def number(pks: list[int], begin: object) -> None:
    """One clerk's process: wait for all the others, then number one document after the other."""
    clerk = Person.objects.get(username="oanh")
    documents = [Document.objects.get(pk=pk) for pk in pks]
    begin.wait()
    for document in documents:
        number_document(document, actor=clerk, token=f"number-{document.pk}")


def look() -> dict[str, object]:
    """What the book says at the end."""
    findings = [findings_of_rows(), findings_of_registers(), findings_of_history()]
    entries = RegisterEntry.objects.order_by("series", "number")
    return {
        "entries": [
            [entry.full, entry.number, entry.series.key, entry.document_id] for entry in entries
        ],
        "series": dict(NumberSeries.objects.values_list("key", "last_number")),
        "stages": sorted(set(Document.objects.values_list("stage", flat=True))),
        "findings": [finding for part in findings for finding in part],
    }


def many_clerks() -> dict[str, object]:
    """Eight processes number sixty-four documents at once."""
    pks = apart(sign_many)
    begin = _fork.Barrier(CLERKS)
    clerks = [_fork.Process(target=number, args=(pks[n::CLERKS], begin)) for n in range(CLERKS)]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
    return {"exits": [clerk.exitcode for clerk in clerks], "pks": pks, **apart(look)}


def stand_ready() -> dict[str, int]:
    """One document for each step."""
    print_step.stamp = a_quick_print
    with done_here():
        world = a_world()
        return {step: a_document(world, at=stage).pk for step, stage in STEPS.items() if stage}


def take_and_die(step: Step, pk: int | None, point: str) -> None:
    """Take the step in a process that dies at the point."""
    world = a_world()
    new = Document(agency=world.hoa_minh, unit=world.unit("KTHTĐT"))
    document = Document.objects.get(pk=pk) if pk else new
    os.environ["DOCS_MGMT_DIE_AT"] = point
    TAKE[step](world, document, world[usual_actor(step)], f"{step}-{point}")
    os._exit(1)  # it should have died


def newest() -> list[object]:
    """The newest deed, with its outbox row and event, and the stage where it led."""
    entry = HistoryEntry.objects.latest("pk")
    document = Document.objects.get(pk=entry.subject_id)
    findings = [findings_of_rows(), findings_of_registers(), findings_of_history()]
    return [
        entry.deed,
        entry.facts["to"] == document.stage,
        Change.objects.latest("pk").subject == f"document:{document.pk}",
        Event.objects.latest("pk").deed == entry.deed,
        [finding for part in (*findings, findings_of_rights()) for finding in part],
    ]


def killed_in_the_middle() -> dict[str, object]:
    """Each step dies at each point: what the tables say before and after."""
    pks = apart(stand_ready)
    told: dict[str, object] = {}
    for step in STEPS:
        for point in POINTS:
            before = apart(everything)
            process = _fork.Process(target=take_and_die, args=(step, pks.get(step), point))
            process.start()
            process.join()
            after = apart(everything)
            changed = sorted(name for name in before if before[name] != after[name])
            told[f"{step} {point}"] = [process.exitcode, changed]
        told[f"{step} at last"] = apart(newest)
    return told


def click(begin: object) -> None:
    """Draft a document by a form that several processes send at once; say how it ended."""
    world = a_world()
    new = Document(agency=world.hoa_minh, unit=world.unit("KTHTĐT"))
    begin.wait()
    try:
        TAKE[Step.DRAFT](world, new, world["linh"], "one-and-the-same")
    except AlreadyDoneError:
        sys.exit(DONE_BEFORE)


def one_form_sent_many_times() -> dict[str, object]:
    """Four processes get one and the same form at once: no document is locked, none is there."""
    apart(settle)
    begin = _fork.Barrier(CLICKS)
    clicks = [_fork.Process(target=click, args=(begin,)) for _ in range(CLICKS)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()
    return {"exits": sorted(one.exitcode for one in clicks), "rows": apart(count)}


def settle() -> None:
    """Set both wards up."""
    a_world()


def count() -> list[int]:
    """How many documents, deeds on them, and jobs there are."""
    deeds = HistoryEntry.objects.filter(subject_kind="document")
    return [Document.objects.count(), deeds.count(), waiting()]


STORIES = {
    story.__name__: story for story in (many_clerks, killed_in_the_middle, one_form_sent_many_times)
}

if __name__ == "__main__":
    try:
        story = STORIES[sys.argv[1]]()
    except EOFError:  # a process has said on stderr why it ended without an answer
        traceback.print_exc()
        sys.exit(1)
    sys.stdout.write(json.dumps(story) + "\n")
