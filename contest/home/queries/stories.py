"""Everything known about one entry, from the first decision to the prize, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import and_, func, select

from contest.entries.queries import EntryBrief, HistoryLine, briefs, history
from contest.foundation.database import ask
from contest.home.queries.states import public_status_of
from contest.juries.models import Assignment, Council, JudgingRound, RoundEntry
from contest.juries.queries import StandInLine, stand_in_history
from contest.people.models import Person
from contest.prizes.models import Award, AwardChange
from contest.ranking.models import Placing, RankingRun
from contest.results.queries import AboveRow, results_above
from contest.scoring.models import ScoreSheet
from contest.screening.models import ScreeningDecision


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision of the screening."""

    at: datetime
    by_name: str
    verdict: str
    reason: str
    supplement_by: date | None


@dataclass(frozen=True, slots=True)
class StorySheet:
    """A judge's sheet, or the empty place of one that was asked for."""

    judge: str
    state: str
    total: Decimal | None
    comment: str
    reason: str


@dataclass(frozen=True, slots=True)
class StoryRound:
    """A round the entry is in; `sheets` is None while the reader may not see them."""

    key: str
    state: str
    number: str
    council: str
    sheets: Sequence[StorySheet] | None
    rank: int | None
    points: Decimal | None
    status: str
    goes_on: bool | None


@dataclass(frozen=True, slots=True)
class StoryAward:
    """A prize, proposed or confirmed, with the sentence that says why."""

    award_key: str
    tier_key: str
    state: str
    amount_vnd: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class StoryChange:
    """The organisers departed from the proposal."""

    at: datetime
    by_name: str
    from_tier: str
    to_tier: str
    reason: str


@dataclass(frozen=True, slots=True)
class Story:
    """One entry through all rooms."""

    entry: EntryBrief
    status: str
    decisions: Sequence[Decided]
    rounds: Sequence[StoryRound]
    awards: Sequence[StoryAward]
    changes: Sequence[StoryChange]
    above: Sequence[AboveRow]
    history: Sequence[HistoryLine]
    stand_ins: Sequence[StandInLine]


def story(edition_id: int, entry_id: int, *, sees_open_rounds: bool = False) -> Story | None:
    """The whole story; None when the edition has no such entry. Sheets of open rounds only for who may see them."""
    brief = briefs(edition_id, [entry_id]).get(entry_id)
    if brief is None:
        return None
    return Story(
        entry=brief,
        status=public_status_of(edition_id, entry_id),
        decisions=_decisions(entry_id),
        rounds=_rounds(entry_id, sees_open_rounds),
        awards=_awards(entry_id),
        changes=_changes(entry_id),
        above=results_above(edition_id, entry_id),
        history=history(edition_id, entry_id),
        stand_ins=stand_in_history(edition_id, entry_id),
    )


def _decisions(entry_id: int) -> list[Decided]:
    rows = ask(
        select(
            ScreeningDecision.decided_at,
            func.coalesce(Person.name, ""),
            ScreeningDecision.verdict,
            ScreeningDecision.reason,
            ScreeningDecision.supplement_by,
        )
        .outerjoin(Person, Person.id == ScreeningDecision.decided_by_id)
        .where(ScreeningDecision.entry_id == entry_id)
        .order_by(ScreeningDecision.id.desc())
    )
    return [Decided(*row) for row in rows]


def _rounds(entry_id: int, sees_open: bool) -> list[StoryRound]:
    newest = (
        select(func.max(RankingRun.number)).where(RankingRun.round_id == JudgingRound.id).correlate(JudgingRound)
    ).scalar_subquery()
    rows = ask(
        select(
            JudgingRound.id,
            JudgingRound.key,
            JudgingRound.state,
            RoundEntry.number,
            func.coalesce(Council.name, ""),
            Placing.rank,
            Placing.points,
            func.coalesce(Placing.status, ""),
            Placing.goes_on,
        )
        .join(JudgingRound, JudgingRound.id == RoundEntry.round_id)
        .outerjoin(Council, Council.id == RoundEntry.council_id)
        .outerjoin(RankingRun, and_(RankingRun.round_id == JudgingRound.id, RankingRun.number == newest))
        .outerjoin(Placing, and_(Placing.run_id == RankingRun.id, Placing.entry_id == RoundEntry.entry_id))
        .where(RoundEntry.entry_id == entry_id)
        .order_by(JudgingRound.id)
    ).all()
    sheets = _sheets(entry_id)
    return [_round(row, sheets, sees_open) for row in rows]


def _round(row: Any, sheets: Mapping[int, list[StorySheet]], sees_open: bool) -> StoryRound:
    round_id, key, state, number, council, rank, points, status, goes_on = row
    visible = sees_open or state == "closed"
    shown = sheets.get(round_id, []) if visible else None
    if not visible:
        rank, points, status, goes_on = None, None, "", None
    return StoryRound(key, state, number, council, shown, rank, points, status, goes_on)


def _sheets(entry_id: int) -> dict[int, list[StorySheet]]:
    rows = ask(
        select(
            Assignment.round_id,
            Person.name,
            func.coalesce(ScoreSheet.state, ""),
            ScoreSheet.total,
            func.coalesce(ScoreSheet.comment, ""),
            func.coalesce(ScoreSheet.reason, ""),
        )
        .join(Person, Person.id == Assignment.judge_id)
        .outerjoin(
            ScoreSheet,
            and_(
                ScoreSheet.round_id == Assignment.round_id,
                ScoreSheet.entry_id == Assignment.entry_id,
                ScoreSheet.judge_id == Assignment.judge_id,
            ),
        )
        .where(Assignment.entry_id == entry_id, Assignment.removed_at.is_(None))
        .order_by(Assignment.round_id, Person.sort_key)
    )
    found: dict[int, list[StorySheet]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(StorySheet(*row[1:]))
    return found


def _awards(entry_id: int) -> list[StoryAward]:
    rows = ask(
        select(Award.award_key, Award.tier_key, Award.state, Award.amount_vnd, Award.reason)
        .where(Award.entry_id == entry_id, Award.state != "removed")
        .order_by(Award.id)
    )
    return [StoryAward(*row) for row in rows]


def _changes(entry_id: int) -> list[StoryChange]:
    rows = ask(
        select(
            AwardChange.changed_at,
            func.coalesce(Person.name, ""),
            AwardChange.from_tier,
            AwardChange.to_tier,
            AwardChange.reason,
        )
        .outerjoin(Person, Person.id == AwardChange.changed_by_id)
        .where(AwardChange.entry_id == entry_id)
        .order_by(AwardChange.id)
    )
    return [StoryChange(*row) for row in rows]
