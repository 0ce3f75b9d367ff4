"""Sums over a whole round, made once for as long as nothing happened: a round may have a hundred thousand assignments.

What is assigned, scored and in conflict changes by deeds that the ledger tells of, and an entry leaves by its status:
the ledger's head and the entries that are out say whether anything did.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar

from sqlalchemy import BindParameter, String, bindparam, cast, func, literal, select, union_all

from contest.entries.models import Entry
from contest.entries.rules import OUT
from contest.foundation.database import asked_anew, asked_once, db
from contest.foundation.ledger import LedgerEvent
from contest.juries.models import Assignment, Conflict, Council, JudgingRound, RoundEntry
from contest.juries.rules.benches import Layout

T = TypeVar("T")

_EDITION: BindParameter[int] = bindparam("edition_id")
_ROUND: BindParameter[int] = bindparam("round_id")
_NEED: BindParameter[int] = bindparam("need")
_OUT = select(Entry.id).where(Entry.edition_id == _EDITION, Entry.status.in_(OUT))
# Two columns that some other statement of a page may ask for, too (see `stamped`). Parameter: edition_id.
STAMP = (
    select(LedgerEvent.digest).order_by(LedgerEvent.id.desc()).limit(1).scalar_subquery(),
    select(func.aggregate_strings(cast(Entry.id, String), ","))
    .where(Entry.edition_id == _EDITION, Entry.status.in_(OUT))
    .scalar_subquery(),
)
_STAMP = select(*STAMP)
_STANDING = (Assignment.round_id == _ROUND, Assignment.removed_at.is_(None))
_INSIDE = (RoundEntry.round_id == _ROUND, RoundEntry.entry_id.not_in(_OUT))
_HAVE = (
    select(Assignment.entry_id, func.count().label("judges")).where(*_STANDING).group_by(Assignment.entry_id).subquery()
)
_COUNT = func.coalesce(_HAVE.c.judges, 0)
MOST_SHOWN = 100
_LACKING = (
    select(RoundEntry.entry_id.label("entry_id"), _COUNT.label("have"))
    .outerjoin(_HAVE, _HAVE.c.entry_id == RoundEntry.entry_id)
    .where(*_INSIDE, _COUNT < _NEED)
    .cte()
)
_FIRST = (
    select(_LACKING.c.entry_id, _LACKING.c.have)
    .join(Entry, Entry.id == _LACKING.c.entry_id)
    .order_by(Entry.code, Entry.id)
    .limit(MOST_SHOWN)
    .subquery()
)
_COUNCIL, _LOAD, _LACK, _SHORT, _BARRED = range(5)
_SUMS = union_all(
    select(literal(_COUNCIL), RoundEntry.council_id, func.count()).where(*_INSIDE).group_by(RoundEntry.council_id),
    select(literal(_LOAD), Assignment.judge_id, func.count()).where(*_STANDING).group_by(Assignment.judge_id),
    select(literal(_LACK), literal(0), func.count()).select_from(_LACKING),
    select(literal(_SHORT), _FIRST.c.entry_id, _FIRST.c.have),
    # Looked for from the edition's conflicts, which are few, not from the assignments.
    select(literal(_BARRED), Assignment.judge_id, Assignment.entry_id)
    .join(Conflict, (Conflict.person_id == Assignment.judge_id) & (Conflict.entry_id == Assignment.entry_id))
    .where(Conflict.edition_id == _EDITION, Conflict.state != "dismissed", *_STANDING),
)
_LOADS_NOW = (
    select(Assignment.judge_id, func.count())
    .join(JudgingRound, JudgingRound.id == Assignment.round_id)
    .where(JudgingRound.edition_id == _EDITION, JudgingRound.state != "closed", Assignment.removed_at.is_(None))
    .group_by(Assignment.judge_id)
)


@dataclass(frozen=True, slots=True)
class RoundSums:
    """Entries by council, assignments by judge, how many entries lack judges and which are the first of them.

    short: how many judges each of the first hundred has that lack some, by entry. barred: assigned pairs (judge,
    entry) that are in conflict; there should be none.
    """

    councils: Mapping[int | None, int]
    loads: Mapping[int, int]
    short_count: int
    short: Mapping[int, int]
    barred: frozenset[tuple[int, int]]


def unchanged(edition_id: int, key: Hashable, ask: Callable[[], T]) -> T:
    """The answer to `ask`, asked again once something happened in the ledger or an entry came or went."""
    return asked_anew((edition_id, key), stamp_of(edition_id), ask)


def stamp_of(edition_id: int) -> tuple[Any, ...]:
    """What `unchanged` goes by: another one once something happened in the ledger or an entry came or went."""
    params = {"edition_id": edition_id}
    return asked_once(("stamp", edition_id), lambda: tuple(db.session.execute(_STAMP, params).one()))


def stamped(edition_id: int, stamp: tuple[Any, ...]) -> None:
    """What `unchanged` goes by in this transaction, when it was read together with something else."""
    asked_once(("stamp", edition_id), lambda: stamp)


def round_sums(edition_id: int, round_id: int, need: int = 0) -> RoundSums:
    """The sums of a round; entries that left the contest are not counted."""
    return unchanged(edition_id, ("round", round_id, need), lambda: _summed(edition_id, round_id, need))


def _summed(edition_id: int, round_id: int, need: int) -> RoundSums:
    found: list[dict[Any, int]] = [{} for _ in range(_BARRED)]
    barred: set[tuple[int, int]] = set()
    params = {"edition_id": edition_id, "round_id": round_id, "need": need}
    for kind, key, figure in db.session.execute(_SUMS, params):
        if kind == _BARRED:
            barred.add((key, figure))
        else:
            found[kind][key] = figure
    councils, loads, lacking, short = (MappingProxyType(one) for one in found)
    return RoundSums(councils, loads, lacking.get(0, 0), short, frozenset(barred))


_BY_FIELD = (
    select(RoundEntry.council_id, Council.key, Entry.field_key, func.count())
    .join(Entry, Entry.id == RoundEntry.entry_id)
    .join(Council, Council.id == RoundEntry.council_id)
    .where(*_INSIDE)
    .group_by(RoundEntry.council_id, Council.key, Entry.field_key)
)


def bench_counts(edition_id: int, round_id: int, sums: RoundSums, layout: Layout) -> Mapping[int | None, int]:
    """How many entries each bench has: the councils as they are, but for those with teams. One query for such."""
    if not layout.teams:
        return sums.councils

    def ask() -> Mapping[int | None, int]:
        found: Counter[int | None] = Counter()
        for council_id, key, field, count in db.session.execute(
            _BY_FIELD, {"edition_id": edition_id, "round_id": round_id}
        ):
            found[layout.bench_of(council_id, key, field)] += count
        return MappingProxyType(dict(found))

    return unchanged(edition_id, ("benches", round_id, repr(layout.teams)), ask)


def present_loads(edition_id: int) -> Mapping[int, int]:
    """How many entries each judge has over all rounds that are not closed."""

    def ask() -> Mapping[int, int]:
        rows = db.session.execute(_LOADS_NOW, {"edition_id": edition_id})
        return MappingProxyType(dict(rows.all()))

    return unchanged(edition_id, "loads", ask)
