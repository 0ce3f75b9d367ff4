"""The ledger: a chain that only grows, and that shows where it was touched."""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from contest.foundation import ledger
from contest.foundation.access import OPERATOR
from contest.foundation.ledger import Happening


def write(count: int) -> None:
    ledger.note_all(
        OPERATOR, None, [Happening("score", f"HS-{n:04}", {"total": Decimal("87.5"), "n": n}) for n in range(count)]
    )


def test_events_are_chained_and_verify(db: Any) -> None:
    write(3)
    ledger.note(OPERATOR, None, "stage", "thu-nghiem", {"to": "open"})
    verdict = ledger.verify()
    assert (verdict.events, verdict.broken_id) == (4, None)


def test_points_are_kept_as_they_are_written(db: Any) -> None:
    write(1)
    assert db.session.query(ledger.LedgerEvent).one().payload["total"] == "87.5"


@pytest.mark.parametrize("statement", ["UPDATE ledger_event SET kind = 'x'", "DELETE FROM ledger_event"])
def test_the_database_itself_refuses_a_change(db: Any, statement: str) -> None:
    write(2)
    with pytest.raises(DatabaseError, match="append-only"), db.session.begin_nested():
        db.session.execute(text(statement))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("actor_name = 'Người khác'", "nội dung không khớp mã băm"),
        ('payload = \'{"total": "99"}\'', "nội dung không khớp mã băm"),
        ("digest = 'abc'", "nội dung không khớp mã băm"),
        ("previous = 'abc'", "không nối với sự kiện trước"),
    ],
)
def test_a_row_that_somebody_changes_by_hand_is_named(db: Any, change: str, why: str) -> None:
    write(5)
    assert ledger.verify().broken_id is None
    without_guards(db)
    db.session.execute(text(f"UPDATE ledger_event SET {change} WHERE id = 3"))
    db.session.expire_all()
    verdict = ledger.verify()
    assert (verdict.events, verdict.broken_id, verdict.why) == (2, 3, why)


def test_a_row_that_somebody_deletes_by_hand_is_missed(db: Any) -> None:
    write(5)
    without_guards(db)
    db.session.execute(text("DELETE FROM ledger_event WHERE id = 3"))
    db.session.expire_all()
    verdict = ledger.verify()
    assert (verdict.events, verdict.broken_id, verdict.why) == (2, 4, "thiếu sự kiện số 3")


def without_guards(db: Any) -> None:
    """Take the triggers away, as somebody with the database in hand can; the test's transaction brings them back."""
    if db.engine.dialect.name == "sqlite":
        db.session.execute(text("DROP TRIGGER ledger_event_no_update"))
        db.session.execute(text("DROP TRIGGER ledger_event_no_delete"))
    else:
        db.session.execute(text("DROP TRIGGER ledger_event_no_change ON ledger_event"))


def test_a_missing_event_is_named(db: Any) -> None:
    write(2)
    db.session.expire_all()
    last = db.session.get(ledger.LedgerEvent, 2)
    db.session.expunge(last)
    fields = {c: getattr(last, c) for c in ("at", "edition_id", "actor_id", "actor_name", "kind", "subject", "payload")}
    db.session.add(ledger.LedgerEvent(id=9, previous=last.digest, digest="x", **fields))
    db.session.flush()
    verdict = ledger.verify()
    assert (verdict.events, verdict.broken_id) == (2, 9)


def test_an_event_whose_content_does_not_match_its_digest_is_named(db: Any) -> None:
    write(2)
    head = ledger.verify().head
    moment = db.session.get(ledger.LedgerEvent, 1).at
    fields = {"at": moment, "actor_name": "x", "kind": "k", "subject": "s", "payload": {}}
    db.session.add(ledger.LedgerEvent(id=3, previous=head, digest="0" * 64, **fields))
    db.session.flush()
    db.session.expire_all()
    verdict = ledger.verify()
    assert (verdict.broken_id, verdict.why) == (3, "nội dung không khớp mã băm")
