"""The database: the base of all tables, exact column types, and good manners on SQLite and PostgreSQL alike."""

import json
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, BigInteger, Connection, DateTime, Dialect, Engine, MetaData, event, insert
from sqlalchemy.orm import DeclarativeBase, Session, SessionTransaction, registry
from sqlalchemy.types import TypeDecorator

T = TypeVar("T")

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# Set while a POST, a job or a command runs: SQLite then begins IMMEDIATE, so that read-then-write cannot lose.
writing: ContextVar[bool] = ContextVar("writing", default=False)


@contextmanager
def reading() -> Iterator[None]:
    """Read without the writer's lock, also inside a command or a job; what was open before is ended."""
    db.session.rollback()
    mark = writing.set(False)
    try:
        yield
        db.session.rollback()
    finally:
        writing.reset(mark)


_ANSWERS = "answers"


def asked_once(key: Hashable, ask: Callable[[], T]) -> T:
    """What the database said before in the same transaction; who writes, or is not sure to read only, always asks."""
    session = db.session()
    if writing.get() or not session.in_transaction():
        return ask()
    known: dict[Hashable, Any] = session.info.setdefault(_ANSWERS, {})
    if key not in known:
        known[key] = ask()
    answer: T = known[key]
    return answer


@event.listens_for(Session, "after_transaction_end")
def _forget_answers(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop(_ANSWERS, None)


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
        places = self.places
        return lambda value: None if value is None else _points(value, places)


# Judges give the same few hundred figures again and again.
_FIGURES = 1 << 14


@lru_cache(maxsize=_FIGURES)
def _whole(value: Decimal, places: int) -> int:
    exact = Decimal(value).quantize(Decimal(1).scaleb(-places))
    if exact != value:
        raise ValueError(f"points finer than {places} places: {value}")
    return int(exact.scaleb(places))


@lru_cache(maxsize=_FIGURES)
def _points(value: int, places: int) -> Decimal:
    return Decimal(value).scaleb(-places)


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


def insert_many(table: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows of an unaudited table in one statement, all with the same columns (see audit.insert_rows)."""
    if rows:
        db.session.execute(insert(table.__table__), rows)


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
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing.get() else "BEGIN")
