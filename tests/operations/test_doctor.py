"""The doctor says what is there, what is missing and what that costs."""


def test_the_doctor_names_what_is_there(filled):
    filled.manage("rebuild_search")  # no process follows its changes, and some minutes are too long
    said = filled.manage("doctor")
    for word in (
        "python",
        "disk",
        "key session.secret: mode 600",
        "tables: as this code wants them",
        "search engine: tantivy",
    ):
        assert word in said


def test_an_open_key_needs_a_look(restored):
    (restored.folder / "keys" / "session.secret").chmod(0o644)
    assert "LOOK key session.secret: mode 644" in restored.manage("doctor", code=1)


def test_a_missing_program_is_named_with_its_cost(filled, monkeypatch):
    monkeypatch.setitem(filled.environment, "PATH", "/nowhere")
    said = filled.manage("doctor", code=1)
    assert "LOOK soffice: missing" in said
    assert "a draft in Word needs a PDF beside it" in said


def test_tables_of_an_older_code_need_a_look(empty):
    assert "manage.py prepare" in empty.manage("doctor", code=1)
