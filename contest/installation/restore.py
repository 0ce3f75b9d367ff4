"""A backup put back: checked whole before anything is changed, then all or nothing."""

import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, func, insert, inspect, select, text
from sqlalchemy import Table as AnyTable
from sqlalchemy.exc import SQLAlchemyError

from contest.config import Settings
from contest.foundation.clock import local, now
from contest.foundation.database import Table, db
from contest.foundation.files import store
from contest.foundation.refusal import refuse_with
from contest.installation.backup import FORMAT, Tell, back_up
from contest.installation.rows import row_of
from contest.installation.schema import current, known, migrate

_BATCH = 500
_CHUNK = 1 << 20


def restore(
    settings: Settings, source: Path, *, replace: bool, tell: Tell = lambda words, count: None
) -> dict[str, Any]:
    """Put a backup into this installation; what it had is backed up first (with replace) or keeps it from happening.

    Raises Refusal: backup_unreadable, backup_newer, restore_not_empty.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = _checked_manifest(archive)
            _prove_rows(archive, manifest)
            _prove_files(archive)
            saved = _make_room(settings, replace=replace)
            rows, files = _put_all(settings, archive, manifest, saved, tell)
    except (OSError, zipfile.BadZipFile, json.JSONDecodeError, KeyError, ValueError) as error:
        raise refuse_with("backup_unreadable", path=source, why=str(error)[:200]) from error
    return {"rows": rows, "files": files, "revision": manifest["revision"], "saved_before": saved}


def _checked_manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    """The manifest, once every table in the archive matches it. Raises ValueError."""
    manifest: dict[str, Any] = json.loads(archive.read("manifest.json"))
    if manifest["format"] != FORMAT:
        raise ValueError(f"format {manifest['format']}")
    if manifest["revision"] and not known(manifest["revision"]):
        raise refuse_with("backup_newer", theirs=manifest["revision"], ours=current() or "trống")
    for name, expected in manifest["members"].items():
        digest = hashlib.sha256()
        with archive.open(name) as member:
            while piece := member.read(_CHUNK):
                digest.update(piece)
        if digest.hexdigest() != expected["sha256"]:
            raise ValueError(f"{name}: nội dung không khớp mã băm")
    bad = archive.testzip()
    if bad:
        raise ValueError(f"{bad}: nội dung không khớp mã kiểm")
    return manifest


def _prove_rows(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
    """Every line can be read as a row of its table. Raises ValueError, KeyError."""
    for table in Table.metadata.sorted_tables:
        name = f"tables/{table.name}.jsonl"
        if name in manifest["members"]:
            with archive.open(name) as member:
                for line in member:
                    row_of(line, table)


def _prove_files(archive: zipfile.ZipFile) -> None:
    """Every stored file is what its name, its hash, says. Raises ValueError."""
    for name in archive.namelist():
        if name.startswith("files/"):
            with archive.open(name) as member:
                _copy(member, None, name)


def _put_all(
    settings: Settings, archive: zipfile.ZipFile, manifest: dict[str, Any], saved: str, tell: Tell
) -> tuple[int, int]:
    """Schema, rows, files and key into the empty house. What fails here says where the data before was saved."""
    try:
        migrate()
        rows = _put_rows(archive, manifest, tell)
        files = _put_files(archive, tell)
        _put_key(settings, archive)
    except (OSError, SQLAlchemyError, ValueError) as error:
        if not saved:
            raise refuse_with("restore_failed", why=str(error)[:200]) from error
        raise refuse_with("restore_failed_saved", path=saved, why=str(error)[:200]) from error
    return rows, files


def _make_room(settings: Settings, *, replace: bool) -> str:
    """An empty schema; returns where the data that stood here was saved, or ""."""
    db.session.remove()
    standing = list(_tables_with_rows())
    saved = ""
    if standing:
        if not replace:
            raise refuse_with("restore_not_empty", tables=", ".join(standing[:6]))
        path = settings.instance / f"truoc-khi-phuc-hoi-{local(now()):%Y%m%d-%H%M%S}.zip"
        saved = back_up(settings, path).path
    with db.engine.begin() as connection:
        Table.metadata.drop_all(connection)
        connection.execute(text("DROP TABLE IF EXISTS alembic_version"))
    return saved


def _tables_with_rows() -> Iterator[str]:
    with db.engine.connect() as connection:
        there = set(inspect(connection).get_table_names())
        for table in Table.metadata.sorted_tables:
            if table.name in there and connection.execute(select(func.count()).select_from(table)).scalar_one():
                yield table.name


def _put_rows(archive: zipfile.ZipFile, manifest: dict[str, Any], tell: Tell) -> int:
    count = 0
    with db.engine.begin() as connection:
        for table in Table.metadata.sorted_tables:
            name = f"tables/{table.name}.jsonl"
            if name not in manifest["members"]:
                continue
            with archive.open(name) as member:
                while lines := list(islice(member, _BATCH)):
                    connection.execute(insert(table), [row_of(line, table) for line in lines])
                    count += len(lines)
            tell(table.name, manifest["members"][name]["lines"])
            _raise_sequence(connection, table)
    return count


def _raise_sequence(connection: Connection, table: AnyTable) -> None:
    """PostgreSQL counts keys beside the table: after keys of our own it must go on behind the highest."""
    key = table.autoincrement_column
    if connection.dialect.name != "postgresql" or key is None:
        return
    highest = connection.execute(select(func.max(key))).scalar()
    if highest is not None:
        sequence = func.pg_get_serial_sequence(table.name, key.name)
        connection.execute(select(func.setval(sequence, highest)))


def _put_files(archive: zipfile.ZipFile, tell: Tell) -> int:
    count = 0
    for name in archive.namelist():
        if not name.startswith("files/"):
            continue
        sha256 = name.rsplit("/", 1)[-1]
        target = store() / sha256[:2] / sha256
        if not target.is_file():
            _put_file(archive, name, target)
        count += 1
        tell("files", 1)
    return count


def _put_file(archive: zipfile.ZipFile, name: str, target: Path) -> None:
    """One stored file; its name is its hash, so it can be checked. Raises ValueError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, partial = tempfile.mkstemp(dir=target.parent, prefix=".incoming-")
    try:
        with os.fdopen(descriptor, "wb") as out, archive.open(name) as member:
            _copy(member, out, name)
        os.replace(partial, target)
    finally:
        Path(partial).unlink(missing_ok=True)


def _copy(member: IO[bytes], out: IO[bytes] | None, name: str) -> None:
    """Read a stored file to its end (writing it where somebody takes it). Raises ValueError when it is another."""
    digest = hashlib.sha256()
    while piece := member.read(_CHUNK):
        digest.update(piece)
        if out is not None:
            out.write(piece)
    if digest.hexdigest() != name.rsplit("/", 1)[-1]:
        raise ValueError(f"{name}: nội dung không khớp mã băm")


def _put_key(settings: Settings, archive: zipfile.ZipFile) -> None:
    """The key that made the passwords' hashes; an installation told its key from outside keeps that one."""
    path = settings.instance / "secret.key"
    if os.environ.get("CONTEST_SECRET_KEY"):
        return
    partial = path.with_suffix(".part")
    descriptor = os.open(partial, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(archive.read("secret.key"))
    os.replace(partial, path)
