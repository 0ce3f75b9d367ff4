"""Plans that were kept, the difference a plan would make, and the pages of an assignment."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select

from contest.editions.queries import edition_by_id, regulation_of
from contest.editions.rules.stages import stage_word
from contest.foundation.database import db
from contest.foundation.refusal import Reason
from contest.juries.models import AssignmentPlan, JudgingRound
from contest.juries.queries.planning import demand_of, round_rules
from contest.juries.queries.rounds import RoundCard, entry_counts, rounds
from contest.juries.queries.sitting import Bench, ShortRow, barred_names, bench, layout_of, short_rows
from contest.juries.queries.sums import RoundSums, bench_counts, round_sums
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


class RoundNow(NamedTuple):
    """A round with how many entries of each council were last linked, and the newest plan when it was not applied."""

    card: RoundCard
    links: int
    plan: "KeptPlan | None"


class KeptPlan(NamedTuple):
    """A plan as it is kept, without its pairs."""

    id: int
    seed: int
    made_at: datetime
    result: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """An entry whose judges a plan changes: names of who goes and who comes."""

    entry_id: int
    code: str
    title: str
    going: tuple[str, ...]
    coming: tuple[str, ...]


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
    changes_count: int
    changes: tuple[ChangeLine, ...]
    linked: int


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
    links: int = 0
    may_link: bool = False


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


_NEWEST = (
    select(func.max(AssignmentPlan.id))
    .where(AssignmentPlan.round_id == JudgingRound.id)
    .correlate(JudgingRound)
    .scalar_subquery()
)
_ROUND_AND_PLAN = (
    select(
        JudgingRound.id, JudgingRound.key, JudgingRound.state, JudgingRound.opened_at, JudgingRound.closed_at,
        JudgingRound.links, AssignmentPlan.id, AssignmentPlan.seed, AssignmentPlan.made_at, AssignmentPlan.result,
    )
    .outerjoin(AssignmentPlan, (AssignmentPlan.id == _NEWEST) & AssignmentPlan.applied_at.is_(None))
    .where(JudgingRound.edition_id == bindparam("edition_id"), JudgingRound.key == bindparam("round_key"))
)  # fmt: skip


def _round_and_plan(edition_id: int, round_key: str) -> RoundNow | None:
    row = db.session.execute(_ROUND_AND_PLAN, {"edition_id": edition_id, "round_key": round_key}).one_or_none()
    if row is None:
        return None
    return RoundNow(RoundCard(*row[:5]), row[5], None if row[6] is None else KeptPlan(*row[6:]))


def readiness(edition_id: int, card: RoundCard) -> Readiness:
    """How ready a prepared round is to be opened."""
    rules = round_rules(edition_id, card.key)
    sums = round_sums(edition_id, card.id, _need(rules.judges_per_entry))
    return _readiness(rules.name, card.state, edition_by_id(edition_id).stage, sums, short_rows(sums.short))


def _readiness(name: str, state: str, stage: str, sums: RoundSums, short: list[ShortRow]) -> Readiness:
    barred = barred_names(sums.barred) if state == "preparing" else ()
    entries, codes = sum(sums.councils.values()), [row.code for row in short]
    return Readiness(name, state, stage, stage_word(stage), entries, codes, sums.short_count, barred)


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
    card, links, kept = found
    demand = replace(demand_of(rules), links=links if kept is None else kept.result["links"])
    sums = round_sums(edition_id, card.id, _need(rules.judges_per_entry))
    short = short_rows(sums.short)
    layout = layout_of(regulation, round_key)
    counts = bench_counts(edition_id, card.id, sums, layout)
    lines = _loads(bench(edition_id, sums.loads, layout), demand, counts, kept)
    figures = loads_of({line.judge_id: line.load for line in lines})
    entries = sum(sums.councils.values())
    ready = _readiness(rules.name, card.state, stage, sums, short)
    return BoardPage(
        round_key=round_key,
        name=rules.name,
        state=card.state,
        blind=rules.blind,
        wanted=wanted,
        entries=entries,
        complete=entries - sums.short_count,
        least=figures.least,
        most=figures.most,
        mean=figures.mean,
        loads=tuple(lines),
        plan=None if kept is None else _plan_part(kept),
        missing=tuple(ShortLine(*row, "") for row in short),
        why_not_open=tuple(why_not_open(ready)),
        links=demand.links,
        may_link=not demand.joint and isinstance(demand.judges_per_entry, int) and len(counts) > 1,
    )


def _plan_part(kept: KeptPlan) -> PlanPart:
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
        result["short_count"],
        tuple(
            ShortLine(one["entry"], one["code"], one["title"], one["have"], one["reason"]) for one in result["short"]
        ),
        tuple(result["remarks"]),
        result["changes_count"],
        tuple(
            ChangeLine(one["entry"], one["code"], one["title"], tuple(one["out"]), tuple(one["in"]))
            for one in result["changes"]
        ),
        result["linked"],
    )


def _loads(everybody: Bench, demand: Demand, counts: Mapping[int | None, int], kept: KeptPlan | None) -> list[LoadLine]:
    bands = bands_for(demand, tuple(one.judge for one in everybody.sitters), frozenset(counts.items()))
    planned = None if kept is None else dict(kept.result["loads"])
    lines = []
    for judge, load, _ in everybody.sitters:
        if judge.id in bands or load:
            band = bands.get(judge.id, Band(0.0, 0, 0))
            shown = load if planned is None else planned.get(judge.id, 0)
            council = "; ".join(dict.fromkeys(everybody.councils[seat.council_id] for seat in judge.seats))
            after = None if planned is None else shown
            lopsided = is_lopsided(shown, band)
            lines.append(LoadLine(judge.id, judge.name, council, load, after, band.low, band.high, lopsided))
    return lines
