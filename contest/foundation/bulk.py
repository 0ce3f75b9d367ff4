"""Many rows at once, read or written, without a call of Python for each."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial, wraps
from typing import Any, NamedTuple, ParamSpec, TypeVar

from sqlalchemy import Column, Dialect, insert
from sqlalchemy import Table as SqlTable
from sqlalchemy.sql.schema import CallableColumnDefault, ScalarElementColumnDefault

from contest.foundation.database import Moment, Points, db

N = TypeVar("N", bound=tuple[Any, ...])
P = ParamSpec("P")
R = TypeVar("R")
_Make = Callable[[Any], Any]


def named(kind: type[N], rows: Iterable[Sequence[Any]]) -> list[N]:
    """Rows as named tuples of the same columns in the same order, made without a call of Python for each."""
    make: Callable[[Sequence[Any]], N] = partial(tuple.__new__, kind)
    return list(map(make, rows))


def worked_out_once(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a pure function give its last answer once more while it is given what equals the last, by place or by name.

    For what is made of thousands of rows and asked for by one deed after another: rows read anew are compared, in a
    twentieth of the time that making anything of them takes, so nothing can be out of date. The answer is shared:
    never change it. One answer is kept, and none where more than `most` rows were given.
    """

    def wrap(make: Callable[P, R]) -> Callable[P, R]:
        kept: tuple[tuple[Any, ...], dict[str, Any], R] | None = None

        @wraps(make)
        def made(*given: P.args, **by_name: P.kwargs) -> R:
            nonlocal kept
            known = kept
            if known is not None and known[0] == given and known[1] == by_name:
                return known[2]
            answer = make(*given, **by_name)
            rows = sum(len(one) for one in (*given, *by_name.values()) if isinstance(one, list | tuple))
            kept = (given, by_name, answer) if rows <= most else None
            return answer

        return made

    return wrap


def insert_many(table: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows of an unaudited table in one statement, all with the same columns (see audit.insert_rows)."""
    if not rows:
        return
    connection = db.session.connection()
    bulk = _bulk(table.__table__, tuple(rows[0]), connection.dialect)
    defaults = {name: make(None) for name, make in bulk.defaults}
    columns = [_ready(rows, column, defaults) for column in bulk.columns]
    given: Iterator[Any] = zip(*columns, strict=True)
    if not bulk.is_positional:
        names = [column.name for column in bulk.columns]
        given = (dict(zip(names, values, strict=True)) for values in given)
    connection.exec_driver_sql(bulk.statement, list(given))


class _Ready(NamedTuple):
    """A column, what makes its values ready for the driver, and whether many rows have the same few values."""

    name: str
    make: _Make | None
    is_repeating: bool


def _ready(rows: Sequence[Mapping[str, Any]], column: _Ready, defaults: Mapping[str, Any]) -> list[Any]:
    """A column's values as the driver takes them; equal points and moments are made ready once."""
    name, make, is_repeating = column
    if name in defaults:
        return [make(defaults[name]) if make else defaults[name]] * len(rows)
    values = [row[name] for row in rows]
    if make is None:
        return values
    if not is_repeating:
        return [make(value) for value in values]
    made = {value: make(value) for value in set(values)}
    return [made[value] for value in values]


class _Bulk(NamedTuple):
    """A statement as the driver is given it, what makes its columns' values ready, and those that rows do not give."""

    statement: str
    columns: tuple[_Ready, ...]
    defaults: tuple[tuple[str, _Make], ...]
    is_positional: bool


@lru_cache(maxsize=64)
def _bulk(table: SqlTable, names: tuple[str, ...], dialect: Dialect) -> _Bulk:
    """The insert of these columns of a table, and of those that have a default.

    Left to SQLAlchemy, every row of thousands becomes a dictionary and a handful of calls, which takes several times
    what the database does.
    """
    defaults = {column.name: _default(column) for column in table.columns if column.name not in names}
    filled = tuple((name, make) for name, make in defaults.items() if make)
    every = [*names, *(name for name, _ in filled)]
    made: Any = insert(table).inline().compile(dialect=dialect, column_keys=every)
    columns = tuple(
        _Ready(name, kind.dialect_impl(dialect).bind_processor(dialect), isinstance(kind, Points | Moment))
        for name in (made.positiontup if made.positional else every)
        for kind in (table.columns[name].type,)
    )
    return _Bulk(str(made), columns, filled, bool(made.positional))


def _default(column: Column[Any]) -> _Make | None:
    """What gives the value of a column that rows do not have; None where the database does."""
    if isinstance(column.default, ScalarElementColumnDefault):
        value = column.default.arg
        return lambda _: value
    return column.default.arg if isinstance(column.default, CallableColumnDefault) else None
