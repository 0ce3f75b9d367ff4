"""What other rounds of the edition present in the same days: their rooms and their people are not free."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select

from contest.editions.queries import regulation_of
from contest.foundation.database import db
from contest.juries.models import JudgingRound, PresentationSlot
from contest.juries.queries.presenting.frames import presented_rounds
from contest.juries.queries.presenting.needs import needs_on_page
from contest.juries.queries.presenting.slots import slot_rows
from contest.juries.queries.rounds import RoundCard, round_of
from contest.juries.rules.timetable import Elsewhere, Placed, Show


def elsewhere_of(edition_id: int, card: RoundCard, days: Collection[date]) -> tuple[Elsewhere, ...]:
    """The presentations of other rounds on these days, by hour and room; keyed by their slots, below zero.

    None where the regulation has no second round with presentations; else one, and a few for each that has slots.
    """
    if len(presented_rounds(edition_id)) < 2:
        return ()
    keys = db.session.scalars(
        select(JudgingRound.key)
        .join(PresentationSlot, PresentationSlot.round_id == JudgingRound.id)
        .where(
            JudgingRound.edition_id == edition_id,
            JudgingRound.id != card.id,
            PresentationSlot.state != "cancelled",
        )
        .distinct()
        .order_by(JudgingRound.key)
    ).all()
    found: list[Elsewhere] = []
    for key in keys:
        other = round_of(edition_id, key)
        rows = [row for row in slot_rows(other.id) if row.state != "cancelled" and row.day in days] if other else []
        if other is None or not rows:
            continue
        rules = regulation_of(edition_id).round_of(key)
        needs, _ = needs_on_page(edition_id, other, {row.entry_id for row in rows})
        people = needs.people
        for row in rows:
            label = f"{row.code} ({rules.name})" if rules else row.code
            show = Show(-row.id, label, row.council_id, row.unit, 0, people.get(row.entry_id, {}))
            found.append(Elsewhere(Placed(-row.id, row.room, row.starts_at, row.minutes), show))
    return tuple(sorted(found, key=lambda one: (one.placed.starts, one.placed.room, one.placed.entry_id)))
