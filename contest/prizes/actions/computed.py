"""Computed awards of entries and authors: laid down as the figures say, but for what the organisers decided."""

from collections.abc import Iterable

from sqlalchemy import select

from contest.editions.rules import Regulation
from contest.foundation.database import ask, db
from contest.prizes.models import Award
from contest.prizes.queries import extras_of, latest_proposal, suggestions
from contest.prizes.rules import TIER_AWARD, ExtraLine, computed_awards, undecided_extras
from contest.ranking.models import Placing
from contest.ranking.queries import RunCard


def lay_down_extras(edition_id: int, regulation: Regulation, run: RunCard, lines: Iterable[ExtraLine]) -> None:
    """Make computed awards what the figures say; equals too many for their places get none until people decide."""
    keys = {award.key for award in computed_awards(regulation)}
    rows = {(row.award_key, row.entry_id, row.author): row for row in _rows(edition_id) if row.award_key in keys}
    wanted = {line.key: line for line in lines if not line.waits}
    for key, row in rows.items():
        if key not in wanted and not row.is_by_hand:
            row.state = "removed"
    which = Placing.run_id == run.id, Placing.entry_id.in_(sorted({line.entry_id for line in wanted.values()}))
    places = {
        row[0]: (row[1], row[2]) for row in ask(select(Placing.entry_id, Placing.rank, Placing.points).where(*which))
    }
    for key, line in wanted.items():
        row = rows.get(key) or Award(
            edition_id=edition_id, entry_id=line.entry_id, award_key=line.award_key, author=line.author, tier_key=""
        )
        if not row.is_by_hand:
            row.rank, row.points = places.get(line.entry_id, (None, None))
            row.amount_vnd, row.reason, row.state, row.is_by_hand = line.amount_vnd, line.reason, "proposed", False
        if key not in rows:
            db.session.add(row)


def refresh_extras(edition_id: int, regulation: Regulation, run: RunCard) -> None:
    """Lay computed awards down anew after a prize has changed: some are for winners."""
    if computed_awards(regulation) and latest_proposal(edition_id) is not None:
        db.session.flush()
        lay_down_extras(edition_id, regulation, run, extras_of(suggestions(edition_id, regulation, run)))


def extras_waiting(edition_id: int, regulation: Regulation, run: RunCard) -> list[str]:
    """The computed awards in which equals wait for a decision, by name."""
    awards = computed_awards(regulation)
    if not awards:
        return []
    rows = _rows(edition_id)
    decided = [(row.award_key, row.entry_id, row.author) for row in rows if row.is_by_hand]
    given = [row.award_key for row in rows if row.state != "removed"]
    lines = extras_of(suggestions(edition_id, regulation, run))
    return undecided_extras(awards, lines, decided, given)


def _rows(edition_id: int) -> list[Award]:
    return list(
        db.session.scalars(
            select(Award).where(Award.edition_id == edition_id, Award.award_key != TIER_AWARD).order_by(Award.id)
        )
    )
