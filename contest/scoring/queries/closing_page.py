"""What the page of closing shows of a round, from a row for each entry; of an entry that is complete nothing is read.

The deeds go by `closing_of`, which reads every sheet: tests compare the two after each deed.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from sqlalchemy import select

from contest.foundation.audit import CHANGE, change_seen, settled, until_a_change
from contest.foundation.database import ask
from contest.foundation.vietnamese import name_key
from contest.juries.queries import STAMP
from contest.scoring.queries.cases import compares_cells, waiting_cases
from contest.scoring.queries.closing import Closing, Decision, closing_of, judge_names, papers_waiting
from contest.scoring.queries.closing_facts import Held, facts_of
from contest.scoring.queries.rounds import ScoredRound
from contest.scoring.queries.sheets import sheets_of
from contest.scoring.queries.sums import Reach
from contest.scoring.rules import (
    ClosingReport,
    EntryInRound,
    MissingSheet,
    ShortEntry,
    WaitingCase,
    WaitingPaper,
    acts,
    closing_report,
)

# Of a judge who has more sheets to hand in, the rest is a number.
MOST_NAMED = 30


class JudgeLacking(NamedTuple):
    """A judge with sheets that say nothing yet: how many, and the first of them."""

    judge_id: int
    name: str
    sheets: int
    first: tuple[MissingSheet, ...]


@dataclass(frozen=True, slots=True)
class ClosingLook:
    """What keeps a round open, as its page says it. numbers, judges: what those that are named here are called."""

    entries: int
    sheets: int
    missing: int
    by_judge: tuple[JudgeLacking, ...]
    short: tuple[ShortEntry, ...]
    cases: tuple[WaitingCase, ...]
    papers: tuple[WaitingPaper, ...]
    decisions: tuple[Decision, ...]
    numbers: Mapping[int, str]
    judges: Mapping[int, str]

    @property
    def is_ready(self) -> bool:
        """Whether nothing is missing."""
        return bool(self.entries) and not (self.missing or self.short or self.cases or self.papers)


def closing_look(edition_id: int, round_: ScoredRound, reach: Reach = None) -> ClosingLook:
    """The page of closing in the councils in reach; kept until something happens to a sheet, a name or the rules."""

    def look() -> ClosingLook:
        # Cells are compared sheet by sheet, whatever an entry looks like from outside.
        return look_of(closing_of(round_, reach)) if compares_cells(round_) else _look(round_, reach)

    number, settled_now, *stamp = ask(_SEEN, {"edition_id": edition_id} | settled()).one()
    change_seen(number, settled_now)
    return until_a_change(("closing", round_.id, reach), look, beside=tuple(stamp))


# Whether anything changed: what the audit and what the ledger tells, in one question.
_SEEN = select(*CHANGE, *STAMP)


def look_of(closing: Closing) -> ClosingLook:
    """The same from every sheet."""
    return _said(closing.report, len(closing.sheets), closing.decided, closing.entries, closing.judges)


def _look(round_: ScoredRound, reach: Reach) -> ClosingLook:
    """Three questions at most, of which one is about every assignment and one about every sheet."""
    held, facts = facts_of(round_.id, reach)
    lowered = {one.entry_id or 0: one.quorum for one in facts.decided if one.quorum is not None}
    told = {one.entry_id for one in facts.begun} | {entry_id for entry_id, _ in facts.recused} | set(facts.cases.open)
    apart, enough = _far(round_, held), _enough(round_, lowered)
    entries = [
        _in_round(entry_id, one, facts.recused)
        for entry_id, one in held.items()
        if entry_id in told or entry_id in apart or not _is_complete(one, enough)
    ]
    own = {entry.entry_id: entry for entry in entries}
    begun = [one for one in facts.begun if one.entry_id in own and one.judge_id in own[one.entry_id].judge_ids]
    papers = papers_waiting(begun, {entry_id: one.sheets for entry_id, one in own.items()})
    given = sheets_of(round_.id, round_.criteria, cells=False, entry_ids=sorted(apart)) if apart else []
    cases = waiting_cases(round_, entries, given, facts.cases)
    report = closing_report(round_.rules, entries, lowered, cases, papers)
    whole = ClosingReport(len(held), report.missing, report.short, report.cases, report.papers)
    names = judge_names({*(sheet.judge_id for sheet in report.missing), *(paper.judge_id for paper in report.papers)})
    judges = dict(sorted(names.items(), key=lambda item: (name_key(item[1]), item[0])))
    numbers = {entry_id: one.number for entry_id, one in held.items()}
    return _said(whole, facts.sheets, facts.decided, numbers, judges)


def _far(round_: ScoredRound, held: Mapping[int, Held]) -> set[int]:
    """Entries whose sheets may lie too far apart; a sheet of somebody in conflict may only widen what is seen here."""
    limit = round_.rules.disagreement
    if limit is None or not acts(round_.rules):
        return set()
    return {entry_id for entry_id, one in held.items() if one.spread is not None and one.spread > limit.limit}


def _enough(round_: ScoredRound, lowered: Mapping[int, int]) -> int:
    """As many sheets as an entry can need at most, unless it has more judges than that."""
    judges = round_.rules.judges_per_entry
    return max(1, 0 if isinstance(judges, str) else judges, round_.rules.quorum or 0, *lowered.values())


def _is_complete(held: Held, enough: int) -> bool:
    """Whether exactly its judges handed in, every sheet counts, and they are enough, whatever is asked.

    Where the database wrote the same judges in another order the entry is looked at like those that are not.
    """
    return held.judges == held.sheets and held.judges.count(",") + 1 >= enough and held.judges != ""


def _in_round(entry_id: int, held: Held, recused: Collection[tuple[int, int]]) -> EntryInRound:
    states: dict[int, str] = {}
    for said in held.sheets.split(",") if held.sheets else ():
        judge, _, state = said.partition(":")
        states[int(judge)] = "recused" if (entry_id, int(judge)) in recused else state or "submitted"
    return EntryInRound(entry_id, tuple(map(int, held.judges.split(","))) if held.judges else (), states)


def _said(
    report: ClosingReport,
    sheets: int,
    decided: Sequence[Decision],
    numbers: Mapping[int, str],
    judges: Mapping[int, str],
) -> ClosingLook:
    """The report without what the page does not name."""
    by_judge: dict[int, list[MissingSheet]] = {}
    for sheet in report.missing:
        by_judge.setdefault(sheet.judge_id, []).append(sheet)
    lacking = tuple(
        JudgeLacking(judge_id, name, len(own), tuple(islice(own, MOST_NAMED)))
        for judge_id, name in judges.items()
        if (own := by_judge.get(judge_id))
    )
    decisions = tuple(one for one in reversed(decided) if one.entry_id is None or one.entry_id in numbers)
    named = {*_named(report, lacking), *(one.entry_id for one in decisions if one.entry_id is not None)}
    return ClosingLook(
        report.entries,
        sheets,
        len(report.missing),
        lacking,
        tuple(report.short),
        tuple(report.cases),
        tuple(report.papers),
        decisions,
        {entry_id: numbers[entry_id] for entry_id in named if entry_id in numbers},
        {paper.judge_id: judges[paper.judge_id] for paper in report.papers if paper.judge_id in judges},
    )


def _named(report: ClosingReport, lacking: Sequence[JudgeLacking]) -> Iterator[int]:
    for judge in lacking:
        yield from (sheet.entry_id for sheet in judge.first)
    yield from (one.entry_id for one in report.short)
    yield from (one.entry_id for one in report.cases)
    yield from (one.entry_id for one in report.papers)
