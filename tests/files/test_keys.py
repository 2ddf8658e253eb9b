import multiprocessing
import stat

from docs_mgmt.files import keys


def test_keys_are_made_once_and_for_their_owner_alone(settings):
    secret = keys.session_secret()
    assert len(secret) >= 64
    assert keys.session_secret() == secret
    keys.sign_code(b"x")
    keys.sign_record(b"x")
    assert stat.S_IMODE(settings.KEYS_DIR.stat().st_mode) == 0o700
    files = sorted(settings.KEYS_DIR.iterdir())
    assert [file.name for file in files] == ["codes.key", "records.key", "session.secret"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_a_folder_that_others_could_read_is_closed(settings):
    settings.KEYS_DIR.mkdir(mode=0o755)
    keys.session_secret()
    assert stat.S_IMODE(settings.KEYS_DIR.stat().st_mode) == 0o700


def test_codes_and_records_have_keys_of_their_own():
    signature = keys.sign_code(b"code")
    assert keys.verify_code(b"code", signature)
    assert not keys.verify_code(b"other", signature)
    assert not keys.verify_code(b"code", b"short")
    assert not keys.verify_record(b"code", signature)
    assert keys.verify_record(b"record", keys.sign_record(b"record"))
    assert keys.code_public_key() != keys.record_public_key()


def _secret(folder) -> str:
    return keys.session_secret(folder)


def test_processes_that_start_at_once_agree(tmp_path):
    with multiprocessing.get_context("spawn").Pool(4) as processes:
        secrets = processes.map(_secret, [tmp_path / "keys"] * 32)
    assert len(set(secrets)) == 1
    assert [file.name for file in (tmp_path / "keys").iterdir()] == ["session.secret"]
