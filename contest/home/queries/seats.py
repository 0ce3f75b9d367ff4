"""Which councils of the regulation have nobody to score."""

from sqlalchemy import and_, func, select

from contest.editions.rules import Regulation
from contest.foundation.database import ask
from contest.juries.models import Council, Seat


def judges_by_council(edition_id: int) -> dict[str, int]:
    """How many score on each council, by the council's key; the clerk scores nothing."""
    rows = ask(
        select(Council.key, func.count(Seat.id))
        .outerjoin(Seat, and_(Seat.council_id == Council.id, Seat.left_at.is_(None), Seat.role != "clerk"))
        .where(Council.edition_id == edition_id)
        .group_by(Council.key)
    )
    return {row[0]: row[1] for row in rows}


def empty_councils(edition_id: int, regulation: Regulation) -> tuple[str, ...]:
    """Names of the regulation's councils on which nobody scores yet."""
    judges = judges_by_council(edition_id)
    return tuple(council.name for council in regulation.councils if not judges.get(council.key))
