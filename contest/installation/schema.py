"""The schema of the database and its revisions: one way to make it, one way to know where it stands."""

from pathlib import Path

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import upgrade

from contest.foundation.database import db

MIGRATIONS = Path(__file__).resolve().parent.parent / "foundation" / "migrations"


def migrate() -> None:
    """Bring the database of the present application to the newest revision; nothing is done when it is there."""
    if current() == newest():
        return
    db.session.remove()
    upgrade()


def current() -> str | None:
    """The revision the database stands at; None for an empty one."""
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    """The newest revision this program knows."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


def known(revision: str) -> bool:
    """Whether this program knows a revision (a backup of a newer one names a stranger)."""
    return any(script.revision == revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions())
