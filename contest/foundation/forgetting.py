"""Somebody is forgotten in every table and every folder: what is about them is what the foreign keys say.

A table that somebody adds is reached without being named here. One whose words are on record for good, or name people
for whom they were written, says `__of_record__ = True`; one that holds what entrants hand in `__of_entrant__ = True`,
but for its columns marked `of_office`. What rooms keep outside the database they take away by `when_forgotten`.
"""

import contextlib
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import JSON, Column, ColumnElement, String, Table, or_, select, true

from contest.foundation import database
from contest.foundation.action import after_commit
from contest.foundation.audit import AuditLine
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.jobs import later, long_job
from contest.foundation.mail import Letter
from contest.foundation.naming import Names
from contest.foundation.settings import settings

# Is given the edition, and the entry whose dossier holds the name.
Forgetter = Callable[[int, int], None]
_FORGETTERS: list[Forgetter] = []
_ACCOUNT_FORGETTERS: list[Callable[[int], None]] = []
_ON_THEIR_OWN = (AuditLine.__tablename__, Letter.__tablename__)


def when_forgotten(forget: Forgetter) -> Forgetter:
    """Call this with edition and entry whenever somebody of the entry's dossier is forgotten."""
    _FORGETTERS.append(forget)
    return forget


def when_account_forgotten(forget: Callable[[int], None]) -> Callable[[int], None]:
    """Call this with the person whenever an account is forgotten."""
    _ACCOUNT_FORGETTERS.append(forget)
    return forget


def forget_about_entry(names: Names, edition_id: int, entry_id: int) -> dict[str, set[Any]]:
    """The names in every row about the entry, whichever room's; returns those rows' keys by their table.

    What rooms keep beside the database goes, too.
    """
    keys: dict[str, set[Any]] = {}
    for table in _reached("entry"):
        own = table.name == "entry"
        which = [_key(table) == entry_id] if own else _belonging(table, keys)
        keys[table.name] = set(_rewrite(table, names, or_(*which), _texts(table))) if which else set()
    for forget in _FORGETTERS:
        forget(edition_id, entry_id)
    return keys


def forget_elsewhere(names: Names) -> None:
    """The names in what the office and visitors wrote anywhere else.

    Not in what others handed in or in their accounts: somebody else may have the same name.
    """
    for table in database.Table.metadata.sorted_tables:
        mapped = _mapped(table)
        if not (getattr(mapped, "__of_record__", False) or table.name in _ON_THEIR_OWN):
            is_theirs = getattr(mapped, "__of_entrant__", False)
            _rewrite(table, names, true(), [each for each in _texts(table) if _is_of_office(each, is_theirs)])


def _is_of_office(column: Column[Any], is_theirs: bool) -> bool:
    """Whether a column holds what the office wrote, and not what somebody is called."""
    return bool(column.info.get("of_office")) if is_theirs else not column.name.endswith("_name")


def _reached(root: str) -> list[Table]:
    """The tables whose rows belong to a row of this one, itself first, each after those it points to."""
    tables: list[Table] = []
    for table in database.Table.metadata.sorted_tables:
        targets = {key.column.table for key in table.foreign_keys}
        if table.name == root or targets.intersection(tables):
            tables.append(table)
    return tables


def _belonging(table: Table, keys: Mapping[str, Collection[Any]]) -> list[ColumnElement[bool]]:
    """That a row points to one of these."""
    return [
        foreign.parent.in_(keys[foreign.column.table.name])
        for foreign in table.foreign_keys
        if keys.get(foreign.column.table.name)
    ]


def _key(table: Table) -> Any:
    return next(iter(table.primary_key.columns))


def _mapped(table: Table) -> type[Any]:
    return next(mapper.class_ for mapper in database.Table.registry.mappers if mapper.local_table is table)


def _texts(table: Table) -> list[Column[Any]]:
    return [
        column
        for column in table.columns
        if isinstance(column.type, String | JSON) and not (column.foreign_keys or column.primary_key)
    ]


def _rewrite(table: Table, names: Names, which: ColumnElement[bool], texts: Sequence[Column[Any]]) -> list[Any]:
    """Take the names out of these texts of these rows. Returns the keys of all the rows."""
    key, keys = _key(table), []
    for row in db.session.execute(select(key, *texts).where(which)).all():
        keys.append(row[0])
        told = {column.name: names.of(value) for column, value in zip(texts, row[1:], strict=True) if value}
        changed = {name: value for name, value in told.items() if value != row._mapping[name]}
        if changed:
            kept = db.session.get_one(_mapped(table), row[0])
            for name, value in changed.items():
                setattr(kept, name, _within(value, table.columns[name]))
    db.session.flush()
    return keys


def _within(value: Any, column: Any) -> Any:
    length = getattr(column.type, "length", None)
    return value[:length] if isinstance(value, str) and length else value


def forget_in_letters(names: Names, edition_id: int, entry_id: int, *, everybody: bool) -> None:
    """The names in letters of the edition, with the copies in the outbox; everybody: nobody of the entry is left."""
    about = f"entry:{entry_id}"
    for letter in db.session.scalars(select(Letter).where(or_(Letter.edition_id == edition_id, Letter.about == about))):
        told = {
            name: "" if name == "to_name" and names.tells(letter.to_name) else names.of_text(getattr(letter, name))
            for name in ("subject", "text", "to_name", "decided_by", "edited_by")
        }
        if everybody and letter.about == about:
            told |= {"to_name": "", "to_address": "", "to_phone": ""}
        if any(getattr(letter, name) != value for name, value in told.items()):
            for name, value in told.items():
                setattr(letter, name, value)
            unlink_copy(letter.id)


def unlink_copy(letter_id: int) -> None:
    """Take the copy of a letter out of the outbox once this is committed."""
    after_commit(partial(_unlink_copy, letter_id))


def _unlink_copy(letter_id: int) -> None:
    with contextlib.suppress(FileNotFoundError):
        (settings().instance / "outbox" / f"{letter_id:06}.eml").unlink()


def forget_in_audit(mask: Callable[[list[Any]], list[Any]], names: Names, edition_id: int) -> None:
    """Change what lines of the audit say; whoever did a deed and has the name is called as the name's stand-in."""
    lines = select(AuditLine).where(AuditLine.edition_id == edition_id)
    for line in db.session.scalars(lines.execution_options(yield_per=500)):
        changes = [mask(change) for change in line.changes]
        if changes != line.changes:
            line.changes = changes
        line.actor_name = names.of_text(line.actor_name)


def forget_deeds(person_id: int, name: str, instead: str) -> None:
    """What somebody did stays, and is done by `instead`: rows that point to the account, the history, letters."""
    for table in database.Table.metadata.sorted_tables:
        which = [key.parent == person_id for key in table.foreign_keys if key.column.table.name == "person"]
        kept = ("person", "entry_author", *_ON_THEIR_OWN)
        if which and table.name not in kept:
            for row in db.session.scalars(select(_mapped(table)).where(or_(*which))):
                for column in _texts(table):
                    if getattr(row, column.name) == name:
                        setattr(row, column.name, instead)
    for line in db.session.scalars(select(AuditLine).where(AuditLine.actor_id == person_id)):
        line.actor_name = instead
    for letter in db.session.scalars(select(Letter).where(or_(Letter.decided_by == name, Letter.edited_by == name))):
        letter.decided_by = instead if letter.decided_by == name else letter.decided_by
        letter.edited_by = instead if letter.edited_by == name else letter.edited_by
    db.session.flush()


def forget_letters_to(person_id: int, addresses: Collection[str]) -> None:
    """Letters to somebody are emptied, with the copies in the outbox; that they were written stays."""
    _empty(or_(Letter.person_id == person_id, Letter.to_address.in_([each for each in addresses if each])))


def forget_letters_of(event: str, until: datetime) -> None:
    """Letters of an event that were written until then are emptied, with the copies in the outbox."""
    _empty((Letter.event == event) & (Letter.written_at <= until))


def _empty(theirs: ColumnElement[bool]) -> None:
    emptied = {"to_name": "", "to_address": "", "to_phone": "", "subject": "(đã xóa)", "text": "", "person_id": None}
    for letter in db.session.scalars(select(Letter).where(theirs)):
        for name, value in emptied.items():
            setattr(letter, name, value)
        letter.state = "cancelled" if letter.state in ("waiting", "held", "queued", "to_copy") else letter.state
        unlink_copy(letter.id)


def forget_account_rows(person_id: int) -> None:
    """What rooms keep for an account alone."""
    for forget in _ACCOUNT_FORGETTERS:
        forget(person_id)


def compact_later() -> None:
    """Once this is committed, have the file of the database written anew without what was deleted."""
    later("foundation.compact", unique_key=f"foundation.compact@{now().timestamp()}")


@long_job("foundation.compact")
def compact(beat: Callable[[int, int], None]) -> None:
    """SQLite leaves deleted words in free pages and in its log until it writes over them; PostgreSQL sees to it."""
    beat(0, 1)
    if db.engine.dialect.name == "sqlite":
        db.session.rollback()
        connection = db.engine.raw_connection()
        try:
            for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                connection.cursor().execute(statement)
        finally:
            connection.close()
