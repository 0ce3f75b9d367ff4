"""What a round's closing looks at: the report of the rules, with the names its sentences need."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select

from contest.editions.queries import regulation_of
from contest.entries.models import Entry
from contest.entries.rules import OUT
from contest.foundation.database import db
from contest.foundation.refusal import Reason
from contest.foundation.vietnamese import name_key
from contest.juries.models import Assignment, JudgingRound, RoundEntry
from contest.people.models import Person
from contest.scoring.models import CaseSettlement, QuorumDecision
from contest.scoring.queries.progress import Reach, within
from contest.scoring.queries.rounds import ScoredRound
from contest.scoring.queries.sheets import SheetRow, sheets_of
from contest.scoring.rules import (
    Case,
    ClosingReport,
    EntryInRound,
    closing_report,
    open_cases,
    spread_cases,
    why_not_close,
)


@dataclass(frozen=True, slots=True)
class Closing:
    """The report of one round, the sheets it was made from, and what entries and judges are called."""

    round: ScoredRound
    report: ClosingReport
    sheets: Sequence[SheetRow]
    entries: Mapping[int, str]
    judges: Mapping[int, str]
    lowered: Mapping[int, int]

    @property
    def why_not(self) -> list[Reason]:
        """Everything that keeps the round open."""
        return why_not_close(self.report, self.round.state, self.entries, self.judges)


def closing_of(round_: ScoredRound, reach: Reach = None) -> Closing:
    """What keeps the round open, in the councils in reach. Four queries, five where cells are compared."""
    numbers, judges, assigned = _assigned(round_.id, reach)
    sheets = [sheet for sheet in _compared_sheets(round_) if sheet.entry_id in numbers]
    states: dict[int, dict[int, str]] = {entry_id: {} for entry_id in numbers}
    for sheet in sheets:
        states[sheet.entry_id][sheet.judge_id] = sheet.state
    entries = [EntryInRound(entry_id, tuple(assigned[entry_id]), states[entry_id]) for entry_id in numbers]
    lowered = lowered_quorums(round_.id)
    cases = open_cases(spread_cases(round_.rules, round_.criteria, sheets), settled_spreads(round_.id))
    report = closing_report(round_.rules, entries, lowered, cases)
    return Closing(round_, report, sheets, numbers, judges, lowered)


def _compared_sheets(round_: ScoredRound) -> list[SheetRow]:
    limit = round_.rules.disagreement
    return sheets_of(round_.id, round_.criteria, cells=limit is not None and limit.of == "criterion")


def _assigned(round_id: int, reach: Reach) -> tuple[dict[int, str], dict[int, str], dict[int, list[int]]]:
    """The entries by number, their judges by name, and who is to judge what."""
    rows = db.session.execute(
        select(RoundEntry.entry_id, RoundEntry.number, Person.id, Person.name)
        .join(Entry, Entry.id == RoundEntry.entry_id)
        .outerjoin(
            Assignment,
            (Assignment.round_id == RoundEntry.round_id)
            & (Assignment.entry_id == RoundEntry.entry_id)
            & Assignment.removed_at.is_(None),
        )
        .outerjoin(Person, Person.id == Assignment.judge_id)
        .where(RoundEntry.round_id == round_id, Entry.status.not_in(OUT), within(reach))
        .order_by(RoundEntry.number, RoundEntry.entry_id, Person.sort_key, Person.id)
    ).all()
    numbers: dict[int, str] = {}
    assigned: dict[int, list[int]] = {}
    names: dict[int, str] = {}
    for entry_id, number, judge_id, name in rows:
        numbers[entry_id] = number
        own = assigned.setdefault(entry_id, [])
        if judge_id is not None:
            own.append(judge_id)
            names[judge_id] = name
    ordered = sorted(names.items(), key=lambda item: (name_key(item[1]), item[0]))
    return numbers, dict(ordered), assigned


def entry_names(round_id: int, reach: Reach = None) -> dict[int, str]:
    """What the entries of a round are called among its judges: their numbers, in order."""
    rows = db.session.execute(
        select(RoundEntry.entry_id, RoundEntry.number)
        .join(Entry, Entry.id == RoundEntry.entry_id)
        .where(RoundEntry.round_id == round_id, Entry.status.not_in(OUT), within(reach))
        .order_by(RoundEntry.number, RoundEntry.entry_id)
    )
    return {row[0]: row[1] for row in rows}


def judge_names(judge_ids: set[int]) -> dict[int, str]:
    """The names of judges, in the order lists print them."""
    if not judge_ids:
        return {}
    rows = db.session.execute(
        select(Person.id, Person.name).where(Person.id.in_(judge_ids)).order_by(Person.sort_key, Person.id)
    )
    return {row[0]: row[1] for row in rows}


def settled_spreads(round_id: int) -> dict[tuple[int, str], Decimal]:
    """How wide the gap was when each case was settled; the last settlement counts."""
    rows = db.session.execute(
        select(CaseSettlement.entry_id, CaseSettlement.criterion_key, CaseSettlement.spread)
        .where(CaseSettlement.round_id == round_id)
        .order_by(CaseSettlement.id)
    )
    return {(entry_id, key): spread for entry_id, key, spread in rows}


def lowered_quorums(round_id: int) -> dict[int, int]:
    """The recorded decisions by entry id; 0 is the whole round's. The last one counts."""
    rows = db.session.execute(
        select(QuorumDecision.entry_id, QuorumDecision.quorum)
        .where(QuorumDecision.round_id == round_id)
        .order_by(QuorumDecision.id)
    )
    return {entry_id or 0: quorum for entry_id, quorum in rows}


@dataclass(frozen=True, slots=True)
class SettledCase:
    """How a case was settled, for the minutes."""

    entry_id: int
    criterion_key: str
    spread: Decimal
    way: str
    reason: str
    settled_at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class CaseList:
    """The disagreements of a round: those that wait, and how the others were settled."""

    open: Sequence[Case]
    settled: Sequence[SettledCase]
    figures: Mapping[int, Sequence[tuple[int, Decimal | None]]]
    entries: Mapping[int, str]


def cases_of(round_: ScoredRound, reach: Reach = None, sheets: Iterable[SheetRow] | None = None) -> CaseList:
    """Every disagreement of a round, and the totals given on each entry concerned, by judge.

    Who has read the round's `sheets` already gives them.
    """
    numbers = entry_names(round_.id, reach)
    given = _compared_sheets(round_) if sheets is None else sheets
    sheets = [sheet for sheet in given if sheet.entry_id in numbers]
    cases = spread_cases(round_.rules, round_.criteria, sheets)
    rows = db.session.execute(
        select(
            CaseSettlement.entry_id,
            CaseSettlement.criterion_key,
            CaseSettlement.spread,
            CaseSettlement.way,
            CaseSettlement.reason,
            CaseSettlement.settled_at,
            Person.name,
        )
        .outerjoin(Person, Person.id == CaseSettlement.settled_by_id)
        .where(CaseSettlement.round_id == round_.id)
        .order_by(CaseSettlement.id)
    )
    settled = [SettledCase(*row[:6], row[6] or "Ban Thư ký") for row in rows if row[0] in numbers]
    spreads = {(one.entry_id, one.criterion_key): one.spread for one in settled}
    waiting = open_cases(cases, spreads)
    concerned = {case.entry_id for case in cases}
    figures: dict[int, list[tuple[int, Decimal | None]]] = {}
    for sheet in sheets:
        if sheet.entry_id in concerned and sheet.state == "submitted":
            figures.setdefault(sheet.entry_id, []).append((sheet.judge_id, sheet.total))
    return CaseList(waiting, settled, figures, numbers)


def later_rounds(edition_id: int, round_key: str) -> list[str]:
    """The names of rounds after this one that are already open or closed."""
    regulation = regulation_of(edition_id)
    keys = [rules.key for rules in regulation.rounds]
    behind = keys[keys.index(round_key) + 1 :] if round_key in keys else []
    begun = set(
        db.session.scalars(
            select(JudgingRound.key).where(
                JudgingRound.edition_id == edition_id,
                JudgingRound.key.in_(behind),
                JudgingRound.state != "preparing",
            )
        )
    )
    return [rules.name for rules in regulation.rounds if rules.key in begun]
