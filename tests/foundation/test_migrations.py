"""The migrations build exactly the tables the code knows, on both engines, guards of the ledger included."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DatabaseError

from contest.app import create_app
from contest.config import read_settings
from contest.foundation.database import Table, db, writing
from contest.installation.schema import MIGRATIONS, current, known, migrate, newest
from tests.engines import fresh_url
from tests.house.tree import none


@pytest.fixture
def migrated(tmp_path: Path, engine: str, worker: str):
    """A house whose database was made by the migrations alone."""
    url = fresh_url(engine, f"migrated_{worker}", tmp_path)
    environment = {
        "CONTEST_INSTANCE": str(tmp_path),
        "CONTEST_DATABASE_URL": url,
        "CONTEST_SECRET_KEY": "for tests only",
    }
    house: Flask = create_app(read_settings(environment))
    with house.app_context():
        mark = writing.set(True)
        migrate()
        writing.reset(mark)
        yield db.engine
        db.session.remove()
        db.engine.dispose()


def test_the_migrations_build_the_tables_of_the_code(migrated: Engine):
    with migrated.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        none([str(each) for each in compare_metadata(context, Table.metadata)])
    assert current() == newest()


def test_where_the_schema_stands_is_what_alembic_says(migrated: Engine):
    scripts = ScriptDirectory(str(MIGRATIONS))
    assert newest() == scripts.get_current_head()
    assert [script.revision for script in scripts.walk_revisions() if not known(script.revision)] == []
    assert not known("9999")
    with migrated.connect() as connection:
        assert current() == MigrationContext.configure(connection).get_current_revision()


def test_an_empty_database_stands_nowhere(tmp_path: Path):
    environment = {"CONTEST_INSTANCE": str(tmp_path), "CONTEST_SECRET_KEY": "for tests only"}
    with create_app(read_settings(environment)).app_context():
        assert current() is None
        db.engine.dispose()


def test_the_migrations_know_every_check_and_unique_constraint(migrated: Engine):
    """What alembic does not compare: a CHECK that is in the code and not in the database is no check."""
    there, missing = inspect(migrated), []
    for table in Table.metadata.sorted_tables:
        names = {each["name"] for each in there.get_check_constraints(table.name)}
        names |= {each["name"] for each in there.get_unique_constraints(table.name)}
        for constraint in table.constraints:
            kind = type(constraint).__name__
            if kind in ("CheckConstraint", "UniqueConstraint") and str(constraint.name) not in names:
                missing.append(f"{table.name} lacks {constraint.name} in the migrations")
    none(missing)


def test_the_ledger_of_a_migrated_database_cannot_be_changed(migrated: Engine):
    with migrated.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO ledger_event (id, at, actor_name, kind, subject, payload, previous, digest) "
                "VALUES (1, '2026-05-01 10:00:00', 'x', 'x', 'x', '{}', 'x', 'x')"
            )
        )
    for change in ("UPDATE ledger_event SET kind = 'y'", "DELETE FROM ledger_event"):
        with pytest.raises(DatabaseError, match="append-only"), migrated.begin() as connection:
            connection.execute(text(change))
