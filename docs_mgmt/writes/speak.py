"""A person chooses the language in which the screen speaks to them."""

from docs_mgmt.models import Person
from docs_mgmt.rules.flow import Deed
from docs_mgmt.writes._frame import changing


def speak(language: str, *, actor: Person) -> None:
    """Speak to the person in that language from now on, on every machine."""
    if actor.language == language:
        return
    with changing(
        actor, actor=actor, deed=Deed.SPEAK, may=lambda row: row.pk == actor.pk
    ) as chosen:
        chosen.subject.language = language
        chosen.note(language=language)
