"""The ranking's page: one page of places with how each came about, the ties that wait, the cut."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, bindparam, func, select

from contest.editions.rules import Regulation, Round
from contest.entries.models import Entry
from contest.entries.queries import called, matching
from contest.foundation.database import ask
from contest.foundation.pages import Paging, page_there_is
from contest.ranking.models import Placing
from contest.ranking.queries.runs import RunCard, round_and_run
from contest.ranking.rules.ties import NEEDS_VOTE


class BoardRow(NamedTuple):
    """A line of the ranking; `after_cut`: the line of the cut stands above it."""

    entry_id: int
    code: str
    title: str
    field_name: str
    division_name: str
    rank: int | None
    points: Decimal | None
    sheets: int
    status: str
    goes_on: bool | None
    grade: str
    tie_state: str
    explanation: tuple[str, ...]
    after_cut: bool = False
    # In the other ranking beside this one: figure, place, and the span nine of ten drawn rankings put it in.
    beside_points: Decimal | None = None
    beside_rank: int | None = None
    beside_span: tuple[int, int] | None = None


class WaitingTie(NamedTuple):
    """Equals that wait for the council's vote."""

    rank: int
    points: Decimal | None
    entries: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the page shows. groups: the rows of this page, equals together; apart: how many entries the reader has
    a conflict of interest with, and does not see."""

    rules: Round
    state: str
    run: RunCard | None
    is_last: bool
    paging: Paging[BoardRow] = field(default_factory=lambda: Paging((), 1, 50, 0))
    groups: tuple[tuple[BoardRow, ...], ...] = ()
    undecided: tuple[tuple[int, str, str], ...] = ()
    apart: int = 0


def without(found: Board, entry_ids: frozenset[int]) -> Board:
    """The board for somebody who has a conflict of interest with these entries: as if they were not ranked.

    They are left out and the others counted without them: a gap between two places would tell the place of what is
    missing. One query more, for such readers only.
    """
    if not entry_ids or found.run is None:
        return found
    asked = select(Placing.rank).where(Placing.run_id == found.run.id, Placing.entry_id.in_(entry_ids))
    above = [rank for (rank,) in ask(asked) if rank is not None]
    rows = [
        row._replace(
            after_cut=False,
            rank=row.rank and row.rank - sum(rank < row.rank for rank in above),
            # The other calculation is not done again without them.
            beside_points=None,
            beside_rank=None,
            beside_span=None,
        )
        for row in found.paging.rows
        if row.entry_id not in entry_ids
    ]
    if any(row.after_cut for row in found.paging.rows):
        rows = _with_cut(rows)
    return replace(
        found,
        paging=replace(found.paging, rows=rows),
        groups=_grouped(rows),
        undecided=tuple(one for one in found.undecided if one[0] not in entry_ids),
        apart=len(entry_ids),
    )


def board(
    edition_id: int,
    regulation: Regulation,
    rules: Round,
    words: str,
    page: int,
    size: int = 50,
    *,
    by_names: bool = True,
) -> Board:
    """One page of a round's latest ranking, in four queries at most."""
    state, run = round_and_run(edition_id, rules.key)
    is_last = regulation.last_round.key == rules.key
    empty = Board(rules, state, run, is_last)
    if run is None:
        return empty
    everything = run.ranked + run.unranked
    page = page if words else page_there_is(page, size, everything)
    begin = (page - 1) * size
    if words:
        found, total = _matching(run.id, matching(words) if by_names else [called(words)], begin, size)
    else:
        found, total = _all(run, begin, size), everything
    rows = _rows(found, regulation)
    paging = Paging(rows if is_last or words else _with_cut(rows), page, size, total)
    return replace(
        empty,
        paging=paging,
        groups=_grouped(paging.rows),
        undecided=() if is_last else _undecided(run.id),
    )


_COLUMNS = (
    Entry.id,
    Entry.code,
    Entry.title,
    Entry.field_key,
    Entry.division_key,
    Placing.rank,
    Placing.points,
    Placing.sheets,
    Placing.status,
    Placing.goes_on,
    Placing.grade,
    Placing.tie_state,
    Placing.explanation,
    Placing.beside_points,
    Placing.beside_rank,
    Placing.beside_low,
    Placing.beside_high,
)


_RANKED = (
    select(*_COLUMNS)
    .join(Placing, Placing.entry_id == Entry.id)
    .where(Placing.run_id == bindparam("run_id"), Placing.rank.is_not(None))
    .order_by(Placing.rank, Entry.code, Entry.id)
)
_UNDECIDED = (
    select(Entry.id, Entry.code, Entry.title)
    .join(Placing, Placing.entry_id == Entry.id)
    .where(Placing.run_id == bindparam("run_id"), Placing.rank.is_not(None), Placing.goes_on.is_(None))
    .order_by(Placing.rank, Entry.code, Entry.id)
)
_UNRANKED = (
    select(*_COLUMNS)
    .join(Placing, Placing.entry_id == Entry.id)
    .where(Placing.run_id == bindparam("run_id"), Placing.rank.is_(None))
    .order_by(Entry.code, Entry.id)
)


def _all(run: RunCard, begin: int, size: int) -> list[Any]:
    """A page of everything: those with a rank, then those without; the index gives the order, so few are looked at."""
    given = {"run_id": run.id}
    found = list(ask(_RANKED.limit(size).offset(begin), given)) if begin < run.ranked else []
    left = size - len(found)
    if left and run.unranked:
        found += ask(_UNRANKED.limit(left).offset(max(0, begin - run.ranked)), given)
    return found


def _matching(run_id: int, wanted: Sequence[ColumnElement[bool]], begin: int, size: int) -> tuple[list[Any], int]:
    """A page of what fulfils all that is wanted, and how much does."""
    found: Sequence[Any] = ask(
        select(*_COLUMNS, func.count().over())
        .join(Entry, Entry.id == Placing.entry_id)
        .where(Placing.run_id == run_id, *wanted)
        .order_by(Placing.rank.is_(None), Placing.rank, Entry.code, Entry.id)
        .limit(size)
        .offset(begin)
    ).all()
    return list(found), found[0][-1] if found else 0


def _rows(found: Sequence[Any], regulation: Regulation) -> list[BoardRow]:
    fields = {each.key: each.name for each in regulation.fields}
    divisions = {each.key: each.name for each in regulation.divisions}
    return [
        BoardRow(
            entry_id=row.id,
            code=row.code or "",
            title=row.title,
            field_name=fields.get(row.field_key, row.field_key),
            division_name=divisions.get(row.division_key, row.division_key),
            rank=row.rank,
            points=row.points,
            sheets=row.sheets,
            status=row.status,
            goes_on=row.goes_on,
            grade=row.grade,
            tie_state=row.tie_state,
            explanation=tuple(row.explanation.splitlines()),
            beside_points=row.beside_points,
            beside_rank=row.beside_rank,
            beside_span=(row.beside_low, row.beside_high) if row.beside_low else None,
        )
        for row in found
    ]


def _with_cut(rows: Sequence[BoardRow]) -> list[BoardRow]:
    """The line of the cut stands before the first who does not go on, when those before all do."""
    marked = list(rows)
    for place in range(1, len(rows)):
        if rows[place - 1].goes_on and not rows[place].goes_on and not any(row.goes_on for row in rows[place:]):
            marked[place] = rows[place]._replace(after_cut=True)
            break
    return marked


def _grouped(rows: Sequence[BoardRow]) -> tuple[tuple[BoardRow, ...], ...]:
    """Rows one after another on the same place stand in one box."""
    groups: list[list[BoardRow]] = []
    for row in rows:
        if groups and row.rank is not None and groups[-1][0].rank == row.rank:
            groups[-1].append(row)
        else:
            groups.append([row])
    return tuple(tuple(group) for group in groups)


def _undecided(run_id: int) -> tuple[tuple[int, str, str], ...]:
    """The entries among which the council still chooses."""
    rows = ask(_UNDECIDED, {"run_id": run_id})
    return tuple((row[0], row[1] or "", row[2]) for row in rows)


def waiting_tie(run: RunCard, entry_id: int) -> WaitingTie | None:
    """The waiting tie an entry stands in: all on its place."""
    place = select(Placing.rank).where(
        Placing.run_id == run.id, Placing.entry_id == entry_id, Placing.tie_state == NEEDS_VOTE
    )
    rows = ask(
        select(Entry.id, Entry.code, Entry.title, Placing.rank, Placing.points)
        .join(Placing, Placing.entry_id == Entry.id)
        .where(Placing.run_id == run.id, Placing.rank == place.scalar_subquery())
        .order_by(Entry.code, Entry.id)
    ).all()
    if not rows:
        return None
    return WaitingTie(rows[0].rank, rows[0].points, tuple((row.id, row.code or "", row.title) for row in rows))
