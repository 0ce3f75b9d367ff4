"""What a judge has in a round, and who could take it over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from contest.entries.models import Entry
from contest.entries.rules import OUT
from contest.foundation.database import db
from contest.juries.models import Assignment, RoundEntry
from contest.juries.queries import facts_of, round_of
from contest.juries.rules.planning import fit_of, pool_of
from contest.people.models import Person
from contest.scoring.models import ScoreSheet
from contest.scoring.queries.rounds import ScoredRound
from contest.scoring.queries.sums import SHEET
from contest.scoring.rules.replacing import Free


@dataclass(frozen=True, slots=True)
class Leaving:
    """A judge who is to be replaced: the entries still to be scored, those handed in (with whether they count)."""

    judge_id: int
    name: str
    remaining: tuple[int, ...]
    drafts: tuple[int, ...]
    scored: tuple[int, ...]
    numbers: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Bench:
    """Who could take over: for each entry, with loads and ceilings; and everybody of the councils, by name."""

    free: Mapping[int, Sequence[Free]]
    loads: Mapping[int, int]
    most: Mapping[int, int]
    names: Mapping[int, str]


def leaving(round_: ScoredRound, judge_id: int) -> Leaving | None:
    """What the judge has in the round now; None for somebody who has nothing there. Two queries."""
    name = db.session.scalar(select(Person.name).where(Person.id == judge_id))
    rows = db.session.execute(
        select(Assignment.entry_id, RoundEntry.number, ScoreSheet.state, ScoreSheet.use)
        .join(RoundEntry, (RoundEntry.round_id == Assignment.round_id) & (RoundEntry.entry_id == Assignment.entry_id))
        .join(Entry, Entry.id == Assignment.entry_id)
        .outerjoin(ScoreSheet, SHEET)
        .where(
            Assignment.round_id == round_.id,
            Assignment.judge_id == judge_id,
            Assignment.removed_at.is_(None),
            Entry.status.not_in(OUT),
        )
        .order_by(RoundEntry.number)
    ).all()
    if name is None or not rows:
        return None
    return Leaving(
        judge_id,
        name,
        tuple(row.entry_id for row in rows if row.state in (None, "draft", "absent", "abstained")),
        tuple(row.entry_id for row in rows if row.state == "draft"),
        tuple(row.entry_id for row in rows if row.state == "submitted" and row.use != "set_aside"),
        {row.entry_id: row.number for row in rows},
    )


def replacement_bench(edition_id: int, round_: ScoredRound, judge_id: int, entry_ids: Sequence[int]) -> Bench:
    """Who could take over these entries: of their councils, without conflict, neither on them nor ever taken off."""
    card = round_of(edition_id, round_.key)
    assert card is not None
    facts = facts_of(edition_id, card)
    wanted = set(entry_ids)
    known: dict[int, set[int]] = {}
    rows = db.session.execute(
        select(Assignment.entry_id, Assignment.judge_id).where(
            Assignment.round_id == round_.id, Assignment.entry_id.in_(wanted)
        )
    )
    for entry_id, other in rows:
        known.setdefault(entry_id, set()).add(other)
    loads: dict[int, int] = {}
    for _, other in facts.current:
        loads[other] = loads.get(other, 0) + 1
    free: dict[int, list[Free]] = {}
    names: dict[int, str] = {}
    for entry in facts.entries:
        if entry.id not in wanted:
            continue
        pool = pool_of(facts.demand, facts.judges, entry.council_id)
        names.update({judge.id: judge.name for judge in pool if judge.id != judge_id})
        free[entry.id] = [
            Free(
                judge.id,
                fit_of(judge, entry, facts.demand.joint)[1],
                any(seat.role in ("chair", "deputy") for seat in judge.seats),
            )
            for judge in pool
            if judge.id != judge_id
            and (judge.id, entry.id) not in facts.conflicts
            and judge.id not in known.get(entry.id, ())
        ]
    most = {judge.id: judge.most for judge in facts.judges if judge.most is not None}
    return Bench(free, loads, most, names)
