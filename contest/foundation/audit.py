"""Who did what, and which values changed: one line for each deed, written in the deed's own transaction."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from itertools import zip_longest
from typing import Any, TypeVar

from sqlalchemy import JSON, bindparam, case, event, inspect, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.exc import StaleDataError

from contest.foundation.access import Actor
from contest.foundation.bulk import insert_many
from contest.foundation.clock import now
from contest.foundation.database import Table, ask, asked_anew, asked_once, db

T = TypeVar("T")

_CHANGES = "audit_changes"
# Long enough for a section of a description: what is cut off cannot be compared any more.
_LONGEST = 4000
# A new row's blanks say nothing.
_BLANKS: tuple[Any, ...] = (None, "", b"", {}, [])


class AuditLine(Table):
    """One deed by one actor; `changes` lists table, key, column, value before and after.

    Columns marked `info={"secret": True}` show that they changed and no value; those marked `derived` follow from
    others and are left out.
    """

    __tablename__ = "audit_line"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    actor_id: Mapped[int | None]
    actor_name: Mapped[str]
    edition_id: Mapped[int | None] = mapped_column(index=True)
    deed: Mapped[str]
    # What the deed was about, when its door was told ("entry:17"): the history of one record is found by it.
    subject: Mapped[str] = mapped_column(default="", index=True)
    changes: Mapped[list[Any]] = mapped_column(JSON)


def record(actor: Actor, deed: str, edition_id: int | None, subject: str = "") -> None:
    """Write the line of a deed from what its flushes changed; a deed that changed nothing leaves no line."""
    db.session.flush()
    changes = db.session.info.pop(_CHANGES, [])
    if changes:
        db.session.add(
            AuditLine(
                at=now(),
                actor_id=actor.id,
                actor_name=actor.name,
                edition_id=edition_id,
                deed=deed,
                subject=subject,
                changes=changes,
            )
        )


@contextmanager
def line_of_its_own(actor: Actor, deed: str, edition_id: int | None, subject: str) -> Iterator[None]:
    """What is changed inside is told in a line of its own, not in that of the deed around it."""
    db.session.flush()
    around = db.session.info.pop(_CHANGES, [])
    yield
    record(actor, deed, edition_id, subject)
    db.session.info[_CHANGES] = around


# While changes are younger everything is looked up: another that is not committed yet may bear a lower number, and
# becomes visible without a higher one. No transaction takes that long.
_SETTLED_AFTER = timedelta(minutes=1)
_LATEST = select(AuditLine.id).order_by(AuditLine.id.desc()).limit(1)
_IS_SETTLED = case((AuditLine.at < bindparam("settled_before"), 1), else_=0)
# The number of the last change, and 1 once it is settled: two columns that some other statement of a page may ask for,
# too (see `change_seen`), with `settled()` for their parameter.
CHANGE = (_LATEST.scalar_subquery(), _LATEST.with_only_columns(_IS_SETTLED).scalar_subquery())
_CHANGE, _SEEN = select(*CHANGE), "last change"


def settled() -> dict[str, datetime]:
    """The parameter of CHANGE."""
    return {"settled_before": now() - _SETTLED_AFTER}


def change_seen(number: int | None, is_settled: int | None) -> None:
    """What `until_a_change` goes by in this transaction, when CHANGE was read together with something else."""
    asked_once(_SEEN, lambda: (number, is_settled))


def until_a_change(key: Hashable, make: Callable[[], T], beside: Hashable = None) -> T:
    """What `make` finds in audited tables, kept in this process until something audited changes anywhere.

    beside: what else must be the same as then, for what does not lie in audited tables alone. One query tells, once for
    a page. Never change the answer.
    """
    number, is_settled = asked_once(_SEEN, lambda: ask(_CHANGE, settled()).one())
    return asked_anew(key, (number, beside), make) if is_settled else make()


def forget_pending() -> None:
    """Drop collected changes after a rollback."""
    db.session.info.pop(_CHANGES, None)


def mask_pending(mask: Callable[[list[Any]], list[Any]]) -> None:
    """Change what has been collected and not yet written: for a deed that forgets, lest its own line remember."""
    db.session.flush()
    changes = db.session.info.get(_CHANGES, [])
    changes[:] = [mask(change) for change in changes]


def collect_changes(session: Session, context: Any) -> None:
    """After each flush, note every changed column before its old value is lost."""
    changes = session.info.setdefault(_CHANGES, [])
    for kind, rows in (("new", session.new), ("changed", session.dirty), ("deleted", session.deleted)):
        for row in rows:
            if not isinstance(row, AuditLine) and not getattr(row, "__unaudited__", False):
                changes.extend(_changes_of(row, kind))


def _changes_of(row: Any, kind: str) -> list[list[Any]]:
    state = inspect(row)
    key = state.identity[0] if state.identity else getattr(row, "id", None)
    table = row.__tablename__
    if kind == "deleted":
        return [[table, key, "", "row", None]]
    if kind == "new":
        values = state.dict
        return [
            change
            for name, secret in _columns(row.__class__).items()
            if values.get(name) not in _BLANKS
            for change in _by_key(table, key, name, None, values[name], secret)
        ]
    found = []
    for name, secret in _columns(row.__class__).items():
        if name not in state.committed_state:
            continue
        history = state.attrs[name].history
        if history.has_changes():
            before = history.deleted[0] if history.deleted else None
            after = history.added[0] if history.added else None
            found += _by_key(table, key, name, before, after, secret)
    return found


def _by_key(table: str, key: Any, name: str, before: Any, after: Any, secret: bool) -> list[list[Any]]:
    """One change; of a value that is itself names and values (answers), one for each of those that changed."""
    if secret or not (isinstance(before, dict) or isinstance(after, dict)):
        return [[table, key, name, _plain(before, secret), _plain(after, secret)]]
    old, new = before or {}, after or {}
    return [
        [table, key, f"{name}.{inner}", _plain(old.get(inner), secret), _plain(new.get(inner), secret)]
        for inner in dict.fromkeys([*old, *new])
        if old.get(inner) != new.get(inner)
    ]


@cache
def _columns(table: Any) -> dict[str, bool]:
    """The attributes of a table's columns that are noted, and which of them are secret."""
    found = {each.key: each.columns[0].info for each in inspect(table).column_attrs}
    return {name: bool(about.get("secret")) for name, about in found.items() if not about.get("derived")}


def _plain(value: Any, secret: bool) -> Any:
    if value is None:
        return None
    if secret:
        return "•"
    if isinstance(value, int):
        return value
    text = str(value)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _of_row(value: Any, secret: bool) -> Any:
    """A value of a row that came with many; what is itself names and values keeps the names."""
    if isinstance(value, dict) and not secret:
        return {inner: _plain(one, secret) for inner, one in value.items()}
    return _plain(value, secret)


def insert_rows(
    table: Any, rows: Sequence[Mapping[str, Any]], keys: Callable[[], Iterable[int]] | None = None
) -> list[int]:
    """Insert many rows, all with the same columns, in one statement; noted as a flush is, one change for each row.

    The change is called `row` and holds the row's values. keys: looks the new rows' keys up, in their order, by what
    the table knows them by (asking the database to return them would make a statement of each); without it the values
    must tell which row it is. Returns the keys, if they were asked for.
    """
    if not rows:
        return []
    session = db.session()
    session.flush()
    insert_many(table, rows)
    found = list(keys()) if keys is not None else []
    noted = [(name, secret) for name, secret in _columns(table).items() if name in rows[0]]
    session.info.setdefault(_CHANGES, []).extend(
        [
            table.__tablename__,
            key,
            "row",
            None,
            {
                # What most values are is told here, without a call for each of tens of thousands.
                name: value
                if not secret and ((kind := type(value)) is int or (kind is str and len(value) <= _LONGEST))
                else _of_row(value, secret)
                for name, secret in noted
                if (value := row[name]) or value not in _BLANKS
            },
        ]
        for key, row in zip_longest(found, rows)
    )
    return found


def update_rows(rows: Sequence[Any], values: Mapping[str, Any]) -> None:
    """Give versioned rows in hand, all of one table, the same values in one statement; noted as a flush notes them.

    Raises StaleDataError when one of them is not as it was read.
    """
    if not rows:
        return
    session = db.session()
    session.flush()
    table: Any = type(rows[0])
    count, these = inspect(table).version_id_col, table.id.in_([row.id for row in rows])
    stand: dict[int, int] = dict(session.execute(select(table.id, count).where(these).with_for_update()).all())
    if any(stand.get(row.id) != getattr(row, count.key) for row in rows):
        raise StaleDataError(f"{table.__tablename__}: changed since they were read")
    noted = [(name, secret) for name, secret in _columns(table).items() if name in values]
    session.info.setdefault(_CHANGES, []).extend(
        change
        for row in rows
        for name, secret in noted
        if getattr(row, name) != values[name]
        for change in _by_key(table.__tablename__, row.id, name, getattr(row, name), values[name], secret)
    )
    after = update(table).where(these).values({**values, count.key: count + 1})
    session.execute(after, execution_options={"synchronize_session": False})
    for row in rows:
        for name, value in {**values, count.key: stand[row.id] + 1}.items():
            set_committed_value(row, name, value)


def watch() -> None:
    """Start collecting on every session of the application (idempotent)."""
    if not event.contains(Session, "after_flush", collect_changes):
        event.listen(Session, "after_flush", collect_changes)
