"""The form of the archive: into which dossier of the year's plan the original goes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from docs_mgmt.forms._base import DeedForm
from docs_mgmt.models import Document
from docs_mgmt.queries.archive import dossiers_for, suggested_dossier


class ArchiveForm(DeedForm):
    """File the original; the dossier of the drafting unit is suggested."""

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dossier"] = forms.ModelChoiceField(
            label=_("Dossier"),
            queryset=dossiers_for(document),
            initial=suggested_dossier(document),
            empty_label=str(_("Choose a dossier")),
            error_messages={"required": str(_("Choose a dossier."))},
        )
