"""Plans that were kept, the difference a plan would make, and the pages of an assignment."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import func, select

from contest.editions.queries import regulation_of
from contest.editions.rules.stages import stage_word
from contest.foundation.database import db
from contest.foundation.refusal import Reason
from contest.juries.models import AssignmentPlan, JudgingRound
from contest.juries.queries.planning import facts_of, round_rules
from contest.juries.queries.rounds import RoundCard, entry_counts, rounds
from contest.juries.rules.planning import Facts, PlanEntry, bands_of
from contest.juries.rules.workload import Band, is_lopsided, loads_of

_MOST_SHOWN = 100
_NAMED = 10


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


def incomplete(facts: Facts) -> list[tuple[int, int]]:
    """Entries with fewer judges than the round asks for, with how many they have now."""
    counts = Counter(entry for entry, _ in facts.current)
    wanted = facts.demand.judges_per_entry
    need = wanted if isinstance(wanted, int) else 1
    return [(entry.id, counts[entry.id]) for entry in facts.entries if counts[entry.id] < need]


def why_not_open(name: str, state: str, facts: Facts, stage: str) -> list[Reason]:
    """Every reason for which a round cannot be opened in this stage of the edition."""
    if state == "open":
        return [Reason("jury_round_open", {"round": name})]
    if state == "closed":
        return [Reason("jury_round_closed", {"round": name})]
    if not facts.entries:
        return [Reason("jury_round_empty", {"round": name})]
    reasons = []
    if stage != "judging":
        reasons.append(Reason("jury_stage_not_judging", {"stage": stage_word(stage)}))
    barred = {(entry, judge) for judge, entry in facts.conflicts} & facts.current
    labels = {entry.id: entry.label for entry in facts.entries}
    names = {judge.id: judge.name for judge in facts.judges}
    for entry, judge in sorted(barred):
        reasons.append(Reason("pair_in_conflict", {"judge": names.get(judge, ""), "entry": labels.get(entry, "")}))
    short = incomplete(facts)
    if short:
        more = f" và {len(short) - _NAMED} hồ sơ khác" if len(short) > _NAMED else ""
        shown = ", ".join(labels[entry] for entry, _ in short[:_NAMED]) + more
        reasons.append(Reason("plan_incomplete", {"count": len(short), "entries": shown}))
    return reasons


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
    facts = facts_of(edition_id, card, regulation)
    planned = None if kept is None else Counter(judge for _, judge in kept.result["pairs"])
    short = incomplete(facts)
    entries = {entry.id: entry for entry in facts.entries}
    lines = _loads(facts, planned)
    figures = loads_of({line.judge_id: line.load for line in lines})
    return BoardPage(
        round_key=round_key,
        name=rules.name,
        state=card.state,
        blind=rules.blind,
        wanted=wanted,
        entries=len(facts.entries),
        complete=len(facts.entries) - len(short),
        least=figures.least,
        most=figures.most,
        mean=figures.mean,
        loads=tuple(lines),
        plan=None if kept is None else _plan_part(kept, facts, entries),
        missing=tuple(_short_line(entries, entry, have, "") for entry, have in short[:_MOST_SHOWN]),
        why_not_open=tuple(why_not_open(rules.name, card.state, facts, stage)),
    )


def _plan_part(kept: AssignmentPlan, facts: Facts, entries: Mapping[int, PlanEntry]) -> PlanPart:
    pairs = {(entry, judge) for entry, judge in kept.result["pairs"]}
    counts = Counter(entry for entry, _ in pairs)
    per_entry = [counts[entry.id] for entry in facts.entries] or [0]
    short = [_short_line(entries, one["entry"], counts[one["entry"]], one["reason"]) for one in kept.result["short"]]
    return PlanPart(
        kept.id,
        kept.seed,
        kept.made_at,
        Decimal(str(kept.result["seconds"])),
        len(pairs - facts.current),
        len(facts.current - pairs),
        len(pairs & facts.current),
        (min(per_entry), max(per_entry)),
        len(short),
        tuple(short[:_MOST_SHOWN]),
        tuple(kept.result["remarks"]),
    )


def _short_line(entries: Mapping[int, PlanEntry], entry_id: int, have: int, reason: str) -> ShortLine:
    entry = entries.get(entry_id)
    return ShortLine(entry_id, entry.label if entry else "", entry.title if entry else "", have, reason)


def _loads(facts: Facts, planned: Mapping[int, int] | None) -> list[LoadLine]:
    bands = bands_of(facts)
    now = Counter(judge for _, judge in facts.current)
    idle = Band(0.0, 0, 0)
    return [
        LoadLine(
            judge.id,
            judge.name,
            "; ".join(facts.councils.get(seat.council_id, "") for seat in judge.seats),
            now[judge.id],
            None if planned is None else planned.get(judge.id, 0),
            bands.get(judge.id, idle).low,
            bands.get(judge.id, idle).high,
            is_lopsided(now[judge.id] if planned is None else planned.get(judge.id, 0), bands.get(judge.id)),
        )
        for judge in facts.judges
        if judge.id in bands or now[judge.id]
    ]
