"""One question of one reading transaction is asked once; who writes always asks."""

from contest.foundation.database import asked_once, writing
from contest.foundation.database import db as database


def _count(asked):
    asked.append(1)
    return len(asked)


def test_who_reads_asks_once_until_the_transaction_is_over(db):
    asked = []
    database.session.execute(database.text("SELECT 1"))
    assert [asked_once("a", lambda: _count(asked)) for _ in range(3)] == [1, 1, 1]
    assert asked_once("b", lambda: "another") == "another"
    database.session.rollback()
    database.session.execute(database.text("SELECT 1"))
    assert asked_once("a", lambda: _count(asked)) == 2


def test_who_writes_always_asks(db):
    asked = []
    database.session.execute(database.text("SELECT 1"))
    mark = writing.set(True)
    try:
        assert [asked_once("a", lambda: _count(asked)) for _ in range(3)] == [1, 2, 3]
    finally:
        writing.reset(mark)
