"""Reads without a reader: for jobs and commands only, never for a page."""

from docs_mgmt.models import Person, Rendition, Version


def version_by_id(pk: int) -> Version | None:
    """A version with its text and rendition; None if it is gone."""
    return (
        Version.objects.filter(pk=pk)
        .select_related("text", "rendition", "document__agency")
        .first()
    )


def rendition_by_version(pk: int) -> Rendition | None:
    """The rendition of a version; None if it has none."""
    return Rendition.objects.filter(version=pk).select_related("version").first()


def person_named(username: str) -> Person | None:
    """The person with this name; for the demo and commands."""
    return Person.objects.filter(username=username).first()


def people_exist() -> bool:
    """Whether anybody works in this installation yet."""
    return Person.objects.exists()


def real_people_exist() -> bool:
    """Whether anybody works here who is not of a sample agency; then the clock is not turned."""
    return Person.objects.exclude(assignments__position__agency__is_sample=True).exists()
