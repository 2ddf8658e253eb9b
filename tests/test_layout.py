"""The house keeps its shape: names, sizes, doors, and who may write what."""

import ast
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import approvals.steps as steps
from docs_mgmt.rules.flow import MAIN_STEPS, NOT_YET_OFFERED, Deed, Step

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("office", "docs_mgmt", "approvals", "search")
LIMIT = 400
#: A side step stands in the file of the step that it undoes.
UNDOES = {
    Step.CLOSE_ROUND: Step.CIRCULATE,
    Step.WITHDRAW: Step.SUBMIT,
    Step.SEND_BACK: Step.CHECK,
    Step.REOPEN: Step.APPROVE,
    Step.CANCEL: Step.DRAFT,
    Step.VOID_NUMBER: Step.NUMBER,
}
NAMES = {Step.CLOSE_ROUND: "close_round", Step.VOID_NUMBER: "void_number"}
#: Who may write a stage, a standing or a number: the steps and their frame (rules know no rows).
STEPS = ("approvals/steps/", "docs_mgmt/rules/")
#: The two exceptions of design.md 1, and the migrations, which make the columns.
EXCEPTIONS = ("bench/", "/migrations/", "docs_mgmt/writes/take_in_archive.py")


def sources(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            yield name, ast.parse(path.read_text(encoding="utf-8"))


def function_of(step: Step) -> str:
    return NAMES.get(step, f"{step}_document")


@pytest.mark.parametrize("step", MAIN_STEPS)
def test_each_step_has_its_file_function_address_and_template(step):
    function = getattr(steps, function_of(step))
    assert inspect.getmodule(function).__name__ == f"approvals.steps.{step}"
    assert (ROOT / "templates" / "approvals" / f"{step}.html").exists()
    assert _address_of(step).endswith(f"/{step}/") or step is Step.DRAFT


@pytest.mark.parametrize("step", UNDOES)
def test_each_side_step_stands_in_the_file_of_the_step_that_it_undoes(step):
    function = getattr(steps, function_of(step))
    assert inspect.getmodule(function).__name__ == f"approvals.steps.{UNDOES[step]}"
    assert (ROOT / "templates" / "approvals" / f"{step}.html").exists()
    assert _address_of(step).endswith(f"/{step}/")


def _address_of(step: Step) -> str:
    from django.urls import reverse

    return reverse(str(step), args=[] if step is Step.DRAFT else [7])


def test_the_flow_is_exported_in_its_order():
    first = [name for name in steps.__all__ if name in {function_of(step) for step in MAIN_STEPS}]
    assert first == [function_of(step) for step in MAIN_STEPS if step is not Step.CLOSE_ROUND]
    offered = {function_of(step) for step in Step if step not in NOT_YET_OFFERED}
    assert set(steps.__all__) == offered


def test_every_step_is_a_deed_of_the_same_word():
    assert {step.value for step in Step} <= {deed.value for deed in Deed}


def test_the_page_of_the_flow_is_current():
    made = subprocess.run(
        [sys.executable, "-c", "import scripts.make_flow_page as m; print(m.page(), end='')"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert (ROOT / "docs" / "flow.md").read_text(encoding="utf-8") == made


def test_no_file_is_longer_than_a_room_should_be():
    long = [
        (name, size)
        for folder in (*PACKAGES, "scripts", "tests", "bench")
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts
        for name, size in [(path.relative_to(ROOT).as_posix(), len(path.read_text().splitlines()))]
        if size > LIMIT
    ]
    assert long == []


_WRITING = (".update", ".create", ".get_or_create", ".update_or_create")


def _writes(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every place that gives a stage, standing or number: assignment, update(), create()."""
    for node in ast.walk(tree):
        targets = node.targets if isinstance(node, ast.Assign) else []
        if isinstance(node, ast.AugAssign):
            targets = [node.target]
        for target in targets:
            for part in ast.walk(target):
                if isinstance(part, ast.Attribute) and isinstance(part.ctx, ast.Store):
                    yield node.lineno, part.attr
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(_WRITING):
            yield from ((node.lineno, word.arg or "") for word in node.keywords)


PROTECTED = {"stage", "stage_since", "standing", "last_number"}


def test_stages_and_numbers_are_written_by_the_steps_alone():
    found = [
        f"{name}:{line} writes {word}"
        for name, tree in sources(*PACKAGES, "tests", "scripts")
        if not name.startswith(STEPS) and not any(part in name for part in EXCEPTIONS)
        for line, word in _writes(tree)
        if word in PROTECTED
    ]
    assert found == []


def _makes(tree: ast.Module, model: str) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            words = ast.unparse(node.func)
            if re.match(rf"{model}\.objects\.(bulk_)?(create|get_or_create)", words):
                yield node.lineno


def test_register_entries_are_made_by_the_steps_and_history_by_the_frame():
    found = [
        f"{name}:{line} makes a {model}"
        for model, owners in {
            "RegisterEntry": ("approvals/steps/number.py",),
            "HistoryEntry": ("docs_mgmt/history.py",),
            "Event": ("docs_mgmt/events.py",),
        }.items()
        for name, tree in sources(*PACKAGES, "tests", "scripts")
        if name not in owners and not any(part in name for part in EXCEPTIONS)
        for line in _makes(tree, model)
    ]
    assert found == []


def test_only_the_frame_opens_a_transaction():
    found = [
        f"{name}:{node.lineno}"
        for name, tree in sources(*PACKAGES)
        if name != "docs_mgmt/writes/_frame.py" and "migrations" not in name
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node).startswith("transaction.")
    ]
    assert found == []


FORBIDDEN_IN_VIEWS = {"objects", "save", "delete", "create", "update", "atomic", "on_commit"}


def test_views_read_by_queries_and_write_by_steps():
    found = [
        f"{name}:{node.lineno} says {node.attr}"
        for package in ("docs_mgmt", "approvals", "search")
        for name, tree in sources(f"{package}/views")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in FORBIDDEN_IN_VIEWS
    ]
    assert found == []


def test_nobody_catches_everything():
    found = [
        f"{name}:{node.lineno}"
        for name, tree in sources(*PACKAGES, "scripts")
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) == "Exception")
    ]
    assert found == []


def test_a_test_that_empties_the_database_puts_back_what_the_migrations_wrote():
    emptied = re.compile(r"django_db\((?=[^)]*transaction=True)(?![^)]*serialized_rollback=True)")
    found = [
        path.name
        for path in (ROOT / "tests").rglob("test_*.py")
        if emptied.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_every_template_is_used():
    names = {
        path.relative_to(ROOT / "templates").as_posix()
        for path in (ROOT / "templates").rglob("*.html")
    }
    texts = [
        path.read_text(encoding="utf-8")
        for folder in (*PACKAGES, "templates")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".html"}
    ]
    named_by_others = {
        "403.html",
        "404.html",
        "500.html",
        "account/login.html",
        "account/logout.html",
    }
    named_by_others |= {"account/password_change.html"}
    unused = {
        name
        for name in names - named_by_others
        if not any(name in text for text in texts) and not name.startswith("admin/")
    }
    generated = {f"approvals/{step}.html" for step in Step}
    assert unused - generated == set()


_TEXTS = {".py", ".toml", ".lock", ".md", ".txt", ".sh", ".html", ".js", ".css"}


def test_no_address_of_a_registry_and_no_path_of_a_machine_is_committed():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    bad = re.compile(r"pypi\.org|files\.pythonhosted|registry\.npmjs|/work/main|/root/\.")
    found = []
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if path.suffix not in _TEXTS or not path.exists() or name == "tests/test_layout.py":
            continue
        if bad.search(path.read_text("utf-8")):
            found.append(name)
    assert found == []
