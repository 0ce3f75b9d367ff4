"""One question of one reading transaction is asked once; many rows go in at once as they would one by one."""

from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest
from sqlalchemy import bindparam, select

from contest.entries.models import Entry
from contest.foundation.bulk import insert_many, worked_out_once
from contest.foundation.database import ask, ask_plainly, asked_once, figures_of, reading, writing
from contest.foundation.database import db as database
from contest.people.models import Person
from contest.scoring.models import Score
from tests.editions.makers import make_edition
from tests.people.makers import make_person


def _count(asked):
    asked.append(1)
    return len(asked)


def test_who_reads_asks_once_until_the_transaction_is_over(db, app):
    asked = []
    with app.test_request_context("/"):
        database.session.execute(database.text("SELECT 1"))
        assert [asked_once("a", lambda: _count(asked)) for _ in range(3)] == [1, 1, 1]
        assert asked_once("b", lambda: "another") == "another"
        database.session.rollback()
        database.session.execute(database.text("SELECT 1"))
        assert asked_once("a", lambda: _count(asked)) == 2


def test_a_command_that_says_it_only_reads_asks_once_too(db):
    asked = []
    with reading():
        database.session.execute(database.text("SELECT 1"))
        assert [asked_once("a", lambda: _count(asked)) for _ in range(2)] == [1, 1]


def test_a_transaction_that_nobody_said_only_reads_always_asks(db):
    asked = []
    database.session.execute(database.text("SELECT 1"))
    assert [asked_once("a", lambda: _count(asked)) for _ in range(2)] == [1, 2]


def test_who_writes_always_asks(db):
    asked = []
    database.session.execute(database.text("SELECT 1"))
    mark = writing.set(True)
    try:
        assert [asked_once("a", lambda: _count(asked)) for _ in range(3)] == [1, 2, 3]
    finally:
        writing.reset(mark)


def test_many_rows_at_once_are_the_rows_the_session_would_write(db):
    """Blanks filled in by the table itself, half letters and quotes in JSON, moments in another zone, bytes."""
    person = make_person("Nguyễn Thị Hương")
    moment = datetime(2026, 3, 5, 8, 30, tzinfo=timezone(timedelta(hours=7)))
    given = {
        "edition_id": make_edition(slug="mot-luc").id,
        "owner_id": person.id,
        "title": 'Máy gặt "mini" %s :x ?',
        "title_key": b"\x01\x00\xff",
        "facts": {"ghi": "nửa chữ \ud800"},
        "created_at": moment,
        "updated_at": moment,
    }
    database.session.add(Entry(**given))
    database.session.flush()
    insert_many(Entry, [given, given | {"title": "Máy thứ ba"}])
    table = Entry.__table__
    first, second, third = database.session.execute(
        select(table).where(table.c.owner_id == person.id).order_by(table.c.id)
    )
    assert second._asdict() | {"id": first.id} == first._asdict()
    assert third.title == "Máy thứ ba"
    assert second.created_at == moment


def test_many_rows_keep_points_exactly_and_refuse_finer_ones(db):
    insert_many(Score, [])
    with pytest.raises(ValueError, match="finer"):
        insert_many(Score, [{"sheet_id": 1, "criterion_key": "a", "state": "scored", "points": Decimal("1.2345")}])


def test_what_is_not_written_yet_is_written_before_it_is_asked(db):
    person = make_person("Nguyễn Văn Chưa Ghi")
    person.name = "Nguyễn Văn Đã Ghi"
    names = ask(select(Person.name).where(Person.id == bindparam("id")), {"id": person.id})
    assert names.scalar_one() == "Nguyễn Văn Đã Ghi"


def test_columns_are_asked_with_their_own_types(db):
    person = make_person()
    columns = (Person.id, Person.created_at, Person.active, Person.unit, Person.id)
    asked = select(*columns).where(Person.id == person.id)
    [row] = ask(asked).all()
    assert tuple(row) == tuple(database.session.execute(asked).one())
    assert row.created_at == person.created_at
    assert row.created_at.tzinfo is not None
    assert row.active is True


def test_what_is_worked_out_of_rows_is_made_anew_when_one_of_them_is_another():
    made = []

    @worked_out_once(most=3)
    def added(rows):
        made.append(len(rows))
        return sum(points for _, points in rows)

    assert [added([("a", 1), ("b", 2)]) for _ in range(2)] == [3, 3]
    assert made == [2]
    assert [added([("a", 1), ("b", points)]) for points in (3, 2)] == [4, 3]
    assert made == [2, 2, 2]
    # Of many rows nothing is kept.
    assert [added([("a", 1)] * 4) for _ in range(2)] == [4, 4]
    assert made == [2, 2, 2, 4, 4]


def test_what_is_worked_out_of_rows_goes_by_what_is_given_by_name_too():
    @worked_out_once(most=3)
    def added(rows, *, times):
        return sum(rows) * times

    assert [added([1, 2], times=times) for times in (1, 2, 2)] == [3, 6, 6]


def test_rows_as_the_driver_gives_them_are_those_the_session_gives(db):
    person = make_person("Nguyễn Thị Hương")
    found = select(Person.id, Person.name).where(Person.id == bindparam("key"))
    assert ask_plainly(found, {"key": person.id}) == [(person.id, "Nguyễn Thị Hương")]
    assert ask_plainly(found, {"key": 0}) == []
    assert [figures_of()[kept] for kept in (None, 82500)] == [None, Decimal("82.500")]
