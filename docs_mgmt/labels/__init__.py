"""The words of the flow and of the office as the screen says them."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise

from docs_mgmt.labels.flow import DEEDS, OBSTACLES, PARTS_CHANGED, PATHS, STAGES, STANDINGS, STEPS
from docs_mgmt.labels.old_archive import OLD_ARCHIVE
from docs_mgmt.labels.words import WORDS
from docs_mgmt.rules.flow import Deed, Obstacle, Path, Stage, Standing, Step

_LABELS: dict[type[StrEnum], Mapping[Any, Promise]] = {
    Stage: STAGES,
    Step: STEPS,
    Deed: DEEDS,
    Path: PATHS,
    Standing: STANDINGS,
    Obstacle: OBSTACLES,
    **WORDS,
    **OLD_ARCHIVE,
}


def label_of(word: StrEnum) -> Promise:
    """Give the words with which the screen shows a word of the code."""
    return _LABELS[type(word)][word]


def label_of_part(part: str) -> Promise:
    """Name a part of what was shown for approval, for the sentence that says what changed."""
    return PARTS_CHANGED[part]


__all__ = ["label_of", "label_of_part"]
