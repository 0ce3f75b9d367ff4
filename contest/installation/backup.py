"""Everything in one file: the rows of every table in one snapshot, every stored file, the signing key.

A backup does not know the engine it came from, so it also carries an installation from SQLite to PostgreSQL.
It holds personal data and the signing key: it is written for its owner's eyes only.
"""

import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection

from contest.config import Settings
from contest.foundation.clock import now
from contest.foundation.database import Table, db, reading
from contest.foundation.files import store
from contest.foundation.refusal import refuse_with
from contest.installation.rows import lines_of
from contest.installation.schema import current

FORMAT = 1
_CHUNK = 1 << 20
Tell = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Backup:
    """What went into a backup."""

    path: str
    rows: int
    files: int
    size: int
    revision: str | None


def back_up(settings: Settings, target: Path, tell: Tell = lambda words, count: None) -> Backup:
    """Write a backup while the server goes on. Raises Refusal: backup_exists, backup_unwritable."""
    if target.exists():
        raise refuse_with("backup_exists", path=target)
    partial = target.with_name(target.name + ".part")
    try:
        descriptor = os.open(partial, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as out:
            rows, files = _write(out, settings, tell)
            out.flush()
            os.fsync(out.fileno())
        os.replace(partial, target)
    except OSError as error:
        raise refuse_with("backup_unwritable", path=target, why=error.strerror or str(error)) from error
    finally:
        partial.unlink(missing_ok=True)
    return Backup(str(target), rows, files, target.stat().st_size, current())


def _write(out: IO[bytes], settings: Settings, tell: Tell) -> tuple[int, int]:
    members: dict[str, dict[str, Any]] = {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        with snapshot() as connection:
            for table in Table.metadata.sorted_tables:
                members[f"tables/{table.name}.jsonl"] = _put_lines(
                    archive, f"tables/{table.name}.jsonl", lines_of(connection, table)
                )
                tell(table.name, members[f"tables/{table.name}.jsonl"]["lines"])
        # A file is on disk before its row is: whatever the snapshot names lies in the store by now.
        stored = sorted(path for path in store().glob("??/*") if path.is_file())
        for path in stored:
            archive.write(path, f"files/{path.parent.name}/{path.name}", zipfile.ZIP_STORED)
            tell("files", 1)
        key = settings.instance / "secret.key"
        archive.writestr("secret.key", key.read_bytes() if key.is_file() else settings.secret_key.encode())
        manifest = {
            "format": FORMAT,
            "made_at": now().isoformat(),
            "revision": current(),
            "members": members,
            "files": len(stored),
        }
        archive.writestr("manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1))
    return sum(member["lines"] for member in members.values()), len(stored)


def _put_lines(archive: zipfile.ZipFile, name: str, lines: Iterator[bytes]) -> dict[str, Any]:
    digest, count = hashlib.sha256(), 0
    with archive.open(name, "w", force_zip64=True) as member:
        for line in lines:
            digest.update(line)
            member.write(line)
            count += 1
    return {"lines": count, "sha256": digest.hexdigest()}


@contextmanager
def snapshot() -> Iterator[Connection]:
    """One consistent view of all tables on either engine; writers go on meanwhile."""
    engine = db.engine
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with reading(), engine.connect() as connection, connection.begin():
        yield connection
