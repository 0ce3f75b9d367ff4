"""Plans that were kept, the difference a plan would make, and the pages of an assignment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import func, select

from contest.editions.queries import edition_by_id, regulation_of
from contest.editions.rules.stages import stage_word
from contest.foundation.database import db
from contest.foundation.refusal import Reason
from contest.juries.models import AssignmentPlan, JudgingRound
from contest.juries.queries.planning import demand_of, round_rules
from contest.juries.queries.rounds import RoundCard, entry_counts, rounds
from contest.juries.queries.sitting import (
    MOST_SHOWN,
    Bench,
    ShortRow,
    barred_pairs,
    bench,
    council_counts,
    short_rows,
)
from contest.juries.rules.opening import Readiness, why_not_open
from contest.juries.rules.planning import Demand, bands_for
from contest.juries.rules.workload import Band, is_lopsided, loads_of


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round of the regulation in the list of rounds; state "" while it was not prepared."""

    key: str
    name: str
    state: str
    blind: bool
    judges_per_entry: str
    entries: int


@dataclass(frozen=True, slots=True)
class LoadLine:
    """A judge's load now and in the plan, with the band aimed at."""

    judge_id: int
    name: str
    council: str
    load: int
    planned: int | None
    low: int
    high: int
    lopsided: bool


@dataclass(frozen=True, slots=True)
class ShortLine:
    """An entry that lacks judges, and why."""

    entry_id: int
    code: str
    title: str
    have: int
    reason: str


@dataclass(frozen=True, slots=True)
class PlanPart:
    """The newest plan that was not applied."""

    id: int
    seed: int
    made_at: datetime
    seconds: Decimal
    added: int
    removed: int
    kept: int
    per_entry: tuple[int, int]
    short_count: int
    short: tuple[ShortLine, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BoardPage:
    """The page of a round's assignment."""

    round_key: str
    name: str
    state: str
    blind: bool
    wanted: str
    entries: int = 0
    complete: int = 0
    least: int = 0
    most: int = 0
    mean: Decimal = Decimal(0)
    loads: tuple[LoadLine, ...] = ()
    plan: PlanPart | None = None
    missing: tuple[ShortLine, ...] = ()
    why_not_open: tuple[Reason, ...] = ()
    is_first: bool = True


def round_lines(edition_id: int) -> list[RoundLine]:
    """Every round of the regulation with its state."""
    cards = {card.key: card for card in rounds(edition_id)}
    counts = entry_counts(edition_id)
    return [
        RoundLine(
            rules.key,
            rules.name,
            cards[rules.key].state if rules.key in cards else "",
            rules.blind,
            wanted_words(rules.judges_per_entry),
            counts.get(cards[rules.key].id, 0) if rules.key in cards else 0,
        )
        for rules in regulation_of(edition_id).rounds
    ]


def wanted_words(judges_per_entry: int | str) -> str:
    """How many judges an entry gets, in words."""
    return "cả hội đồng" if isinstance(judges_per_entry, str) else f"{judges_per_entry} giám khảo"


def _round_and_plan(edition_id: int, round_key: str) -> tuple[RoundCard, AssignmentPlan | None] | None:
    """The round with its newest plan when that was not applied."""
    newest = (
        select(func.max(AssignmentPlan.id))
        .where(AssignmentPlan.round_id == JudgingRound.id)
        .correlate(JudgingRound)
        .scalar_subquery()
    )
    row = db.session.execute(
        select(
            JudgingRound.id,
            JudgingRound.key,
            JudgingRound.state,
            JudgingRound.opened_at,
            JudgingRound.closed_at,
            AssignmentPlan,
        )
        .outerjoin(AssignmentPlan, AssignmentPlan.id == newest)
        .where(JudgingRound.edition_id == edition_id, JudgingRound.key == round_key)
    ).one_or_none()
    if row is None:
        return None
    plan = row[5] if row[5] is not None and row[5].applied_at is None else None
    return RoundCard(*row[:5]), plan


def readiness(edition_id: int, card: RoundCard) -> Readiness:
    """How ready a prepared round is to be opened."""
    stage = edition_by_id(edition_id).stage
    rules = round_rules(edition_id, card.key)
    short, count = short_rows(card.id, _need(rules.judges_per_entry))
    entries = sum(council_counts(card.id).values())
    return _readiness(rules.name, card.state, stage, entries, short, count, barred_pairs(edition_id, card.id))


def _readiness(
    name: str, state: str, stage: str, entries: int, short: list[ShortRow], count: int, barred: list[tuple[str, str]]
) -> Readiness:
    return Readiness(name, state, stage, stage_word(stage), entries, [row.code for row in short], count, barred)


def _need(judges_per_entry: int | str) -> int:
    """How many judges an entry must have before the round opens; of a whole council at least one."""
    return judges_per_entry if isinstance(judges_per_entry, int) else 1


def board(edition_id: int, round_key: str, stage: str) -> BoardPage:
    """The page of a round's assignment; state "" until the round is prepared. Raises Refusal: jury_round_unknown."""
    regulation = regulation_of(edition_id)
    rules = regulation.round_of(round_key) or round_rules(edition_id, round_key)
    wanted = wanted_words(rules.judges_per_entry)
    found = _round_and_plan(edition_id, round_key)
    if found is None:
        is_first = round_key == regulation.rounds[0].key
        return BoardPage(round_key, rules.name, "", rules.blind, wanted, is_first=is_first)
    card, kept = found
    counts = council_counts(card.id)
    short, short_count = short_rows(card.id, _need(rules.judges_per_entry))
    lines = _loads(bench(edition_id, card.id), demand_of(rules), counts, kept)
    figures = loads_of({line.judge_id: line.load for line in lines})
    entries = sum(counts.values())
    ready = _readiness(rules.name, card.state, stage, entries, short, short_count, barred_pairs(edition_id, card.id))
    return BoardPage(
        round_key=round_key,
        name=rules.name,
        state=card.state,
        blind=rules.blind,
        wanted=wanted,
        entries=entries,
        complete=entries - short_count,
        least=figures.least,
        most=figures.most,
        mean=figures.mean,
        loads=tuple(lines),
        plan=None if kept is None else _plan_part(kept),
        missing=tuple(ShortLine(*row, "") for row in short),
        why_not_open=tuple(why_not_open(ready)),
    )


def _plan_part(kept: AssignmentPlan) -> PlanPart:
    result = kept.result
    return PlanPart(
        kept.id,
        kept.seed,
        kept.made_at,
        Decimal(str(result["seconds"])),
        result["added"],
        result["removed"],
        result["kept"],
        (result["per_entry"][0], result["per_entry"][1]),
        len(result["short"]),
        tuple(
            ShortLine(one["entry"], one["code"], one["title"], one["have"], one["reason"])
            for one in result["short"][:MOST_SHOWN]
        ),
        tuple(result["remarks"]),
    )


def _loads(
    everybody: Bench, demand: Demand, counts: Mapping[int | None, int], kept: AssignmentPlan | None
) -> list[LoadLine]:
    bands = bands_for(demand, [one.judge for one in everybody.sitters], counts)
    planned = None if kept is None else dict(kept.result["loads"])
    lines = []
    for judge, load, _ in everybody.sitters:
        if judge.id in bands or load:
            band = bands.get(judge.id, Band(0.0, 0, 0))
            shown = load if planned is None else planned.get(judge.id, 0)
            council = "; ".join(everybody.councils[seat.council_id] for seat in judge.seats)
            after = None if planned is None else shown
            lopsided = is_lopsided(shown, band)
            lines.append(LoadLine(judge.id, judge.name, council, load, after, band.low, band.high, lopsided))
    return lines
