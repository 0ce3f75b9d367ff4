"""A backup holds everything and goes back whole, into the same engine or another; a damaged one changes nothing."""

import hashlib
import io
import json
import shutil
import socket
import ssl
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from contest.app import create_app
from contest.config import Settings, read_settings
from contest.foundation import files, ledger
from contest.foundation.access import OPERATOR
from contest.foundation.database import Table, db, writing
from contest.foundation.refusal import Refusal
from contest.foundation.writers.pdf import typeset
from contest.installation import doctor
from contest.installation.backup import back_up, snapshot
from contest.installation.doctor import Check, examine
from contest.installation.restore import restore
from contest.installation.rows import lines_of
from contest.installation.schema import current, migrate, newest
from tests.editions.makers import make_edition
from tests.people.makers import make_person

Make = Callable[[str], Flask]


@pytest.fixture(scope="module")
def revised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty database that the revisions made."""
    mark = writing.set(True)
    app = create_app(read_settings({"CONTEST_INSTANCE": str(tmp_path_factory.mktemp("revised"))}))
    with app.app_context():
        migrate()
        made = Path(str(db.engine.url.database))
        # Whoever closes the last connection leaves one file with everything in it.
        db.engine.dispose()
    writing.reset(mark)
    return made


@pytest.fixture
def house(tmp_path: Path, revised: Path) -> Iterator[Make]:
    """Houses on instances of their own, schema made by the revisions: once, then copied."""
    mark = writing.set(True)

    def make(name: str) -> Flask:
        app = create_app(read_settings({"CONTEST_INSTANCE": str(tmp_path / name)}))
        with app.app_context():
            shutil.copyfile(revised, str(db.engine.url.database))
            migrate()
        return app

    yield make
    writing.reset(mark)


def furnish() -> str:
    """A person, an edition, a file, a ledger event; returns the file's hash."""
    make_person("Nguyễn Thị Ánh", "anh@example.org")
    edition = make_edition()
    ledger.note(OPERATOR, edition.id, "score", "HS-0001", {"total": Decimal("87.5")})
    stored = files.keep(io.BytesIO(b"%PDF-1.7 hello"), "bản mô tả.pdf", formats=("pdf",))
    db.session.commit()
    return stored.sha256


def settings_of(app: Flask) -> Settings:
    settings: Settings = app.config["CONTEST"]
    return settings


def everything() -> dict[str, list[bytes]]:
    with snapshot() as connection:
        return {table.name: list(lines_of(connection, table)) for table in Table.metadata.sorted_tables}


def test_a_database_of_a_newer_program_is_left_alone_and_said_to_be_one(house: Make) -> None:
    with house("moi-hon").app_context():
        db.session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        db.session.commit()
        with pytest.raises(Refusal) as refused:
            migrate()
        assert [reason.code for reason in refused.value.reasons] == ["database_newer"]
        assert current() == "9999"


def test_the_revisions_make_exactly_the_tables(house: Make) -> None:
    with house("a").app_context():
        assert current() == newest()


def test_a_backup_goes_back_whole_into_an_empty_installation(house: Make, tmp_path: Path) -> None:
    first, second = house("a"), house("b")
    with first.app_context():
        sha256 = furnish()
        made = back_up(settings_of(first), tmp_path / "sao-luu.zip")
        before = everything()
        key = (settings_of(first).instance / "secret.key").read_bytes()
    with second.app_context():
        done = restore(settings_of(second), tmp_path / "sao-luu.zip", replace=False)
        assert everything() == before
        assert (done["rows"], done["files"]) == (made.rows, 1)
        assert files.path_of(sha256).read_bytes() == b"%PDF-1.7 hello"
        assert ledger.verify().broken_id is None
        assert (settings_of(second).instance / "secret.key").read_bytes() == key


def test_the_ledger_is_guarded_after_a_restore(house: Make, tmp_path: Path) -> None:
    first, second = house("a"), house("b")
    with first.app_context():
        furnish()
        back_up(settings_of(first), tmp_path / "x.zip")
    with second.app_context():
        restore(settings_of(second), tmp_path / "x.zip", replace=False)
        with pytest.raises(Exception, match="append-only"):
            db.session.execute(text("DELETE FROM ledger_event"))


def test_an_installation_with_data_is_not_overwritten_unasked(house: Make, tmp_path: Path) -> None:
    app = house("a")
    with app.app_context():
        furnish()
        back_up(settings_of(app), tmp_path / "x.zip")
        before = everything()
        with pytest.raises(Refusal) as refused:
            restore(settings_of(app), tmp_path / "x.zip", replace=False)
        assert refused.value.reasons[0].code == "restore_not_empty"
        assert everything() == before
        make_person("Trần Văn Bình", "binh@example.org")
        db.session.commit()
        done = restore(settings_of(app), tmp_path / "x.zip", replace=True)
        assert everything() == before
        assert Path(done["saved_before"]).is_file()


def test_a_backup_never_overwrites_another(house: Make, tmp_path: Path) -> None:
    app = house("a")
    (tmp_path / "x.zip").write_bytes(b"old")
    with app.app_context(), pytest.raises(Refusal) as refused:
        back_up(settings_of(app), tmp_path / "x.zip")
    assert refused.value.reasons[0].code == "backup_exists"
    assert (tmp_path / "x.zip").read_bytes() == b"old"


def test_a_backup_is_for_its_owners_eyes_only(house: Make, tmp_path: Path) -> None:
    app = house("a")
    with app.app_context():
        back_up(settings_of(app), tmp_path / "x.zip")
    assert (tmp_path / "x.zip").stat().st_mode & 0o077 == 0


def tampered(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    target = path.with_name(f"sua-{path.stem}.zip")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as out:
        for member in source.namelist():
            content = source.read(member)
            out.writestr(member, change(content) if member == name else content)
    return target


@pytest.mark.parametrize("case", ["row", "manifest", "cut", "no zip", "newer"])
def test_a_damaged_backup_is_refused_and_changes_nothing(house: Make, tmp_path: Path, case: str) -> None:
    app = house("a")
    path = tmp_path / "x.zip"
    with app.app_context():
        furnish()
        back_up(settings_of(app), path)
        before = everything()
        if case == "row":
            path = tampered(path, "tables/person.jsonl", lambda content: content.replace("Ánh".encode(), b"Anh"))
        elif case == "manifest":
            path = tampered(path, "manifest.json", lambda content: b"{")
        elif case == "cut":
            path.write_bytes(path.read_bytes()[:-300])
        elif case == "no zip":
            path.write_bytes(b"hello")
        else:
            path = tampered(
                path, "manifest.json", lambda content: json.dumps({**json.loads(content), "revision": "zzzz"}).encode()
            )
        with pytest.raises(Refusal) as refused:
            restore(settings_of(app), path, replace=True)
        wanted = "backup_newer" if case == "newer" else "backup_unreadable"
        assert refused.value.reasons[0].code == wanted
        assert everything() == before


def rewritten(path: Path, name: str, content: bytes) -> Path:
    """A backup with another member under the same name, its manifest telling the new one's hash."""

    def tell(manifest: bytes) -> bytes:
        document = json.loads(manifest)
        if name in document["members"]:
            document["members"][name]["sha256"] = hashlib.sha256(content).hexdigest()
        return json.dumps(document).encode()

    return tampered(tampered(path, name, lambda _: content), "manifest.json", tell)


def test_a_row_or_a_file_that_is_not_what_it_says_is_found_before_anything_is_changed(
    house: Make, tmp_path: Path
) -> None:
    app = house("a")
    with app.app_context():
        sha256 = furnish()
        back_up(settings_of(app), tmp_path / "x.zip")
        before = everything()
        row = rewritten(tmp_path / "x.zip", "tables/person.jsonl", b'{"id":1,"created_at":"no moment"}\n')
        for path in (row, tampered(tmp_path / "x.zip", f"files/{sha256[:2]}/{sha256}", lambda _: b"another")):
            with pytest.raises(Refusal) as refused:
                restore(settings_of(app), path, replace=True)
            assert refused.value.reasons[0].code == "backup_unreadable"
            assert everything() == before


def test_rows_the_database_refuses_say_where_the_data_before_is(house: Make, tmp_path: Path) -> None:
    app = house("a")
    with app.app_context():
        furnish()
        back_up(settings_of(app), tmp_path / "x.zip")
        before = everything()
        with zipfile.ZipFile(tmp_path / "x.zip") as archive:
            twice = archive.read("tables/person.jsonl") * 2
        with pytest.raises(Refusal) as refused:
            restore(settings_of(app), rewritten(tmp_path / "x.zip", "tables/person.jsonl", twice), replace=True)
        reason = refused.value.reasons[0]
        assert reason.code == "restore_failed_saved"
        restore(settings_of(app), Path(reason.params["path"]), replace=True)
        assert everything() == before


def test_the_doctor_finds_a_missing_file_and_a_readable_key(house: Make) -> None:
    app = house("a")
    with app.app_context():
        assert [check.name for check in examine(settings_of(app)) if not check.fine] == []
        (settings_of(app).instance / "secret.key").chmod(0o644)
        assert [check.name for check in examine(settings_of(app)) if not check.fine] == ["Khóa ký"]


def test_the_doctor_finds_that_the_fonts_of_papers_are_gone(
    house: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = house("a")
    (tmp_path / "no fonts").mkdir()
    monkeypatch.setattr(doctor, "FONTS", tmp_path / "no fonts")
    monkeypatch.setattr(typeset, "FONTS", tmp_path / "no fonts")
    with app.app_context():
        (found,) = [check for check in examine(settings_of(app)) if not check.fine]
    assert (found.name, found.words) == ("Giấy tờ in", "lập được PDF nhưng thiếu phông chữ")


@contextmanager
def behind_tls() -> Iterator[int]:
    """A port where somebody answers with a certificate that only this test knows; its key is nobody's."""
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own.load_cert_chain(Path(__file__).with_name("localhost.pem"))
    with socket.create_server(("127.0.0.1", 0)) as open_port:

        def answer() -> None:
            line, _ = open_port.accept()
            with line, suppress(OSError):
                own.wrap_socket(line, server_side=True).close()

        waiting = threading.Thread(target=answer)
        waiting.start()
        yield open_port.getsockname()[1]
        waiting.join(10)


def _address_of(app: Flask, url: str) -> Check:
    return {check.name: check for check in examine(replace(settings_of(app), public_url=url))}["Địa chỉ"]


@pytest.mark.parametrize(
    ("url", "fine"),
    [("", True), ("https://hoithi.example.org", True), ("http://localhost:8000", True), ("http://192.168.1.10", False)],
)
def test_the_doctor_says_what_needs_https(house: Make, url: str, fine: bool) -> None:
    app = house("a")
    with app.app_context():
        found = {check.name: check for check in examine(replace(settings_of(app), public_url=url))}["Địa chỉ"]
    assert found.fine == fine
    assert ("cần https" in found.words) == (not url.startswith("https") and "localhost" not in url)


def test_the_doctor_says_what_certificate_browsers_will_meet(house: Make) -> None:
    app = house("a")
    with app.app_context(), behind_tls() as port:
        met = _address_of(app, f"https://localhost:{port}")
        assert met.fine
        assert "chứng thư riêng: mỗi máy phải cài chứng thư gốc trước" in met.words
    with app.app_context():
        nobody = _address_of(app, f"https://localhost:{port}")
    assert nobody.fine
    assert "chưa nối được" in nobody.words


def test_rows_of_every_type_survive(house: Make, tmp_path: Path) -> None:
    first, second = house("a"), house("b")
    with first.app_context():
        furnish()
        before = everything()
        assert any(b'"sort_key":"' in line for line in before["person"])
        back_up(settings_of(first), tmp_path / "x.zip")
    with second.app_context():
        restore(settings_of(second), tmp_path / "x.zip", replace=False)
        assert everything() == before
