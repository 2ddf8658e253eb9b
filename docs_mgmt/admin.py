"""The configuration as the administrator sees it: a closed list, written through the frame."""

from collections.abc import Sequence
from enum import StrEnum
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import Field, Model
from django.http import Http404, HttpRequest, HttpResponse

from docs_mgmt.clock import today
from docs_mgmt.forms._widgets import DAY_FORMATS
from docs_mgmt.forms.configuration import AssignmentForm, DeskForm, PersonForm, SchemeForm
from docs_mgmt.labels import label_of
from docs_mgmt.labels.configuration import FIELDS, THINGS
from docs_mgmt.models import (
    Agency,
    Assignment,
    Body,
    Correspondent,
    Delegation,
    Desk,
    DocumentType,
    Dossier,
    DossierPlan,
    NumberingScheme,
    Person,
    Position,
    PositionRole,
    RetentionRule,
    SchemeRow,
    Seal,
    Unit,
)
from docs_mgmt.models.words import MaybeWordField, WordField
from docs_mgmt.queries.registers import has_given_numbers
from docs_mgmt.writes.assign import assign, give_scopes, serve
from docs_mgmt.writes.configure import configure, is_administrator


def name_in_words(*models: type[Model]) -> None:
    """Give models and fields their words for the screen; their migrations know nothing of words."""
    for model in models:
        one, many = THINGS[str(model._meta.model_name)]
        model._meta.verbose_name, model._meta.verbose_name_plural = one, many  # type: ignore[assignment]  # lazy words
        for field in (*model._meta.fields, *model._meta.many_to_many):
            if field.name in FIELDS:
                field.verbose_name = FIELDS[field.name]  # type: ignore[assignment]  # lazy words


def _word_of(words: type[StrEnum], value: str) -> StrEnum:
    return words(value)


def _without_side_doors(field: Any) -> Any:
    """Leave out the small links that add or change a related row in a window of its own."""
    if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
        field.widget = field.widget.widget
    return field


class WordsMixin:
    """Offer the words of a WordField as a choice, in the language of the page."""

    def formfield_for_dbfield(
        self, db_field: Field[Any, Any], request: HttpRequest | None, **kwargs: Any
    ) -> Any:
        """Choose a word instead of typing it."""
        if not isinstance(db_field, WordField | MaybeWordField):
            field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]  # a mixin
            if isinstance(field, forms.DateField):
                field.input_formats = DAY_FORMATS
            return _without_side_doors(field)
        choices = [(word.value, label_of(word)) for word in db_field.words]
        return forms.TypedChoiceField(
            label=str(db_field.verbose_name),
            choices=[("", "–"), *choices],  # an empty row of parts must look empty
            coerce=partial(_word_of, db_field.words),
            empty_value=None,
            required=not db_field.blank,
        )


class PartInline(WordsMixin, admin.StackedInline[Model, Model]):
    """Rows that belong to one thing and are written with it."""

    extra = 1

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A part goes with a change of the whole, as a role that a position no longer has."""
        return self.has_change_permission(request, obj)


class ConfigurationAdmin(WordsMixin, admin.ModelAdmin[Any]):
    """One kind of configuration; every change is a deed in the history, nothing is deleted."""

    actions = None
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is deleted: what is over gets an end."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Wait for the parts: one deed writes the thing and what belongs to it."""

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Sequence[Any], change: bool
    ) -> None:
        """Write the thing, its many-to-many rows and its parts in one frame."""

        def write_parts(_row: Model) -> None:
            form.save_m2m()
            for formset in formsets:
                formset.save()
            self.follow_up(form.instance)

        self.write(request, form.instance, write_parts)

    def write(self, request: HttpRequest, row: Any, parts: Any) -> None:
        """Write by the frame of all configuration."""
        assert isinstance(request.user, Person)
        configure(row, actor=request.user, then=parts)

    def follow_up(self, row: Any) -> None:
        """Do what follows from the change, in the same frame."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """The history of deeds is not Django's log."""
        raise Http404

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The frame has written the deed down."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The frame has written the deed down."""


@admin.register(Agency)
class AgencyAdmin(ConfigurationAdmin):
    """Agencies of this installation."""

    list_display = ("name", "abbreviation", "level", "closed_on")
    search_fields = ("name", "code")
    filter_horizontal = ("predecessors",)


@admin.register(Unit)
class UnitAdmin(ConfigurationAdmin):
    """Units of the agencies."""

    list_display = ("name", "code", "agency", "closed_on")
    list_filter = ("agency",)
    search_fields = ("name", "code")


@admin.register(Desk)
class DeskAdmin(ConfigurationAdmin):
    """Records desks, with the sight of what is approved in the agencies they serve."""

    form = DeskForm

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Sequence[Any], change: bool
    ) -> None:
        """Let the desk serve each agency added, by the write that gives it its sight."""
        assert isinstance(request.user, Person)
        actor, desk = request.user, form.instance
        configure(desk, actor=actor)
        served = set(desk.agencies.all())
        for agency in form.cleaned_data["agencies"]:
            if agency not in served:
                serve(
                    desk, agency, since=today(), actor=actor, may=lambda _: is_administrator(actor)
                )


class PositionRoleInline(PartInline):
    """The roles that come with a position."""

    model = PositionRole


@admin.register(Position)
class PositionAdmin(ConfigurationAdmin):
    """Positions with their roles; who holds one sees what its roles let them see from then on."""

    list_display = ("title", "agency", "rank")
    list_filter = ("agency",)
    search_fields = ("title",)
    inlines: ClassVar = [PositionRoleInline]

    def follow_up(self, row: Position) -> None:
        """Give the scopes of everyone who holds the position anew."""
        for post in row.assignments.select_related("unit__agency", "person", "position"):
            give_scopes(post)


@admin.register(Person)
class PersonAdmin(ConfigurationAdmin):
    """People who work here; passwords are set and never shown."""

    form = PersonForm
    list_display = ("full_name", "username", "is_active")
    list_filter = ("is_active",)
    search_fields = ("full_name", "username")


@admin.register(Assignment)
class AssignmentAdmin(ConfigurationAdmin):
    """Who holds which position where; a post is given once and ends, it is never rewritten."""

    form = AssignmentForm
    list_display = ("person", "position", "unit", "desk", "starts", "ends")
    list_filter = ("position__agency",)
    list_select_related = ("person", "position", "unit", "desk")
    search_fields = ("person__full_name", "position__title")
    fields = ("person", "position", "unit", "desk", "starts", "ends")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Only the end of a given post is still open."""
        return ("person", "position", "unit", "desk", "starts") if obj else ()

    def write(self, request: HttpRequest, row: Assignment, parts: Any) -> None:
        """Give the post with its sight; a changed end gives the sight anew."""
        assert isinstance(request.user, Person)
        actor = request.user
        if row.pk is None:
            assign(row, actor=actor, may=lambda _: is_administrator(actor))
        else:
            configure(row, actor=actor, then=give_scopes)


class SchemeRowInline(PartInline):
    """The types with a series of their own in a mixed scheme."""

    model = SchemeRow


@admin.register(NumberingScheme)
class NumberingSchemeAdmin(ConfigurationAdmin):
    """How documents are numbered in a year; fixed once its first number is given (Đ15.1)."""

    form = SchemeForm
    list_display = ("agency", "year", "instrument")
    list_filter = ("agency",)
    inlines: ClassVar = [SchemeRowInline]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A scheme changes only while no number of its year has been given."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or not has_given_numbers(obj.agency, obj.year))


@admin.register(DocumentType)
class DocumentTypeAdmin(ConfigurationAdmin):
    """The 29 types of the decree, to be read."""

    list_display = ("name", "code")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The decree names the types."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The decree names the types."""
        return False


@admin.register(DossierPlan)
class DossierPlanAdmin(ConfigurationAdmin):
    """The lists of dossiers, approved by the head (Đ28)."""

    list_display = ("agency", "year", "instrument")
    list_filter = ("agency",)


@admin.register(Dossier)
class DossierAdmin(ConfigurationAdmin):
    """The dossiers of the lists; what lies in them is no configuration."""

    list_display = ("code", "title", "plan", "unit", "retention", "closed_on")
    list_filter = ("plan", "unit")
    list_select_related = ("plan__agency", "unit", "retention")
    search_fields = ("code", "title")


@admin.register(Delegation)
class DelegationAdmin(ConfigurationAdmin):
    """Who may sign for whom, in writing."""

    list_display = ("giver", "holder", "starts", "ends", "instrument")
    filter_horizontal = ("types",)


@admin.register(Seal)
class SealAdmin(ConfigurationAdmin):
    """The seals, entrusted to the records desk."""

    list_display = ("name", "agency", "keeper")
    list_filter = ("agency",)


@admin.register(Body)
class BodyAdmin(ConfigurationAdmin):
    """Councils and boards that issue with the agency's seal."""

    list_display = ("name", "abbreviation", "agency", "closed_on")
    list_filter = ("agency",)


@admin.register(Correspondent)
class CorrespondentAdmin(ConfigurationAdmin):
    """Agencies and people outside."""

    list_display = ("name", "address", "email")
    search_fields = ("name",)


@admin.register(RetentionRule)
class RetentionRuleAdmin(ConfigurationAdmin):
    """How long records are kept, each with its legal basis."""

    list_display = ("code", "title", "years", "legal_basis")


name_in_words(
    *(Agency, Unit, Desk, Position, PositionRole, Person, Assignment, NumberingScheme, SchemeRow),
    *(DocumentType, DossierPlan, Dossier, Delegation, Seal, Body, Correspondent, RetentionRule),
)
