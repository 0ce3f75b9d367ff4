"""How the rounds of an edition stand: entries, judges for each, sheets, rankings; only what the asker is shown."""

from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import Label, ScalarSelect, Select, and_, case, func, literal, select

from contest.editions.rules import Regulation
from contest.entries.models import Entry
from contest.entries.rules import OUT
from contest.foundation.database import ask, db
from contest.home.queries.statements import OWN_SHEETS, ROUNDS, SETTLED, SUMS
from contest.home.rules import RoundFacts
from contest.juries.models import Assignment, Council, JudgingRound, RoundEntry, Seat
from contest.juries.queries import STAMP, stamped, unchanged
from contest.scoring.models import CaseRequest, DisagreementCase, ScoreSheet
from contest.scoring.rules.cases import AWAITED


class _Sums(NamedTuple):
    """Of a round: how many entries, how many sheets are asked for, how many say something."""

    entries: int
    sheets: int
    settled: int


Sheets = Mapping[int, tuple[int, int]]
_NONE = (0, 0)


def office_rounds(edition_id: int, regulation: Regulation) -> tuple[RoundFacts, ...]:
    """Every round of the regulation in its order, as the office sees it; one never prepared has no state."""
    rows = {row.key: row for row in ask(ROUNDS, {"edition_id": edition_id})}
    sums: Mapping[int, _Sums] = {}
    if rows:
        # Read with the rounds: it is the same in each.
        stamped(edition_id, tuple(next(iter(rows.values())))[-len(STAMP) :])
        sums = unchanged(edition_id, "board", lambda: _summed(edition_id))
    short: Mapping[int, Mapping[int, int]] = {}
    if any(row.state == "preparing" for row in rows.values()):
        short = unchanged(edition_id, "judges per entry", lambda: _judges_per_entry(edition_id))
    found = []
    for asked in regulation.rounds:
        row = rows.get(asked.key)
        if row is None:
            found.append(RoundFacts(asked.key, asked.name))
            continue
        sum_ = sums[row.id]
        needed = asked.judges_per_entry if isinstance(asked.judges_per_entry, int) else 1
        found.append(
            RoundFacts(
                asked.key,
                asked.name,
                row.state,
                entries=sum_.entries,
                short_of_judges=sum(many for judges, many in short.get(row.id, {}).items() if judges < needed),
                sheets=sum_.sheets,
                settled=sum_.settled,
                is_ranked=row.ranked is not None,
                cases=row.cases,
                ties=row.waiting or 0,
            )
        )
    return tuple(found)


def _summed(edition_id: int) -> Mapping[int, _Sums]:
    found = {}
    for round_id, entries, asked, gone, said, said_by_gone, *left in ask(SUMS, {"edition_id": edition_id}):
        found[round_id] = _Sums(entries - left[0], asked - gone - left[1], said - said_by_gone - left[2])
    return MappingProxyType(found)


def judges_rounds(
    edition_id: int, regulation: Regulation, person_id: int | None, *, leads: bool
) -> tuple[RoundFacts, ...]:
    """The rounds as a judge sees them: the own sheets, and for chair and clerk those of their councils."""
    mine = _own_sheets(edition_id, person_id)
    council = unchanged(edition_id, ("led", person_id), lambda: _led_sheets(edition_id, person_id)) if leads else {}
    states = {
        row.key: row
        for row in db.session.execute(
            select(
                JudgingRound.key,
                JudgingRound.id,
                JudgingRound.state,
                _asked_of(person_id).label("asked"),
                *_cases_of(_led_by(edition_id, person_id) if leads else None),
            ).where(JudgingRound.edition_id == edition_id)
        )
    }
    found = []
    for asked in regulation.rounds:
        row = states.get(asked.key)
        own, own_settled = mine.get(row.id, _NONE) if row else _NONE
        of_council, of_council_settled = council.get(row.id, _NONE) if row else _NONE
        found.append(
            RoundFacts(
                asked.key,
                asked.name,
                row.state if row else "",
                mine=own,
                mine_settled=own_settled,
                of_my_council=of_council,
                of_my_council_settled=of_council_settled,
                mine_asked=row.asked if row else 0,
                cases=row.cases if row else 0,
                cases_to_conclude=row.to_conclude if row else 0,
            )
        )
    return tuple(found)


def _asked_of(person_id: int | None) -> ScalarSelect[int]:
    """How many disagreements of a round wait for this person."""
    found = select(func.count()).select_from(CaseRequest).join(DisagreementCase)
    return found.where(
        DisagreementCase.round_id == JudgingRound.id,
        DisagreementCase.closed_at.is_(None),
        CaseRequest.judge_id == person_id,
        CaseRequest.answer.in_(AWAITED),
    ).scalar_subquery()


def _cases_of(council_ids: Select[Any] | None) -> tuple[Label[int], Label[int]]:
    """How many disagreements of a round in these councils are not concluded, and how many wait for just that."""
    if council_ids is None:
        return literal(0).label("cases"), literal(0).label("to_conclude")
    at = and_(RoundEntry.round_id == DisagreementCase.round_id, RoundEntry.entry_id == DisagreementCase.entry_id)
    found = (
        select(func.count())
        .select_from(DisagreementCase)
        .join(RoundEntry, at)
        .where(
            DisagreementCase.round_id == JudgingRound.id,
            DisagreementCase.closed_at.is_(None),
            RoundEntry.council_id.in_(council_ids),
        )
    )
    to_conclude = found.where(DisagreementCase.step == "closing")
    return found.scalar_subquery().label("cases"), to_conclude.scalar_subquery().label("to_conclude")


def _judges_per_entry(edition_id: int) -> dict[int, Mapping[int, int]]:
    """For each round in preparation: how many entries have so and so many judges."""
    per_entry = (
        select(RoundEntry.round_id, RoundEntry.entry_id, func.count(Assignment.id).label("judges"))
        .join(JudgingRound, JudgingRound.id == RoundEntry.round_id)
        .join(Entry, Entry.id == RoundEntry.entry_id)
        .outerjoin(
            Assignment,
            and_(
                Assignment.round_id == RoundEntry.round_id,
                Assignment.entry_id == RoundEntry.entry_id,
                Assignment.removed_at.is_(None),
            ),
        )
        .where(JudgingRound.edition_id == edition_id, JudgingRound.state == "preparing", Entry.status.not_in(OUT))
        .group_by(RoundEntry.round_id, RoundEntry.entry_id)
        .subquery()
    )
    kinds = (per_entry.c.round_id, per_entry.c.judges)
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for round_id, judges, many in db.session.execute(select(*kinds, func.count()).group_by(*kinds)):
        found[round_id][judges] = many
    return dict(found)


def _led_by(edition_id: int, person_id: int | None) -> Any:
    return (
        select(Seat.council_id)
        .join(Council, Council.id == Seat.council_id)
        .where(
            Council.edition_id == edition_id,
            Seat.person_id == person_id,
            Seat.role.in_(("chair", "deputy", "clerk")),
            Seat.left_at.is_(None),
        )
    )


def _own_sheets(edition_id: int, person_id: int | None) -> Sheets:
    """For each round: how many sheets are asked of a judge, and how many say something."""
    found = {"asked": dict[int, int](), "said": dict[int, int]()}
    for round_id, what, many in ask(OWN_SHEETS, {"edition_id": edition_id, "judge_id": person_id}):
        found[what][round_id] = many
    return {round_id: (many, found["said"].get(round_id, 0)) for round_id, many in found["asked"].items()}


def _led_sheets(edition_id: int, person_id: int | None) -> Sheets:
    """The same of all judges, for the entries of the councils a person leads."""
    settled = func.sum(case((ScoreSheet.state.in_(SETTLED), 1), else_=0))
    rows = db.session.execute(
        select(Assignment.round_id, func.count(), settled)
        .join(JudgingRound, JudgingRound.id == Assignment.round_id)
        .join(
            RoundEntry,
            and_(RoundEntry.round_id == Assignment.round_id, RoundEntry.entry_id == Assignment.entry_id),
        )
        .outerjoin(
            ScoreSheet,
            and_(
                ScoreSheet.round_id == Assignment.round_id,
                ScoreSheet.entry_id == Assignment.entry_id,
                ScoreSheet.judge_id == Assignment.judge_id,
            ),
        )
        .join(Entry, Entry.id == Assignment.entry_id)
        .where(
            JudgingRound.edition_id == edition_id,
            Assignment.removed_at.is_(None),
            Entry.status.not_in(OUT),
            RoundEntry.council_id.in_(_led_by(edition_id, person_id)),
        )
        .group_by(Assignment.round_id)
    )
    return {round_id: (total, int(done or 0)) for round_id, total, done in rows}
