"""Disagreements for the deeds: how the entries concerned stand, who was asked, who could be called."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import bindparam, not_, select

from contest.entries.models import Entry
from contest.entries.rules import OUT
from contest.foundation.access import Actor
from contest.foundation.database import ask, db, is_one_of
from contest.juries.models import Assignment, RoundEntry
from contest.scoring.models import CaseRequest, DisagreementCase, ScoreSheet
from contest.scoring.queries.rounds import ScoredRound
from contest.scoring.queries.sheets import SheetRow, sheets_of
from contest.scoring.rules import EntryInRound, WaitingCase, acts, gaps, widest
from contest.scoring.rules.cases import AWAITED, Asked


class CaseStates(NamedTuple):
    """The step of each entry's open case, and the gap that each entry's last conclusion covers."""

    open: Mapping[int, str]
    covered: Mapping[int, Decimal]


def case_states(round_id: int) -> CaseStates:
    """Every case of a round, in one query."""
    rows = db.session.execute(
        select(DisagreementCase.entry_id, DisagreementCase.step, DisagreementCase.closing_spread)
        .where(DisagreementCase.round_id == round_id)
        .order_by(DisagreementCase.id)
    ).all()
    closed = {entry_id: spread for entry_id, step, spread in rows if step == "closed" and spread is not None}
    return CaseStates({entry_id: step for entry_id, step, _ in rows if step != "closed"}, closed)


@dataclass(frozen=True, slots=True)
class EntryState:
    """One entry: its judges, its sheets, the widest gap between those that count (None: within the limit)."""

    in_round: EntryInRound
    sheets: tuple[SheetRow, ...]
    spread: Decimal | None

    @property
    def totals(self) -> dict[int, Decimal]:
        """The totals of the sheets that were handed in and not set aside, by judge."""
        return {
            sheet.judge_id: sheet.total
            for sheet in self.sheets
            if sheet.state in ("submitted", "left_out") and sheet.total is not None
        }


def compares_cells(round_: ScoredRound) -> bool:
    """Whether the round's limit is on criteria, so that the cells of sheets have to be read."""
    limit = round_.rules.disagreement
    return limit is not None and limit.of == "criterion"


def entry_states(round_: ScoredRound, entry_ids: Collection[int] | None = None) -> dict[int, EntryState]:
    """How the entries of a round stand (or some of them). Two queries, three where cells are compared."""
    asked: dict[int, list[int]] = {}
    which = [RoundEntry.round_id == round_.id, Entry.status.not_in(OUT)]
    if entry_ids is not None:
        which.append(RoundEntry.entry_id.in_(entry_ids))
    rows = db.session.execute(
        select(RoundEntry.entry_id, Assignment.judge_id)
        .join(Entry, Entry.id == RoundEntry.entry_id)
        .outerjoin(
            Assignment,
            (Assignment.round_id == RoundEntry.round_id)
            & (Assignment.entry_id == RoundEntry.entry_id)
            & Assignment.removed_at.is_(None),
        )
        .where(*which)
        .order_by(RoundEntry.entry_id, Assignment.judge_id)
    )
    for entry_id, judge_id in rows:
        own = asked.setdefault(entry_id, [])
        if judge_id is not None:
            own.append(judge_id)
    sheets: dict[int, list[SheetRow]] = {}
    for sheet in sheets_of(round_.id, round_.criteria, cells=compares_cells(round_), entry_ids=entry_ids):
        sheets.setdefault(sheet.entry_id, []).append(sheet)
    return {entry_id: _state(round_, entry_id, judges, sheets.get(entry_id, [])) for entry_id, judges in asked.items()}


def _state(round_: ScoredRound, entry_id: int, judges: Sequence[int], sheets: Sequence[SheetRow]) -> EntryState:
    in_round = EntryInRound(entry_id, tuple(judges), {sheet.judge_id: sheet.state for sheet in sheets})
    return EntryState(in_round, tuple(sheets), widest(gaps(round_.rules, round_.criteria, sheets)).get(entry_id))


def waiting_cases(
    round_: ScoredRound,
    entries: Sequence[EntryInRound],
    sheets: Sequence[SheetRow],
    states: CaseStates | None = None,
) -> list[WaitingCase]:
    """What keeps a round open: cases that are not concluded, and gaps nobody has opened a case of.

    One query, none where the `states` of the round's cases are at hand.
    """
    if round_.rules.disagreement is None:
        return []
    states = states or case_states(round_.id)
    apart = widest(gaps(round_.rules, round_.criteria, sheets)) if acts(round_.rules) else {}
    found = []
    for entry in entries:
        step = states.open.get(entry.entry_id)
        if step is not None:
            found.append(WaitingCase(entry.entry_id, step))
        elif entry.is_complete and apart.get(entry.entry_id, -1) > states.covered.get(entry.entry_id, -1):
            found.append(WaitingCase(entry.entry_id, ""))
    return found


def requests_of(case_ids: Collection[int]) -> dict[int, list[tuple[CaseRequest, str]]]:
    """The requests of cases, each with the state of its judge's sheet now; as rows that a deed may change."""
    rows = db.session.execute(
        select(CaseRequest, ScoreSheet.state)
        .join(DisagreementCase, DisagreementCase.id == CaseRequest.case_id)
        .outerjoin(
            ScoreSheet,
            (ScoreSheet.round_id == DisagreementCase.round_id)
            & (ScoreSheet.entry_id == DisagreementCase.entry_id)
            & (ScoreSheet.judge_id == CaseRequest.judge_id),
        )
        .where(CaseRequest.case_id.in_(case_ids))
        .order_by(CaseRequest.id)
    )
    found: dict[int, list[tuple[CaseRequest, str]]] = {}
    for request, state in rows:
        found.setdefault(request.case_id, []).append((request, state or ""))
    return found


def asked_of(request: CaseRequest, sheet_state: str) -> Asked:
    """A request as the rules see it."""
    return Asked(request.judge_id, request.kind, request.answer, sheet_state)


class MyRequest(NamedTuple):
    """What a judge is asked in a disagreement: the own sheet, nothing of anybody else's."""

    number: str
    title: str
    kind: str
    answer: str


# Asked with every page of a judge: built once. Not ordered: SQLite would go through the whole round by its numbers.
_MY_REQUESTS = (
    select(RoundEntry.number, Entry.title, CaseRequest.kind, CaseRequest.answer)
    .select_from(CaseRequest)
    .join(DisagreementCase, DisagreementCase.id == CaseRequest.case_id)
    .join(
        RoundEntry,
        (RoundEntry.round_id == DisagreementCase.round_id) & (RoundEntry.entry_id == DisagreementCase.entry_id),
    )
    .join(Entry, Entry.id == DisagreementCase.entry_id)
    .where(
        CaseRequest.judge_id == bindparam("judge_id"),
        is_one_of(CaseRequest.answer, AWAITED),
        DisagreementCase.round_id == bindparam("round_id"),
        DisagreementCase.closed_at.is_(None),
        not_(is_one_of(Entry.status, OUT)),
    )
)


def my_requests(actor: Actor, round_: ScoredRound) -> list[MyRequest]:
    """What a judge has still to answer in the round, by number. One query; none where the regulation has no limit."""
    if round_.rules.disagreement is None or round_.state != "open":
        return []
    return sorted(MyRequest(*row) for row in ask(_MY_REQUESTS, {"judge_id": actor.id, "round_id": round_.id}))
