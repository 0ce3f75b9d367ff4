"""The ledger: append-only, chained by hash, guarded by triggers on both engines; scores, prizes and decisions go in."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import DDL, JSON, Index, event, func, select
from sqlalchemy.orm import Mapped, mapped_column

from contest.foundation.access import Actor
from contest.foundation.bulk import insert_many
from contest.foundation.clock import now
from contest.foundation.database import Table, ask, db
from contest.foundation.shielding import Masker, masker_of

FIRST = "0" * 64
# Where payloads keep what somebody wrote in words.
_WRITTEN = ("reason", "comment", "note", "words")


class LedgerEvent(Table):
    """One event; `digest` covers every other column and the digest before it."""

    __tablename__ = "ledger_event"
    __of_record__ = True
    __table_args__ = (Index("ix_ledger_event_edition_id_kind", "edition_id", "kind"),)
    __unaudited__ = True

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    edition_id: Mapped[int | None]
    actor_id: Mapped[int | None]
    actor_name: Mapped[str]
    kind: Mapped[str]
    subject: Mapped[str]
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    previous: Mapped[str]
    digest: Mapped[str] = mapped_column(unique=True)


# The chain's head, asked for with every event: built once.
_HEAD = select(LedgerEvent.id, LedgerEvent.digest).order_by(LedgerEvent.id.desc()).limit(1)


class Line(NamedTuple):
    """What an event's digest covers."""

    id: int
    at: datetime
    edition_id: int | None
    actor_id: int | None
    actor_name: str
    kind: str
    subject: str
    payload: dict[str, Any]
    previous: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying found: how many events hold, and the first broken one (None when all do)."""

    events: int
    broken_id: int | None
    why: str
    head: str


@dataclass(frozen=True, slots=True)
class Happening:
    """Something for the ledger: what kind, about what, and its facts as JSON."""

    kind: str
    subject: str
    payload: dict[str, Any]


def note(actor: Actor, edition_id: int | None, kind: str, subject: str, payload: dict[str, Any]) -> None:
    """Append one event in the present transaction; the writer lock of the transaction keeps the chain single."""
    note_all(actor, edition_id, [Happening(kind, subject, payload)])


def note_all(actor: Actor, edition_id: int | None, happenings: Sequence[Happening]) -> None:
    """Append many events, in order, with one look at the chain's head and one insert."""
    if not happenings:
        return
    _lock_chain()
    mask = masker_of(edition_id)
    last = ask(_HEAD).one_or_none()
    end, previous, moment = last.id if last else 0, last.digest if last else FIRST, now()
    lines = []
    for place, happening in enumerate(happenings, end + 1):
        line = Line(
            id=place,
            at=moment,
            edition_id=edition_id,
            actor_id=actor.id,
            actor_name=actor.name,
            kind=happening.kind,
            subject=happening.subject,
            payload=_as_kept(happening.payload, mask),
            previous=previous,
        )
        previous = digest_of(line)
        lines.append({**line._asdict(), "digest": previous})
    # Nearly every deed notes something: the layer of objects would take longer than all the rest of it.
    insert_many(LedgerEvent, lines)


def last_of(edition_id: int, kinds: Sequence[str]) -> str:
    """Which of these kinds happened last in an edition; "" when none ever did."""
    found = db.session.scalar(
        select(LedgerEvent.kind)
        .where(LedgerEvent.edition_id == edition_id, LedgerEvent.kind.in_(kinds))
        .order_by(LedgerEvent.id.desc())
        .limit(1)
    )
    return found or ""


def _as_kept(payload: dict[str, Any], mask: Masker) -> dict[str, Any]:
    """The payload as JSON gives it back; without names, where it has anything that somebody wrote."""
    text = json.dumps(payload, default=_plain, ensure_ascii=False)
    found: dict[str, Any] = json.loads(text)
    return (
        {name: _kept(one, mask, name) for name, one in found.items()}
        if any(f'"{name}"' in text for name in _WRITTEN)
        else found
    )


def _kept(value: Any, mask: Masker, key: str = "") -> Any:
    """The payload without the names of entrants in what somebody wrote: nothing here can be forgotten later."""
    if isinstance(value, dict):
        return {name: _kept(one, mask, name) for name, one in value.items()}
    if isinstance(value, list):
        # Of ten thousand figures in a list none was written by anybody: only what may hold words is gone into.
        held = (dict, list, str) if key in _WRITTEN else (dict, list)
        return [_kept(one, mask, key) if isinstance(one, held) else one for one in value]
    return mask(value) if isinstance(value, str) and key in _WRITTEN else value


def _plain(value: object) -> str:
    """Points without an exponent; whatever else JSON does not know, as text."""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _lock_chain() -> None:
    """SQLite writers already exclude each other; PostgreSQL takes one advisory lock until the transaction ends."""
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(7_342_201)))


def digest_of(line: Line | LedgerEvent) -> str:
    """SHA-256 over the canonical JSON of the event and the digest before it."""
    content = [
        line.id,
        line.at.isoformat(),
        line.edition_id,
        line.actor_id,
        line.actor_name,
        line.kind,
        line.subject,
        line.payload,
        line.previous,
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def verify() -> Verdict:
    """Recompute the whole chain; names the first broken link."""
    previous, expected, count = FIRST, 1, 0
    query = select(LedgerEvent).order_by(LedgerEvent.id).execution_options(yield_per=1000)
    with db.session.execute(query) as rows:
        for line in rows.scalars():
            why = _what_is_wrong(line, expected, previous)
            if why:
                return Verdict(count, line.id, why, previous)
            previous, expected, count = line.digest, expected + 1, count + 1
    return Verdict(count, None, "", previous)


def _what_is_wrong(line: LedgerEvent, expected: int, previous: str) -> str:
    if line.id != expected:
        return f"thiếu sự kiện số {expected}"
    if line.previous != previous:
        return "không nối với sự kiện trước"
    if digest_of(line) != line.digest:
        return "nội dung không khớp mã băm"
    return ""


_SQLITE_GUARDS = [
    f"""CREATE TRIGGER ledger_event_no_{verb} BEFORE {verb.upper()} ON ledger_event
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"""
    for verb in ("update", "delete")
]
_POSTGRES_GUARDS = [
    """CREATE OR REPLACE FUNCTION ledger_event_guard() RETURNS trigger AS $$
    BEGIN RAISE EXCEPTION 'the ledger is append-only'; END; $$ LANGUAGE plpgsql""",
    """CREATE TRIGGER ledger_event_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_event
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_event_guard()""",
]
GUARDS = {"sqlite": _SQLITE_GUARDS, "postgresql": _POSTGRES_GUARDS}

for _dialect, _statements in GUARDS.items():
    for _statement in _statements:
        event.listen(
            LedgerEvent.__table__, "after_create", DDL(_statement.replace("%", "%%")).execute_if(dialect=_dialect)
        )
