"""What a round's closing looks at: the report of the rules, with the names its sentences need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import null, select

from contest.editions.queries import regulation_of
from contest.entries.models import Entry
from contest.entries.rules import OUT
from contest.foundation.database import db
from contest.foundation.refusal import Reason
from contest.foundation.vietnamese import name_key
from contest.juries.models import Assignment, JudgingRound, RoundEntry
from contest.people.models import Person
from contest.scoring.models import QuorumDecision, RoundReopening, Score, ScoreSheet
from contest.scoring.queries.cases import compares_cells, waiting_cases
from contest.scoring.queries.papers import papers_begun
from contest.scoring.queries.rounds import ScoredRound
from contest.scoring.queries.sheets import SheetRow, sheets_of
from contest.scoring.queries.sums import Reach, within
from contest.scoring.rules import (
    ClosingReport,
    EntryInRound,
    WaitingCase,
    WaitingPaper,
    closing_report,
    why_not_close,
)
from contest.scoring.rules.ways import Effect, lowered_to, marked


class Decision(NamedTuple):
    """Something decided about a round: a lowered quorum (of an entry or of all), or (none) that it was opened again."""

    at: datetime
    by: str
    entry_id: int | None
    quorum: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Closing:
    """The report of one round, the sheets it was made from, and what entries and judges are called."""

    round: ScoredRound
    report: ClosingReport
    sheets: Sequence[SheetRow]
    entries: Mapping[int, str]
    judges: Mapping[int, str]
    lowered: Mapping[int, int]
    in_round: Sequence[EntryInRound]
    decided: Sequence[Decision]

    @property
    def why_not(self) -> list[Reason]:
        """Everything that keeps the round open."""
        return why_not_close(self.report, self.round.state, self.entries, self.judges)


def closing_of(round_: ScoredRound, reach: Reach = None) -> Closing:
    """What keeps the round open, in the councils in reach. Four queries, five where cells are compared."""
    numbers, judges, assigned, begun = _assigned(round_.id, reach)
    given = sheets_of(round_.id, round_.criteria, cells=compares_cells(round_))
    sheets = [sheet for sheet in given if sheet.entry_id in numbers]
    states: dict[int, dict[int, str]] = {entry_id: {} for entry_id in numbers}
    for sheet in sheets:
        states[sheet.entry_id][sheet.judge_id] = sheet.state
    entries = [EntryInRound(entry_id, tuple(assigned[entry_id]), states[entry_id]) for entry_id in numbers]
    decided = _decisions(round_.id)
    lowered = {one.entry_id or 0: one.quorum for one in decided if one.quorum is not None}
    report = closing_report(
        round_.rules, entries, lowered, waiting_cases(round_, entries, sheets), papers_waiting(begun, states)
    )
    return Closing(round_, report, sheets, numbers, judges, lowered, entries, decided)


def absence_effect(closing: Closing, judge_id: int) -> Effect:
    """What marking all that a judge has not handed in would change. Two queries more."""
    round_ = closing.round
    begun = db.session.scalars(
        select(ScoreSheet.entry_id)
        .join(Score, Score.sheet_id == ScoreSheet.id)
        .where(ScoreSheet.round_id == round_.id, ScoreSheet.judge_id == judge_id, Score.state == "scored")
    )
    entries = marked(closing.in_round, judge_id, set(begun))
    cases = waiting_cases(round_, entries, closing.sheets)
    return Effect(closing.report, _report(closing, entries, closing.lowered, cases))


def quorum_effect(closing: Closing, entry_id: int | None, quorum: int) -> Effect:
    """What lowering the number of sheets would change."""
    lowered = lowered_to(closing.lowered, entry_id, quorum)
    return Effect(closing.report, _report(closing, closing.in_round, lowered, closing.report.cases))


def _report(
    closing: Closing, entries: Sequence[EntryInRound], lowered: Mapping[int, int], cases: Sequence[WaitingCase]
) -> ClosingReport:
    """The report as it would be; no way out touches what waits on paper."""
    return closing_report(closing.round.rules, entries, lowered, cases, closing.report.papers)


def _decisions(round_id: int) -> list[Decision]:
    """Lowered quorums and reopenings, in order. One query."""
    quorums = select(
        QuorumDecision.decided_at,
        QuorumDecision.decided_by_id,
        QuorumDecision.entry_id,
        QuorumDecision.quorum,
        QuorumDecision.reason,
        QuorumDecision.id.label("place"),
    ).where(QuorumDecision.round_id == round_id)
    opened = select(
        RoundReopening.reopened_at,
        RoundReopening.reopened_by_id,
        null(),
        null(),
        RoundReopening.reason,
        RoundReopening.id,
    ).where(RoundReopening.round_id == round_id)
    both = quorums.union_all(opened).subquery()
    rows = db.session.execute(
        select(both.c.decided_at, Person.name, both.c.entry_id, both.c.quorum, both.c.reason)
        .outerjoin(Person, Person.id == both.c.decided_by_id)
        .order_by(both.c.decided_at, both.c.place)
    )
    return [Decision(at, by or "", entry_id, quorum, reason) for at, by, entry_id, quorum, reason in rows]


def papers_waiting(begun: Sequence[WaitingPaper], states: Mapping[int, Mapping[int, str]]) -> list[WaitingPaper]:
    """Those that could still become a score, each once: nothing was handed in otherwise, nobody is in conflict."""
    found: dict[str, WaitingPaper] = {}
    for paper in begun:
        if states[paper.entry_id].get(paper.judge_id) not in ("submitted", "left_out", "set_aside", "recused"):
            found.setdefault(paper.code, paper)
    return sorted(found.values(), key=lambda one: one.code)


def _assigned(
    round_id: int, reach: Reach
) -> tuple[dict[int, str], dict[int, str], dict[int, list[int]], list[WaitingPaper]]:
    """The entries by number, their judges by name, who is to judge what, and what of it somebody began to key in."""
    paper = papers_begun(round_id)
    rows = db.session.execute(
        select(RoundEntry.entry_id, RoundEntry.number, Person.id, Person.name, paper.c.code, paper.c.state)
        .join(Entry, Entry.id == RoundEntry.entry_id)
        .outerjoin(
            Assignment,
            (Assignment.round_id == RoundEntry.round_id)
            & (Assignment.entry_id == RoundEntry.entry_id)
            & Assignment.removed_at.is_(None),
        )
        .outerjoin(Person, Person.id == Assignment.judge_id)
        .outerjoin(paper, (paper.c.entry_id == RoundEntry.entry_id) & (paper.c.judge_id == Assignment.judge_id))
        .where(RoundEntry.round_id == round_id, Entry.status.not_in(OUT), within(reach))
        .order_by(RoundEntry.number, RoundEntry.entry_id, Person.sort_key, Person.id)
    ).all()
    numbers: dict[int, str] = {}
    assigned: dict[int, list[int]] = {}
    names: dict[int, str] = {}
    begun: list[WaitingPaper] = []
    for entry_id, number, judge_id, name, code, state in rows:
        numbers[entry_id] = number
        own = assigned.setdefault(entry_id, [])
        if judge_id is not None:
            own.append(judge_id)
            names[judge_id] = name
        if code is not None:
            begun.append(WaitingPaper(code, state, entry_id, judge_id))
    ordered = sorted(names.items(), key=lambda item: (name_key(item[1]), item[0]))
    return numbers, dict(ordered), assigned, begun


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


def lowered_quorums(round_id: int) -> dict[int, int]:
    """The recorded decisions by entry id; 0 is the whole round's. The last one counts."""
    rows = db.session.execute(
        select(QuorumDecision.entry_id, QuorumDecision.quorum)
        .where(QuorumDecision.round_id == round_id)
        .order_by(QuorumDecision.id)
    )
    return {entry_id or 0: quorum for entry_id, quorum in rows}


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
