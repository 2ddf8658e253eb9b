"""Preparing twice changes nothing; a demo that was broken off begins anew."""

from tests.operations.installation import FILL

COUNT = "from docs_mgmt.models import Person; print(Person.objects.count())"


def test_preparing_again_keeps_the_data(restored):
    restored.manage("prepare")
    assert restored.python(COUNT) == "1"


def test_half_a_demo_is_taken_away_before_it_begins_anew(restored):
    (restored.folder / "demo.unfinished").touch()
    if restored.environment["DATABASE_URL"]:
        assert "Make a new database" in restored.manage("prepare", code=1)
        return
    assert "begins anew" in restored.manage("prepare")
    assert not (restored.folder / "demo.unfinished").exists()
    assert restored.python(COUNT) == "0"
    restored.python(FILL)
    restored.manage("verify", "--only", "history")


def test_a_command_before_the_tables_says_what_to_do_first(empty, tmp_path):
    for command in (["import_archive", tmp_path], ["verify_search"], ["rebuild_search"]):
        said = empty.manage(*command, code=1)
        assert "manage.py prepare" in said
        assert "Traceback" not in said
