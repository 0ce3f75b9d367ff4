"""Everything a result follows from, as one frozen value, and the result that follows from it.

The rounds are ranked one after another as the ranking's own deed does it, each with the figures of those before it;
the prizes follow the last.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from contest.editions.rules import Criterion, Round
from contest.prizes.rules.allocate import allocate
from contest.prizes.rules.plan import Allocation, Candidate, Plan
from contest.ranking.rules import Contender, Placed, own_points, rank_round
from contest.ranking.rules.combine import needed
from contest.scoring.rules import EntryInRound, sheets_needed

_NO_SHEETS: Mapping[int, str] = {}
# Stands for a prize where equals wait for a decision.
WAITS = "?"

Figures = Mapping[str, Mapping[int, Decimal]]


class Holder(NamedTuple):
    """What prizes know an entry by: its code, and the keys caps count by."""

    code: str
    unit: str = ""
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoundInput:
    """A ranked round: rules, criteria, entries with their sheets, votes on ties, decisions on quorums (0: for all)."""

    rules: Round
    criteria: tuple[Criterion, ...]
    contenders: tuple[Contender, ...]
    settlements: tuple[tuple[int, ...], ...] = ()
    lowered: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class World:
    """The ranked rounds in order, and the prizes.

    plan: None while no prizes were proposed; prize_round: the key of the round they follow; eligible: the field,
    division and council of every eligible entry, of which percentages are taken; decided: tiers given by hand ("":
    none).
    """

    rounds: tuple[RoundInput, ...]
    plan: Plan | None = None
    prize_round: str = ""
    holders: Mapping[int, Holder] = field(default_factory=dict)
    eligible: Mapping[int, tuple[str, str, str]] = field(default_factory=dict)
    decided: Mapping[int, str] = field(default_factory=dict)

    def code(self, entry_id: int) -> str:
        """How an entry is called."""
        holder = self.holders.get(entry_id)
        return holder.code if holder else ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What follows: the places in every round by entry, the prize of every entry that has one or waits for it."""

    rounds: Mapping[str, Mapping[int, Placed]]
    prizes: Mapping[int, str]


def standing(world: World) -> Standing:
    """Rank every round and give the prizes."""
    rounds: dict[str, dict[int, Placed]] = {}
    figures: dict[str, dict[int, Decimal]] = {}
    previous = ""
    for given in world.rounds:
        key = given.rules.key
        contenders = _first(given)
        if previous:
            contenders = tuple(_informed(given, each, figures, previous) for each in given.contenders)
        placed, _ = rank_round(
            given.rules, given.criteria, contenders, given.settlements, is_last=key == world.prize_round
        )
        rounds[key] = {each.entry_id: each for each in placed}
        figures[key] = _own(given.rules, placed)
        previous = key
    return Standing(rounds, _prizes(world, rounds))


def informed(world: World, key: str) -> RoundInput:
    """A round with what its entries bring from the rounds before, as it follows now. Raises StopIteration."""
    place = next(place for place, each in enumerate(world.rounds) if each.rules.key == key)
    given = world.rounds[place]
    if place == 0 or not (given.rules.carry or "earlier_round" in given.rules.ties):
        return replace(given, contenders=_first(given))
    before = standing(replace(world, rounds=world.rounds[:place], plan=None))
    figures = {
        each.rules.key: _own(each.rules, before.rounds[each.rules.key].values()) for each in world.rounds[:place]
    }
    previous = world.rounds[place - 1].rules.key
    return replace(given, contenders=tuple(_informed(given, each, figures, previous) for each in given.contenders))


def _own(rules: Round, placed: Iterable[Placed]) -> dict[int, Decimal]:
    """What every ranked entry reached in a round itself."""
    found = ((each.entry_id, own_points(rules, each)) for each in placed)
    return {entry_id: points for entry_id, points in found if points is not None}


def _first(given: RoundInput) -> tuple[Contender, ...]:
    """The entries of a round to which nothing is brought along, with the number of sheets they need."""
    if given.lowered or not isinstance(given.rules.judges_per_entry, int):
        return tuple(_informed(given, each, {}, "") for each in given.contenders)
    # The same for all.
    plain = Contender(0)
    asked = _needed(given, plain)
    as_asked = (None, asked) if needed(given.rules, plain) == asked else (asked,)
    return tuple([each if each.needed in as_asked else replace(each, needed=asked) for each in given.contenders])


def _informed(given: RoundInput, contender: Contender, figures: Figures, previous: str) -> Contender:
    """The entry with the figures of earlier rounds and the number of sheets it needs, as they follow now."""
    if not figures and not previous:
        # The first round brings nothing along.
        asked = _needed(given, contender)
        return contender if asked == needed(given.rules, contender) else replace(contender, needed=asked)
    weighed = [key for key, weight in given.rules.carry.items() if weight and key in figures]
    known = {key: figures[key][contender.entry_id] for key in weighed if contender.entry_id in figures[key]}
    kept = {key: points for key, points in contender.earlier.items() if key not in weighed}
    return replace(
        contender,
        earlier={**kept, **known},
        previous=figures[previous].get(contender.entry_id) if previous else contender.previous,
        needed=_needed(given, contender),
    )


def _needed(given: RoundInput, contender: Contender) -> int:
    if isinstance(given.rules.judges_per_entry, int):
        # So many are asked for whatever there is.
        return sheets_needed(given.rules, EntryInRound(contender.entry_id, (), _NO_SHEETS), given.lowered)
    states = {sheet.judge_id: sheet.state for sheet in contender.sheets if sheet.state != "missing"}
    judges = tuple(sheet.judge_id for sheet in contender.sheets)
    return sheets_needed(given.rules, EntryInRound(contender.entry_id, judges, states), given.lowered)


def _prizes(world: World, rounds: Mapping[str, Mapping[int, Placed]]) -> dict[int, str]:
    last = next((each for each in world.rounds if each.rules.key == world.prize_round), None)
    if world.plan is None or last is None:
        return {}
    places = rounds[world.prize_round]
    ranked = [each for each in last.contenders if places[each.entry_id].rank is not None]
    plan = replace(world.plan, bases=bases_of(world, rounds))
    return {**given_by(allocate(plan, [candidate_of(world, each, places) for each in ranked])), **world.decided}


def with_bases(world: World, before: Standing) -> World:
    """The world with what percentages are taken of counted as it is now."""
    if world.plan is None or world.prize_round not in before.rounds:
        return world
    return replace(world, plan=replace(world.plan, bases=bases_of(world, before.rounds)))


def given_by(allocation: Allocation) -> dict[int, str]:
    """The tier of every entry that has one by rule, WAITS for those whose tie is left to people."""
    found = {entry_id: WAITS for tie in allocation.ties if tie.is_pending for entry_id in tie.entry_ids}
    return found | {each.entry_id: each.tier_key for each in allocation.awards}


def candidate_of(world: World, contender: Contender, places: Mapping[int, Placed]) -> Candidate:
    """A ranked entry as the prizes see it."""
    placed = places[contender.entry_id]
    holder = world.holders.get(contender.entry_id, Holder(""))
    assert placed.rank is not None
    return Candidate(
        entry_id=contender.entry_id,
        code=holder.code,
        rank=placed.rank,
        points=placed.points,
        field_key=contender.field_key,
        division_key=contender.division_key,
        council_key=contender.council_key,
        unit=holder.unit,
        authors=holder.authors,
        grade=placed.grade,
    )


def bases_of(world: World, rounds: Mapping[str, Mapping[int, Placed]]) -> dict[tuple[str, str, str], int]:
    """What percentages are taken of, counted anew: eligible, judged in the first round, ranked in the last."""
    assert world.plan is not None
    if all(tier.quantity.percent is None for tier in world.plan.prizes.tiers):
        return {}
    first = world.rounds[0]
    last = next(each for each in world.rounds if each.rules.key == world.prize_round)
    found: dict[tuple[str, str, str], int] = {}
    for of, scopes in (
        ("eligible", list(world.eligible.values())),
        ("judged", _ranked(first, rounds[first.rules.key])),
        ("finalists", _ranked(last, rounds[last.rules.key])),
    ):
        for keys in scopes:
            for scope, key in zip(("edition", "field", "division", "council"), ("", *keys), strict=True):
                found[of, scope, key] = found.get((of, scope, key), 0) + 1
    return found


def _ranked(given: RoundInput, places: Mapping[int, Placed]) -> list[tuple[str, str, str]]:
    return [
        (each.field_key, each.division_key, each.council_key)
        for each in given.contenders
        if places[each.entry_id].rank is not None
    ]
