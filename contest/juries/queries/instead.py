"""What somebody who must not touch an entry is told: no, and who does it instead."""

from collections.abc import Sequence

from sqlalchemy import select

from contest.foundation.access import Actor, Permission
from contest.foundation.database import db
from contest.foundation.refusal import Refusal, refuse_with
from contest.juries.models import Council, RoundEntry, Seat
from contest.juries.queries.leading import LEADS, able_in_office, leaders_of
from contest.juries.queries.standing_in import stand_in_names
from contest.people.queries import people_cards

_MOST_NAMED = 3


def kept_away(actor: Actor, edition_id: int, entry_id: int) -> Refusal:
    """No, with whom it was given to: the stand-in of a secretary, the deputy of a chair; else who of the office could.

    Codes: entry_apart_instead, entry_apart_ask, entry_apart_nobody, entry_in_conflict.
    """
    names = stand_in_names(edition_id, actor.id or 0, entry_id) or _deputies(edition_id, actor.id or 0, entry_id)
    if names:
        return refuse_with("entry_apart_instead", who=", ".join(names))
    if not actor.may(Permission.ENTRY_READ_ALL, edition_id):
        return refuse_with("entry_in_conflict")
    able = able_in_office(edition_id, entry_id)
    if not able:
        return refuse_with("entry_apart_nobody")
    more = f" hoặc một trong {len(able) - _MOST_NAMED} người khác" if len(able) > _MOST_NAMED else ""
    return refuse_with("entry_apart_ask", who=", ".join(able[:_MOST_NAMED]) + more)


def _deputies(edition_id: int, person_id: int, entry_id: int) -> Sequence[str]:
    """Who leads the councils of an entry that somebody leads, in their place."""
    led = (
        select(RoundEntry.council_id)
        .join(Seat, Seat.council_id == RoundEntry.council_id)
        .join(Council, Council.id == Seat.council_id)
        .where(
            Council.edition_id == edition_id,
            RoundEntry.entry_id == entry_id,
            Seat.person_id == person_id,
            Seat.left_at.is_(None),
            Seat.role.in_(LEADS),
        )
        .distinct()
    )
    acting = {one for council_id in db.session.scalars(led).all() for one in leaders_of(council_id, entry_id)}
    return sorted(card.name for card in people_cards(acting - {person_id}).values())
