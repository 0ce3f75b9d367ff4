"""The database: the base of all tables, exact column types, and good manners on SQLite and PostgreSQL alike."""

import json
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, TypeVar, TypeVarTuple

from flask import current_app, has_request_context
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnElement,
    Connection,
    CursorResult,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    event,
    or_,
)
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, Session, SessionTransaction, registry
from sqlalchemy.sql.selectable import TypedReturnsRows
from sqlalchemy.types import TypeDecorator

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# Set while a POST, a job or a command runs: SQLite then begins IMMEDIATE, so that read-then-write cannot lose.
writing: ContextVar[bool] = ContextVar("writing", default=False)
# Set where a command or a job says that it reads only for a while.
_only_reads: ContextVar[bool] = ContextVar("only_reads", default=False)


@contextmanager
def reading() -> Iterator[None]:
    """Read without the writer's lock, also inside a command or a job; what was open before is ended."""
    db.session.rollback()
    mark, only = writing.set(False), _only_reads.set(True)
    try:
        yield
        db.session.rollback()
    finally:
        writing.reset(mark)
        _only_reads.reset(only)


def ask(statement: TypedReturnsRows[*Ts], values: Mapping[str, Any] | None = None) -> CursorResult[*Ts]:
    """What a SELECT of columns finds, asked past the layer of objects, in a third of its time; for pages.

    Columns only: an entity would come as its columns. As ever, what is not yet written is written first.
    """
    session = db.session()
    if session.autoflush:
        session.flush()
    return session.connection().execute(statement, values)


def ask_plainly(statement: TypedReturnsRows[*Ts], values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
    """The rows as the driver gives them, in half the time: whole numbers for points (see `figures_of`), no objects.

    For very many rows of numbers and texts; moments and JSON would come as each engine keeps them.
    """
    found = ask(statement, values)
    rows: list[tuple[Any, ...]] = list(found.cursor.fetchall()) if found.cursor is not None else []
    found.close()
    return rows


def is_one_of(column: ColumnElement[Any] | InstrumentedAttribute[Any], values: Iterable[str]) -> ColumnElement[bool]:
    """One of a few values fixed in the code: an `IN` is written out anew each time a statement is asked."""
    return or_(*(column == value for value in values))


_ANSWERS = "answers"


def asked_once(key: Hashable, ask: Callable[[], T]) -> T:
    """What the database said before in the same transaction; who writes, or is not sure to read only, always asks.

    A page reads only, and whoever says so (`reading`); a transaction held open otherwise may see others write.
    """
    session = db.session()
    is_reading = _only_reads.get() or (has_request_context() and not writing.get())
    if not is_reading or not session.in_transaction():
        return ask()
    known: dict[Hashable, Any] = session.info.setdefault(_ANSWERS, {})
    if key not in known:
        known[key] = ask()
    answer: T = known[key]
    return answer


_SUMS, _MOST_SUMS = "contest.sums", 256


def asked_anew(key: Hashable, stamp: Hashable, ask: Callable[[], T]) -> T:
    """What the database said before while `stamp` was the same; `stamp` must be read first and tell of every change.

    For sums over very many rows. Kept in this process; who writes always asks. Never change the answer.
    """
    if writing.get():
        return ask()
    sums: dict[Hashable, tuple[Hashable, Any]] = current_app.extensions.setdefault(_SUMS, {})
    known = sums.get(key)
    if known is None or known[0] != stamp:
        known = stamp, ask()
        if len(sums) >= _MOST_SUMS:
            sums.clear()
        sums[key] = known
    answer: T = known[1]
    return answer


def forget_sums() -> None:
    """Ask everything anew: for tests, whose makers write rows that no ledger tells of."""
    current_app.extensions.pop(_SUMS, None)


def forget_answers(session: Session) -> None:
    """Ask again what was asked before: somebody has written since, perhaps within the same transaction."""
    session.info.pop(_ANSWERS, None)


@event.listens_for(Session, "after_transaction_end")
def _forget_when_over(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        forget_answers(session)


class Points(TypeDecorator[Decimal]):
    """Exact points: Decimal outside, whole numbers inside, so that both engines compare and sort them exactly.

    places: digits after the comma that are kept: thousandths for what judges give, more for computed figures.
    """

    impl = BigInteger
    cache_ok = True

    def __init__(self, places: int = 3) -> None:
        super().__init__()
        self.places = places

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Refuse anything finer than is kept rather than round it. Raises ValueError."""
        return None if value is None else _whole(value, self.places)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[int | None], Decimal | None]:
        """Back to a Decimal, always with so many places."""
        return _known_figures(self.places).__getitem__


def figures_of(places: int = 3) -> Mapping[int | None, Decimal | None]:
    """What the whole numbers stand for that such points are kept as; looked up for each, never changed."""
    return _known_figures(places)


# Judges give the same few hundred figures again and again.
_FIGURES = 1 << 14


class _Figures(dict[int | None, Decimal | None]):
    """Whole numbers and the figures they stand for, found without a call of Python for each that was seen before."""

    def __init__(self, places: int) -> None:
        super().__init__({None: None})
        self._places = places

    def __missing__(self, value: int) -> Decimal:
        made = Decimal(value).scaleb(-self._places)
        if len(self) < _FIGURES:
            self[value] = made
        return made


@cache
def _known_figures(places: int) -> _Figures:
    return _Figures(places)


@lru_cache(maxsize=_FIGURES)
def _whole(value: Decimal, places: int) -> int:
    exact = Decimal(value).quantize(Decimal(1).scaleb(-places))
    if exact != value:
        raise ValueError(f"points finer than {places} places: {value}")
    return int(exact.scaleb(places))


class Moment(TypeDecorator[datetime]):
    """An aware UTC moment on both engines; SQLite forgets zones, so it is given and gets back naive UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware to UTC. Raises ValueError for a naive moment."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Always aware, always UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def as_json(value: Any) -> str:
    """What a JSON column keeps: Vietnamese as it is read, a third of its length in escapes; half a letter escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value)
    return text


class Table(DeclarativeBase):
    """The base of all tables."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={datetime: Moment, dict[str, Any]: JSON, list[str]: JSON, Decimal: Points},
    )


db = SQLAlchemy(
    model_class=Table,
    session_options={"expire_on_commit": False, "join_transaction_mode": "create_savepoint"},
)


@event.listens_for(Engine, "connect")
def _sqlite_manners(connection: Any, record: Any) -> None:
    if type(connection).__module__.startswith("sqlite3"):
        connection.isolation_level = None
        for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL", "busy_timeout=15000"):
            connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _sqlite_begin(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    if writing.get():
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    elif (driver := connection.connection.driver_connection) is not None:
        # Takes no lock, so nothing can be in its way that would need SQLAlchemy's words.
        driver.execute("BEGIN")
