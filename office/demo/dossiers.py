"""The dossiers of the demo's yearly plans."""

from datetime import date

from docs_mgmt.models import Agency, Document, Dossier, DossierPlan, RetentionRule, Unit
from docs_mgmt.writes.configure import configure


def dossier_for(document: Document, wanted: tuple[str, str] | None) -> Dossier:
    """The dossier that a numbered document goes into; the plan is made as it is needed."""
    assert document.issued_on is not None
    code, title = wanted or (
        f"01.{document.unit.code}",
        f"Văn bản đi của {document.unit.name} năm {document.issued_on.year}",
    )
    plan = _plan_of(document.agency, document.issued_on.year)
    found = Dossier.objects.filter(plan=plan, code=code).first()
    return found or _make(plan, code, title, document.unit)


def _plan_of(agency: Agency, year: int) -> DossierPlan:
    found = DossierPlan.objects.filter(agency=agency, year=year).first()
    if found is not None:
        return found
    instrument = f"Quyết định ban hành Danh mục hồ sơ năm {year}"
    return configure(DossierPlan(agency=agency, year=year, instrument=instrument), actor=None)


def _make(plan: DossierPlan, code: str, title: str, unit: Unit) -> Dossier:
    return configure(
        Dossier(
            plan=plan,
            code=code,
            title=title,
            unit=unit,
            retention=_ten_years(),
            opened_on=date(plan.year, 1, 2),
        ),
        actor=None,
    )


def _ten_years() -> RetentionRule:
    found = RetentionRule.objects.filter(code="MAU-10").first()
    return found or configure(
        RetentionRule(
            code="MAU-10",
            title="Văn bản trao đổi (mẫu, chưa rà soát)",
            years=10,
            legal_basis="TT 10/2022/TT-BNV (chưa rà soát)",
            valid_from=date(2023, 2, 15),
        ),
        actor=None,
    )
