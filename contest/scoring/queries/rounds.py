"""The round that is scored: its state, and what the regulation says of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Row, bindparam, select

from contest.editions.queries import regulation_of
from contest.editions.rules import Criterion, Regulation, Round
from contest.foundation.access import Actor, Permission
from contest.foundation.database import ask, db
from contest.foundation.refusal import refuse_with
from contest.juries.models import Council, JudgingRound, Seat
from contest.juries.queries import councils_lent
from contest.scoring.rules import Cell, cells, criteria_for


@dataclass(frozen=True, slots=True)
class ScoredRound:
    """A round as it runs, with its rules at hand."""

    id: int
    key: str
    state: str
    opened_at: datetime | None
    closed_at: datetime | None
    rules: Round
    criteria: tuple[Criterion, ...]
    cells: tuple[Cell, ...]
    regulation: Regulation

    @property
    def name(self) -> str:
        """The round's printed name."""
        return self.rules.name

    @property
    def grades(self) -> tuple[str, ...]:
        """The grades a sheet chooses from, best first; none in a round of points."""
        return self.rules.grades if self.rules.kind == "grades" else ()


_COLUMNS = (
    JudgingRound.id,
    JudgingRound.key,
    JudgingRound.state,
    JudgingRound.opened_at,
    JudgingRound.closed_at,
)
# Asked on every page of scoring and with every save: built once.
_FOUND = select(*_COLUMNS).where(
    JudgingRound.edition_id == bindparam("edition_id"), JudgingRound.key == bindparam("round_key")
)
_OF_EDITION = select(*_COLUMNS).where(JudgingRound.edition_id == bindparam("edition_id"))
_BY_KEY = {"": _FOUND, "share": _FOUND.with_for_update(read=True), "alone": _FOUND.with_for_update()}


def scored_round(
    edition_id: int,
    round_key: str,
    lock: Literal["", "share", "alone"] = "",
    regulation: Regulation | None = None,
) -> ScoredRound:
    """The round of this key. Raises Refusal: scoring_round_unknown, scoring_round_unprepared.

    Who writes a sheet shares the round with other writers; who closes it wants it alone. With a `regulation` that is
    not in force yet, the round as it would be.
    """
    regulation = regulation or regulation_of(edition_id)
    rules = regulation.round_of(round_key)
    if rules is None:
        raise refuse_with("scoring_round_unknown", round=round_key)
    row = ask(_BY_KEY[lock], {"edition_id": edition_id, "round_key": round_key}).one_or_none()
    if row is None:
        raise refuse_with("scoring_round_unprepared", round=rules.name)
    return _furnish(row, regulation, rules)


def scored_rounds(edition_id: int) -> list[ScoredRound]:
    """Every prepared round of the edition, in the regulation's order."""
    regulation = regulation_of(edition_id)
    rows = ask(_OF_EDITION, {"edition_id": edition_id}).all()
    by_key = {row.key: row for row in rows}
    return [_furnish(by_key[rules.key], regulation, rules) for rules in regulation.rounds if rules.key in by_key]


def _furnish(row: Row[*tuple[Any, ...]], regulation: Regulation, rules: Round) -> ScoredRound:
    criteria = criteria_for(regulation, rules)
    id_, key, state, opened_at, closed_at = row
    own = tuple(cells(criteria))
    return ScoredRound(id_, key, state, opened_at, closed_at, rules, criteria, own, regulation)


def councils_in_reach(actor: Actor, edition_id: int) -> frozenset[int] | None:
    """The councils whose progress somebody may see and mend; None means all of them."""
    if actor.may(Permission.ENTRY_READ_ALL, edition_id):
        return None
    if actor.id is None:
        return frozenset()
    seats = (
        select(Seat.council_id)
        .join(Council, Council.id == Seat.council_id)
        .where(
            Council.edition_id == edition_id,
            Seat.person_id == actor.id,
            Seat.left_at.is_(None),
            Seat.role.in_(("chair", "deputy", "clerk")),
        )
    )
    return frozenset(db.session.scalars(seats))


def reach_at(actor: Actor, edition_id: int, entry_id: int | None) -> frozenset[int] | None:
    """The same at one entry: whoever stands in for a council's clerk there is of that council, for that entry."""
    reach = councils_in_reach(actor, edition_id)
    if reach is None or actor.id is None or entry_id is None:
        return reach
    return reach | councils_lent(actor.id, entry_id)
