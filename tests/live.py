"""The house behind a real server on a free port, for tests that drive a browser or many clients at once."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import create_engine, make_url
from sqlalchemy.pool import StaticPool
from waitress.server import create_server

from contest.app import create_app
from contest.config import read_settings
from contest.foundation.database import Table, db, writing

# Names the folder in which a run of the tests keeps its compiled templates.
COMPILED = "CONTEST_TEST_TEMPLATES"


@dataclass(frozen=True, slots=True)
class Live:
    """A running house: its address, and the application to prepare data with (`with live.writing(): …`)."""

    url: str
    app: Flask

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A context in which makers work; what they made is committed at its end."""
        with self.app.app_context():
            mark = writing.set(True)
            try:
                yield
                db.session.commit()
            finally:
                writing.reset(mark)


def cookie_of(app: Flask, key: str) -> str:
    """The cookie of a session as a sign-in would set it, by the account's key.

    Flask's own way (session_transaction) costs as much as a small page, and signing a tenth of one.
    """
    signing: Any = app.session_interface.get_signing_serializer(app)
    return str(signing.dumps({"_user_id": key, "_fresh": True}))


def open_house(instance: Path, database_url: str) -> Flask:
    """An application on an instance and an (empty) database of its own, with cheap passwords and CSRF as in earnest."""
    environment = {
        "CONTEST_INSTANCE": str(instance),
        "CONTEST_DATABASE_URL": database_url,
        "CONTEST_SECRET_KEY": "for tests only",
    }
    house = create_app(read_settings(environment))
    cheapen(house)
    share_templates(house)
    _make_tables(house, database_url)
    return house


def _make_tables(house: Flask, database_url: str) -> None:
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        Path(str(url.database)).write_bytes(_empty_file())
        return
    with house.app_context():
        mark = writing.set(True)
        Table.metadata.create_all(db.engine)
        writing.reset(mark)


@cache
def _empty_file() -> bytes:
    """A file of SQLite with all tables and no row: made once, for each of a hundred houses begins with it."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    Table.metadata.create_all(engine)
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        content = driver.serialize()
    engine.dispose()
    return content


def share_templates(house: Flask) -> None:
    """What one house of this run has compiled of the templates, all others read, whatever process they live in."""
    folder = os.environ.get(COMPILED)
    if folder:
        house.jinja_env.bytecode_cache = FileSystemBytecodeCache(folder)


def cheapen(house: Flask) -> None:
    """A password's hash is meant to be slow; tests have nothing to protect."""
    house.extensions["security"].pwd_context.update(argon2__time_cost=1, argon2__memory_cost=8, argon2__parallelism=1)


@contextmanager
def served(house: Flask) -> Iterator[Live]:
    """Serve the house with waitress, as `contest serve` does, on a port that is free."""
    server = create_server(house, host="127.0.0.1", port=0, threads=8, clear_untrusted_proxy_headers=True)
    closing = threading.Event()

    def run() -> None:
        try:
            server.run()
        except OSError:
            # It waits at sockets that are closed from here when the test is over.
            if not closing.is_set():
                raise

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield Live(f"http://127.0.0.1:{server.effective_port}", house)
    finally:
        server.task_dispatcher.shutdown(timeout=5)
        closing.set()
        server.close()
        thread.join(5)
        # What a browser had opened ahead and never used: nobody else closes it.
        if not thread.is_alive():
            for channel in list(server.active_channels.values()):
                channel.socket.close()
        with house.app_context():
            db.engine.dispose()
