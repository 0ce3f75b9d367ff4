"""The ledger: how long a hundred thousand events take to write and to verify. `python -m bench.ledger [COUNT]`."""

import os
import resource
import sys
import tempfile
import time

from contest.app import create_app
from contest.foundation import ledger
from contest.foundation.access import OPERATOR
from contest.foundation.database import Table, db, writing


def main(count: int) -> None:
    """Write that many events of the size a handed-in sheet has, and verify them."""
    os.environ["CONTEST_INSTANCE"] = tempfile.mkdtemp()
    app = create_app()
    writing.set(True)
    with app.app_context():
        Table.metadata.create_all(db.engine)
        begin = time.process_time()
        facts = {"cells": {f"criterion-{place}": "17.500" for place in range(4)}, "total": "70", "state": "submitted"}
        for start in range(0, count, 1000):
            batch = [
                ledger.Happening("score.handed_in", f"sheet:final:{start + each}:7", facts) for each in range(1000)
            ]
            ledger.note_all(OPERATOR, None, batch)
            db.session.flush()
            db.session.expunge_all()
        db.session.commit()
        print(f"write {count:,}: {time.process_time() - begin:.1f} s")
        begin = time.process_time()
        verdict = ledger.verify()
        print(f"verify {verdict.events:,}: {time.process_time() - begin:.1f} s, broken: {verdict.broken_id}")
        print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
