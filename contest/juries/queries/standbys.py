"""Who of an entry's council could be called to score it too, in the middle of a round."""

from typing import NamedTuple

from sqlalchemy import select

from contest.editions.queries import regulation_of
from contest.entries.models import Entry
from contest.foundation.database import db
from contest.juries.models import Assignment, Council, RoundEntry
from contest.juries.queries.planning import demand_of, prepared_round, round_rules
from contest.juries.queries.sitting import bench, layout_of
from contest.juries.queries.sums import round_sums
from contest.juries.rules.planning import PlanEntry, fit_of, pool_of


class Standby(NamedTuple):
    """Somebody who votes on the entry's council and has nothing to do with it yet; `leads`: as chair or deputy."""

    judge_id: int
    name: str
    unit: str
    load: int
    expert: bool
    leads: bool


def standbys(edition_id: int, round_key: str, entry_id: int) -> list[Standby]:
    """Those who could be called, the fittest first: members before who leads, experts, the least loaded, by name.

    Where the council has teams, those of other teams come after the experts of the entry's own.

    Left out: who judges the entry or ever was to, who has a conflict of interest, who has as many entries as agreed.
    """
    card = prepared_round(edition_id, round_key)
    demand = demand_of(round_rules(edition_id, round_key))
    row = db.session.execute(
        select(Entry.code, Entry.field_key, RoundEntry.council_id, Council.key)
        .join(RoundEntry, RoundEntry.entry_id == Entry.id)
        .outerjoin(Council, Council.id == RoundEntry.council_id)
        .where(RoundEntry.round_id == card.id, Entry.id == entry_id)
    ).one_or_none()
    if row is None:
        return []
    regulation = regulation_of(edition_id)
    layout, field = layout_of(regulation, round_key), regulation.field_name(row.field_key)
    of_team = layout.bench_of(row.council_id, row.key or "", row.field_key)
    entry = PlanEntry(entry_id, of_team, row.field_key, field, row.code or "")
    sitters = bench(edition_id, round_sums(edition_id, card.id).loads, layout, entry_id).sitters
    judges = [one.judge for one in sitters]
    benches = layout.benches(row.council_id, row.key or "")
    pool = {judge.id for one in benches for judge in pool_of(demand, judges, one)}
    known = set(
        db.session.scalars(
            select(Assignment.judge_id).where(Assignment.round_id == card.id, Assignment.entry_id == entry_id)
        )
    )
    found = [
        Standby(
            judge.id,
            judge.name,
            judge.unit,
            load,
            fit_of(judge, entry, demand.joint)[1],
            any(seat.role in ("chair", "deputy") for seat in judge.seats),
        )
        for judge, load, barred in sitters
        if judge.id in pool - known and not barred and (judge.most is None or load < judge.most)
    ]
    return sorted(found, key=lambda one: (one.leads, not one.expert, one.load))
