"""What was made from files (small pictures, pages, copies without names) goes when no row names the file any more."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select

from contest.foundation.database import Table, db
from contest.foundation.derived import prune
from contest.foundation.jobs import later, long_job, periodic_job


def named_files() -> set[str]:
    """The hashes of all files that any row of any table names: columns that end in `sha256`."""
    found: set[str] = set()
    for table in Table.metadata.sorted_tables:
        for column in table.columns:
            if column.name.endswith("sha256"):
                found |= {name for name in db.session.scalars(select(column).distinct()) if name}
    return found


@periodic_job("foundation.look_at_derived", timedelta(days=7))
def look_at_derived() -> None:
    """Once a week."""
    later("foundation.prune_derived")


@long_job("foundation.prune_derived")
def prune_derived(beat: Callable[[int, int], None]) -> None:
    """Take away what nobody can ask for any more; see derived.prune for what is left alone."""
    named = named_files()
    beat(0, 1)
    prune(named)
