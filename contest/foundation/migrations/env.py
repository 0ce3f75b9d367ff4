"""How Alembic finds the application's engine and tables; the same scripts serve SQLite and PostgreSQL."""

from alembic import context
from flask import current_app

from contest.foundation.database import Table, db, writing


def run() -> None:
    """Run the revisions on the application's own engine."""
    mark = writing.set(True)
    try:
        with db.engine.connect() as connection:
            context.configure(
                connection=connection,
                target_metadata=Table.metadata,
                render_as_batch=True,
                compare_type=True,
                **current_app.extensions["migrate"].configure_args.get("env", {}),
            )
            with context.begin_transaction():
                context.run_migrations()
    finally:
        writing.reset(mark)


run()
