"""Columns say what they hold: exact points, aware moments, whole đồng; nothing is a float."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    Integer,
    MetaData,
    Numeric,
    Table,
    create_engine,
)
from sqlalchemy import select as sa_select

from contest.foundation import audit, jobs, ledger, mail
from contest.foundation.database import Moment, Points
from contest.foundation.database import Table as House
from contest.rooms import load_models
from tests.house.tree import none

load_models()
GROUND = (audit, jobs, ledger, mail)


def wrong_columns(metadata: MetaData) -> list[str]:
    """Every column whose type does not keep what its name promises, or that could round."""
    return [
        f"{table.name}.{column.name} {words}"
        for table in metadata.sorted_tables
        for column in table.columns
        for words in [_what_is_wrong(column)]
        if words
    ]


def _what_is_wrong(column: Column) -> str:
    kind = column.type
    if isinstance(kind, Float | Numeric) and not isinstance(kind, Points):
        return "is a float or a decimal of the engine; points are Points, money is whole đồng"
    if isinstance(kind, DateTime):
        return "is a bare DateTime; moments are Moment"
    wanted = {"_at": Moment, "_until": Moment, "_on": Date, "_vnd": Integer}
    for ending, right in wanted.items():
        if column.name.endswith(ending) and not isinstance(kind, right | Boolean):
            return f"ends in {ending} and is no {right.__name__}"
    if column.name.startswith("is_") and not isinstance(kind, Boolean):
        return "begins with is_ and is no truth"
    return ""


def test_every_column_keeps_what_its_name_promises():
    none(wrong_columns(House.metadata))


@pytest.mark.parametrize(
    "column",
    [
        Column("points", Float), Column("points", Numeric(8, 3)), Column("sent_at", DateTime),
        Column("sent_at", Integer), Column("born_on", Integer), Column("amount_vnd", Float),
        Column("is_pinned", Integer),
    ],
)  # fmt: skip
def test_a_column_that_breaks_its_promise_is_found(column):
    metadata = MetaData()
    Table("planted", metadata, Column("id", Integer, primary_key=True), column)
    assert len(wrong_columns(metadata)) == 1


def test_every_table_names_its_constraints():
    bare = [
        f"{table.name}: {constraint}"
        for table in House.metadata.sorted_tables
        for constraint in table.constraints
        if constraint.name is None
    ]
    assert bare == []


def test_every_foreign_key_can_be_searched_or_leads_a_unique_constraint():
    """A key without an index makes every look from the other side read the whole table."""
    slow = []
    for table in House.metadata.sorted_tables:
        led = {next(iter(index.columns)).name for index in table.indexes if index.columns}
        led |= {next(iter(part.columns)).name for part in table.constraints if len(list(getattr(part, "columns", [])))}
        slow.extend(
            f"{table.name}.{column.name}"
            for column in table.columns
            if column.foreign_keys and column.name not in led and not column.name.endswith("by_id")
        )
    assert slow == []


_METADATA = MetaData()
_POINTS = Table("points", _METADATA, Column("id", Integer, primary_key=True), Column("value", Points))


@given(st.integers(-(10**12), 10**12))
def test_points_come_back_exactly_as_they_went_in(thousandths):
    value = Decimal(thousandths).scaleb(-3)
    engine = create_engine("sqlite://")
    _METADATA.create_all(engine)
    with engine.begin() as connection:
        connection.execute(_POINTS.insert().values(value=value))
        assert connection.execute(sa_select(_POINTS.c.value)).scalar_one() == value
    engine.dispose()
    assert isinstance(_POINTS.c.value.type.impl, BigInteger)


def test_points_finer_than_a_thousandth_are_refused_rather_than_rounded():
    with pytest.raises(ValueError, match="finer"):
        Points().process_bind_param(Decimal("1.0005"), create_engine("sqlite://").dialect)


def test_a_moment_without_a_zone_is_refused():
    dialect = create_engine("sqlite://").dialect
    with pytest.raises(ValueError, match="time zone"):
        Moment().process_bind_param(datetime(2026, 5, 1), dialect)  # noqa: DTZ001 - the fault is planted
    aware = datetime(2026, 5, 1, tzinfo=UTC)
    assert Moment().process_result_value(Moment().process_bind_param(aware, dialect), dialect) == aware
