"""Archive: the desk files the issued original in a dossier of the year's plan."""

from datetime import date

import pytest

from approvals.steps import archive_document
from docs_mgmt.clock import today
from docs_mgmt.models import Document, Dossier, DossierItem, DossierPlan
from docs_mgmt.rules.flow import Obstacle, Stage, Step, StepNotAllowedError
from office.demo.dossiers import dossier_for
from tests.builders import World, a_document, a_token
from tests.steps.ways import at, everything

#: Stages at which a usual document stands ready, walked there once for the whole file.
READY = (Stage.ISSUED,)


def an_issued(world: World) -> tuple[Document, Dossier]:
    document = a_document(world, at=Stage.ISSUED)
    return document, dossier_for(document, None)


def archived(world: World, document: Document, dossier: Dossier) -> DossierItem:
    return archive_document(document, dossier, actor=world["oanh"], token=a_token())


def refused(world: World, document: Document, dossier: Dossier) -> None:
    before = everything()
    with pytest.raises(StepNotAllowedError) as answer:
        archived(world, document, dossier)
    assert answer.value.waits_for is Obstacle.NO_DOSSIER
    assert everything() == before


def test_the_clerk_files_the_original_in_the_dossier(world):
    archive = at(world, Step.ARCHIVE, Stage.ISSUED)
    item = archive.works()
    assert (item.ordinal, item.filed_by, item.document) == (1, world["oanh"], archive.document)
    assert archive.entry().facts["dossier"] == item.dossier.code == "01.KTHTĐT"
    assert archive.entry().facts["year"] == today().year


def test_the_ordinals_of_a_dossier_run_on(world):
    first, dossier = an_issued(world)
    second, same = an_issued(world)
    assert same == dossier
    ordinals = [archived(world, document, dossier).ordinal for document in (second, first)]
    assert ordinals == [1, 2]


@pytest.mark.parametrize("stage", [Stage.NUMBERED, Stage.SEALED, Stage.ARCHIVED])
def test_what_is_not_issued_is_not_archived(world, stage):
    at(world, Step.ARCHIVE, stage).waits()


def test_only_the_clerk_archives(world):
    at(world, Step.ARCHIVE, Stage.ISSUED).is_denied_to("linh", "vy", "tue", "quantri", "em.tl")


def test_nothing_is_left_of_an_archiving_that_broke_off(world):
    at(world, Step.ARCHIVE, Stage.ISSUED).leaves_nothing_when_it_breaks()


def test_a_double_click_archives_once(world):
    at(world, Step.ARCHIVE, Stage.ISSUED).counts_once()


def test_a_closed_dossier_takes_no_document(world):
    document, dossier = an_issued(world)
    Dossier.objects.filter(pk=dossier.pk).update(closed_on=date(2026, 12, 31))
    refused(world, document, dossier)


def test_a_dossier_of_another_agency_takes_no_document(world):
    document, dossier = an_issued(world)
    plan = DossierPlan.objects.create(agency=world.tan_lap, year=today().year)
    unit = world.unit("VP", world.tan_lap)
    Dossier.objects.filter(pk=dossier.pk).update(plan=plan, unit=unit)
    refused(world, document, dossier)
