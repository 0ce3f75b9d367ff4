"""What is known of a round that may be closed, in two questions: a row for each entry, and everything else at once."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import BindParameter, Integer, String, bindparam, case, cast, func, literal, null, select, union_all

from contest.entries.models import Entry
from contest.entries.rules import OUT
from contest.foundation.database import Moment, Points, ask
from contest.juries.models import Assignment, Conflict, JudgingRound, RoundEntry
from contest.people.models import Person
from contest.scoring.models import DisagreementCase, QuorumDecision, RoundReopening, ScoreSheet
from contest.scoring.queries.cases import CaseStates
from contest.scoring.queries.closing import Decision
from contest.scoring.queries.papers import papers_begun
from contest.scoring.queries.sums import Reach, within
from contest.scoring.rules import WaitingPaper


class Held(NamedTuple):
    """An entry: its judges as "3,17", its sheets as "3,17:draft", how far those apart that count ("" : none)."""

    number: str
    judges: str
    sheets: str = ""
    spread: Decimal | None = None


_ROUND: BindParameter[int] = bindparam("round_id")
_COUNTS = (ScoreSheet.state == "submitted") & (ScoreSheet.use == "counts")
_SAID = cast(ScoreSheet.judge_id, String) + case(
    (_COUNTS, literal("")),
    (ScoreSheet.state == "submitted", literal(":") + ScoreSheet.use),
    else_=literal(":") + ScoreSheet.state,
)
_TOTAL = case((_COUNTS, ScoreSheet.total))
_PANELS = (
    select(Assignment.entry_id, func.aggregate_strings(cast(Assignment.judge_id, String), ",").label("judges"))
    .where(Assignment.round_id == _ROUND, Assignment.removed_at.is_(None))
    .group_by(Assignment.entry_id)
    .subquery()
)
_ENTRIES = (
    select(RoundEntry.entry_id, RoundEntry.number, func.coalesce(_PANELS.c.judges, ""))
    .join(Entry, Entry.id == RoundEntry.entry_id)
    .outerjoin(_PANELS, _PANELS.c.entry_id == RoundEntry.entry_id)
    .where(RoundEntry.round_id == _ROUND, Entry.status.not_in(OUT))
    .order_by(RoundEntry.number, RoundEntry.entry_id)
)
# What else is known of a round is asked at once; each kind says what stands in its columns.
_SHEETS, _RECUSED, _CASE, _DECIDED, _PAPER = range(5)
_NO_NUMBER, _NO_POINTS, _NO_TIME = cast(null(), Integer), cast(null(), Points()), cast(null(), Moment())
_OF_SHEETS = (
    select(
        literal(_SHEETS),
        ScoreSheet.entry_id,
        func.count(),
        func.aggregate_strings(_SAID, ","),
        func.max(_TOTAL, type_=Points()),
        func.min(_TOTAL, type_=Points()),
        _NO_TIME,
        literal(""),
        literal(0),
    )
    .where(ScoreSheet.round_id == _ROUND)
    .group_by(ScoreSheet.entry_id)
)
# Looked for from the edition's conflicts, which are few, not from the sheets.
_OF_CONFLICTS = (
    select(
        literal(_RECUSED), ScoreSheet.entry_id, ScoreSheet.judge_id, literal(""), _NO_POINTS, _NO_POINTS, _NO_TIME,
        literal(""), literal(0),
    )
    .join(Conflict, (Conflict.person_id == ScoreSheet.judge_id) & (Conflict.entry_id == ScoreSheet.entry_id))
    .join(JudgingRound, JudgingRound.edition_id == Conflict.edition_id)
    .where(JudgingRound.id == _ROUND, ScoreSheet.round_id == _ROUND, Conflict.state != "dismissed")
)  # fmt: skip
_OF_CASES = select(
    literal(_CASE), DisagreementCase.entry_id, _NO_NUMBER, DisagreementCase.step, DisagreementCase.closing_spread,
    _NO_POINTS, _NO_TIME, literal(""), DisagreementCase.id,
).where(DisagreementCase.round_id == _ROUND)  # fmt: skip
_OF_QUORUMS = (
    select(
        literal(_DECIDED), QuorumDecision.entry_id, QuorumDecision.quorum, QuorumDecision.reason, _NO_POINTS,
        _NO_POINTS, QuorumDecision.decided_at, func.coalesce(Person.name, ""), QuorumDecision.id,
    )
    .outerjoin(Person, Person.id == QuorumDecision.decided_by_id)
    .where(QuorumDecision.round_id == _ROUND)
)  # fmt: skip
_OF_REOPENINGS = (
    select(
        literal(_DECIDED), _NO_NUMBER, _NO_NUMBER, RoundReopening.reason, _NO_POINTS, _NO_POINTS,
        RoundReopening.reopened_at, func.coalesce(Person.name, ""), RoundReopening.id,
    )
    .outerjoin(Person, Person.id == RoundReopening.reopened_by_id)
    .where(RoundReopening.round_id == _ROUND)
)  # fmt: skip
_BEGUN = papers_begun(_ROUND)
_IN_ORDER = func.row_number().over(
    order_by=(RoundEntry.number, RoundEntry.entry_id, Person.sort_key, Person.id)
)  # fmt: skip
_OF_PAPERS = (
    select(
        literal(_PAPER), _BEGUN.c.entry_id, _BEGUN.c.judge_id, _BEGUN.c.code, _NO_POINTS, _NO_POINTS, _NO_TIME,
        _BEGUN.c.state, _IN_ORDER,
    )
    .join(RoundEntry, (RoundEntry.entry_id == _BEGUN.c.entry_id) & (RoundEntry.round_id == _ROUND))
    .join(Person, Person.id == _BEGUN.c.judge_id)
)  # fmt: skip
_FACTS = union_all(_OF_SHEETS, _OF_CONFLICTS, _OF_CASES, _OF_QUORUMS, _OF_REOPENINGS, _OF_PAPERS)


class _Fact(NamedTuple):
    """Something known of a round, of one of the kinds above."""

    kind: int
    entry_id: int | None
    number: int | None
    said: str
    high: Decimal | None
    low: Decimal | None
    at: datetime | None
    more: str
    place: int


class Facts(NamedTuple):
    """The same, sorted out; sheets: of the entries that are held."""

    sheets: int
    recused: frozenset[tuple[int, int]]
    cases: CaseStates
    decided: list[Decision]
    begun: list[WaitingPaper]


def facts_of(round_id: int, reach: Reach) -> tuple[dict[int, Held], Facts]:
    """The entries in reach in the order of their numbers, and what else is known of the round."""
    asked = {"round_id": round_id}
    held = {row[0]: Held(row[1], row[2]) for row in ask(_ENTRIES.where(within(reach)), asked)}
    return held, _known(held, map(_Fact._make, ask(_FACTS, asked)))


def _known(held: dict[int, Held], facts: Iterable[_Fact]) -> Facts:
    """The facts sorted out; what is said of sheets goes to the entries that are `held`."""
    sheets, recused, others = 0, set[tuple[int, int]](), list[_Fact]()
    for one in facts:
        if one.kind == _SHEETS:
            if one.entry_id in held:
                sheets += one.number or 0
                spread = None if one.high is None or one.low is None else one.high - one.low
                held[one.entry_id] = held[one.entry_id]._replace(sheets=one.said, spread=spread)
        elif one.kind == _RECUSED:
            recused.add((one.entry_id or 0, one.number or 0))
        else:
            others.append(one)
    cases = sorted((one for one in others if one.kind == _CASE), key=lambda one: one.place)
    closed = {one.entry_id or 0: one.high for one in cases if one.said == "closed" and one.high is not None}
    still = {one.entry_id or 0: one.said for one in cases if one.said != "closed"}
    decided = [
        Decision(one.at, one.more, one.entry_id, one.number, one.said)
        for one in sorted((one for one in others if one.kind == _DECIDED), key=_when)
        if one.at is not None
    ]
    papers = sorted((one for one in others if one.kind == _PAPER), key=lambda one: one.place)
    begun = [WaitingPaper(one.said, one.more, one.entry_id or 0, one.number or 0) for one in papers]
    return Facts(sheets, frozenset(recused), CaseStates(still, closed), decided, begun)


def _when(fact: _Fact) -> tuple[str, int]:
    return fact.at.isoformat() if fact.at else "", fact.place
