"""How long it takes to forget somebody in a contest that is large, and whether the name is gone from every table.

python -m bench.forgetting [--entries 10000]

A demo in the midst of scoring; one author of an entry and the account of somebody who did nothing are forgotten
through the deeds of the house, and the file of the database is written anew as the worker does it.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import func, select, text

from bench.instances import make
from contest.app import create_app
from contest.config import read_settings
from contest.entries.actions import forget_author
from contest.entries.models import Entry, EntryAuthor
from contest.foundation.access import OPERATOR
from contest.foundation.audit import AuditLine
from contest.foundation.database import Table, db, writing
from contest.foundation.jobs import work_all
from contest.foundation.mail import Letter
from contest.people.actions import forget_account, record_forget_request
from tests.people.makers import make_person

_ROW = "| {name} | {wall:.2f} | {cpu:.2f} |"


@contextmanager
def _timed(name: str, rows: list[str]) -> Iterator[None]:
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    rows.append(_ROW.format(name=name, wall=time.perf_counter() - wall, cpu=time.process_time() - cpu))


def _places(name: str) -> list[str]:
    """The tables in which the name stands, asked of the database itself."""
    found = []
    for table in Table.metadata.sorted_tables:
        if table.name == "person":
            continue
        for column in table.columns:
            if db.session.scalar(
                select(func.count()).select_from(table).where(text(f'CAST("{column.name}" AS TEXT) LIKE :name')),
                {"name": f"%{name}%"},
            ):
                found.append(f"{table.name}.{column.name}")
    return found


def measure(folder: Path, entries: int) -> str:
    """The table of docs/performance.md."""
    instance = make(folder, entries, "--until-scoring")
    house = create_app(read_settings({**instance.environment, "CONTEST_REHEARSAL": ""}))
    rows: list[str] = []
    with house.app_context():
        writing.set(True)
        counts = [db.session.scalar(select(func.count()).select_from(each)) for each in (Entry, AuditLine, Letter)]
        author = db.session.scalars(select(EntryAuthor).order_by(EntryAuthor.id).offset(entries // 2).limit(1)).one()
        # Of a name that nobody else has, so that it can be looked for.
        author.name = "Đặng Thuỳ Chi Mai Khía"
        entry = db.session.get_one(Entry, author.entry_id)
        edition_id, entry_id, author_id = entry.edition_id, entry.id, author.id
        nobody = make_person("Người Thôi Dự", "thoi-du@example.org")
        db.session.commit()
        work_all()
        with _timed("an author", rows):
            forget_author(OPERATOR, edition_id, entry_id, author_id, True)
            db.session.commit()
        asked = record_forget_request(OPERATOR, nobody.id, "Đơn")
        with _timed("an account", rows):
            forget_account(OPERATOR, asked, True)
            db.session.commit()
        with _timed("the file written anew (worker)", rows):
            work_all()
        left = _places("Chi Mai Khía")
        size = Path(instance.environment["CONTEST_INSTANCE"], "contest.sqlite").stat().st_size / 2**20
    told = f"{counts[0]:,} entries, {counts[1]:,} lines of history, {counts[2]:,} letters, {size:.0f} MB of database; "
    told += f"the name afterwards in: {', '.join(left) or 'no table'}."
    return "\n".join(
        [told, "", "| forgetting | seconds on the clock | seconds of a processor |", "| --- | --- | --- |", *rows]
    )


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(prog="python -m bench.forgetting", description=__doc__)
    arguments.add_argument("--entries", type=int, default=10_000)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        sys.stdout.write(measure(Path(folder), given.entries) + "\n")


if __name__ == "__main__":
    main()
