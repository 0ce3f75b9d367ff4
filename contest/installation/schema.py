"""The schema of the database and its revisions: one way to make it, one way to know where it stands.

Where it stands is read without Alembic, which takes half a second and 11 MiB to load: every start of the server asks.
"""

import re
from functools import cache
from pathlib import Path

from sqlalchemy import column, inspect, select, table

from contest.foundation.database import db
from contest.foundation.refusal import refuse_with

MIGRATIONS = Path(__file__).resolve().parent.parent / "foundation" / "migrations"
_VERSIONS = MIGRATIONS / "versions"
_NAMED = re.compile(r"""^(revision|down_revision)(?::[^=]+)? = (?:["'](\w+)["']|None)""", re.MULTILINE)
_STANDING = table("alembic_version", column("version_num"))


def migrate() -> None:
    """Bring the database of the present application to the newest revision; nothing is done when it is there.

    Raises Refusal: database_newer.
    """
    standing = current()
    if standing == newest():
        return
    if standing is not None and not known(standing):
        raise refuse_with("database_newer", theirs=standing, ours=newest() or "trống")
    from flask_migrate import upgrade  # noqa: PLC0415 - heavy

    db.session.remove()
    upgrade()


def current() -> str | None:
    """The revision the database stands at; None for an empty one."""
    with db.engine.connect() as connection:
        if not inspect(connection).has_table(_STANDING.name):
            return None
        found: str | None = connection.scalar(select(_STANDING.c.version_num))
        return found


def newest() -> str | None:
    """The newest revision this program knows: the one that none other follows."""
    followed = set(_revisions().values())
    return next((revision for revision in _revisions() if revision not in followed), None)


def known(revision: str) -> bool:
    """Whether this program knows a revision (a backup of a newer one names a stranger)."""
    return revision in _revisions()


@cache
def _revisions() -> dict[str, str]:
    """Every revision of this program, with the one it follows ("" for the first)."""
    found = {}
    for path in sorted(_VERSIONS.glob("*.py")):
        said = dict(_NAMED.findall(path.read_text(encoding="utf-8")))
        if "revision" in said:
            found[said["revision"]] = said.get("down_revision", "")
    return found
