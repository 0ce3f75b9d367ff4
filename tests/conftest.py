"""What every test may ask for: the house, a database that forgets, signed-in browsers, and hard promises."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, before_render_template, g, template_rendered
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.engine import Engine

from contest.app import create_app
from contest.config import read_settings
from contest.foundation.database import Table, db as database, writing
from contest.people.models import Person


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One house for the whole run, on a database of its own."""
    instance = tmp_path_factory.mktemp("instance")
    house = create_app(read_settings({"CONTEST_INSTANCE": str(instance), "CONTEST_SECRET_KEY": "for tests only"}))
    house.config.update(TESTING=True, WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
    with house.app_context():
        mark = writing.set(True)
        Table.metadata.create_all(database.engine)
        writing.reset(mark)
    yield house


@pytest.fixture
def db(app: Flask) -> Iterator[Any]:
    """The database inside one outer transaction that is rolled back; requests and commits never know."""
    with app.app_context():
        engines = database.engines
        engine, connection = engines[None], engines[None].connect()
        outer, engines[None] = connection.begin(), connection  # type: ignore[assignment]
        yield database
        database.session.remove()
        outer.rollback()
        connection.close()
        engines[None] = engine


@pytest.fixture
def client(app: Flask, db: Any) -> FlaskClient:
    """A browser nobody has signed in with."""
    return app.test_client()


@pytest.fixture
def client_of(app: Flask, db: Any) -> Callable[[Person], FlaskClient]:
    """A browser of somebody signed in, without the price of a password hash."""

    def signed_in(person: Person) -> FlaskClient:
        browser = app.test_client()
        with browser.session_transaction() as session:
            session["_user_id"] = person.fs_uniquifier
            session["_fresh"] = True
        return browser

    return signed_in


@pytest.fixture(autouse=True)
def no_sql_while_rendering(request: pytest.FixtureRequest) -> Iterator[None]:
    """A page gets all its rows before its template runs: no lazy load, no N+1, ever."""
    if "db" not in request.fixturenames:
        yield
        return
    rendering: list[str] = []

    def begin(sender: Any, template: Any, **rest: Any) -> None:
        rendering.append(template.name or "")

    def end(sender: Any, **rest: Any) -> None:
        rendering.clear()

    def forbid(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        assert not rendering, f"{rendering[-1]} asked the database: {statement}"

    before_render_template.connect(begin)
    template_rendered.connect(end)
    event.listen(Engine, "before_cursor_execute", forbid)
    yield
    event.remove(Engine, "before_cursor_execute", forbid)
    before_render_template.disconnect(begin)
    template_rendered.disconnect(end)
