"""Files that no row names go from the store, and so does what was made from files (small pictures, pages, copies)."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select

from contest.foundation.database import Table, db
from contest.foundation.derived import prune
from contest.foundation.files import sweep
from contest.foundation.jobs import later, long_job, periodic_job

# So long may a form that was filled in wait between looking at a file and taking it in.
_LOOKED_AT_FOR = timedelta(days=2)


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


@periodic_job("foundation.look_at_store", timedelta(days=1))
def look_at_store() -> None:
    """Once a day."""
    later("foundation.sweep_store")


@long_job("foundation.sweep_store")
def sweep_store(beat: Callable[[int, int], None]) -> None:
    """Destroy what was uploaded and refused, or looked at and not taken in, two days after the last try."""
    named = named_files()
    beat(0, 1)
    sweep(named, _LOOKED_AT_FOR.total_seconds())
