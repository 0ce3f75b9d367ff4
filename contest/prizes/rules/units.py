"""Awards of units: whom the figures speak for beyond doubt, which equals wait for a decision, each with its reason."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from contest.editions.rules import Regulation
from contest.editions.rules.awards import ExtraAward
from contest.foundation.refusal import Reason
from contest.foundation.vietnamese import fold
from contest.prizes.rules.deeds import DECIDABLE_STAGES
from contest.prizes.rules.extras import BY_PEOPLE, Suggestion


class UnitLine(NamedTuple):
    """A unit the figures speak for; waits: not all of its equals can have the award."""

    award_key: str
    unit: str
    place: int
    figure: str
    amount_vnd: int | None
    waits: bool
    reason: str

    @property
    def key(self) -> tuple[str, str]:
        """By what the award of the unit is known again."""
        return self.award_key, fold(self.unit)


class UnitDecision(NamedTuple):
    """How an award of a unit stands: see UnitAward."""

    award_key: str
    state: str
    is_by_hand: bool


def canonical_units(typed: Sequence[tuple[int | None, str]]) -> list[str]:
    """A key for each (unit of the directory, name as typed): one unit is one however spelt, two of one name are two.

    A name nobody could tie to the directory goes with the one unit that others under the same name are; where several
    are, it stands for itself. "" where no unit is named.
    """
    known: dict[str, set[int]] = {}
    for unit_id, name in typed:
        if unit_id is not None:
            known.setdefault(fold(name), set()).add(unit_id)
    keys = []
    for unit_id, name in typed:
        same = known.get(fold(name), set())
        meant = unit_id if unit_id is not None else next(iter(same)) if len(same) == 1 and name else None
        keys.append(fold(name) if meant is None else f"#{meant}")
    return keys


def awards_of_units(regulation: Regulation) -> list[ExtraAward]:
    """The regulation's awards for units, computed or chosen."""
    return [award for award in (*regulation.extra_awards, *regulation.topic_awards) if award.of == "units"]


def unit_lines(suggestion: Suggestion) -> list[UnitLine]:
    """The units of one award: those within its places, and after them equals too many for the places that are left."""
    award, lines = suggestion.award, []
    for each in suggestion.found:
        equals = [other for other in suggestion.found if other.place == each.place]
        waits = each.place - 1 + len(equals) > suggestion.places
        said = f"Hạng {each.place} trong các đơn vị: {each.figure}; {award.name} có {_places_words(suggestion)}."
        if waits:
            left = suggestion.places - (each.place - 1)
            said = f"{said[:-1]}; {len(equals)} đơn vị bằng nhau, còn {left} suất."
        lines.append(UnitLine(award.key, each.name, each.place, each.figure, award.amount, waits, said))
    return lines


def _places_words(suggestion: Suggestion) -> str:
    quantity = suggestion.award.quantity
    if quantity.exact is not None:
        return f"{quantity.exact} giải"
    return f"nhiều nhất {quantity.at_most} giải" if quantity.at_most is not None else "một giải"


def places_of_units(award: ExtraAward) -> int | None:
    """How many units may have an award; a computed one without a number goes to one, one by choice to any."""
    if award.quantity.exact is not None:
        return award.quantity.exact
    if award.quantity.at_most is not None:
        return award.quantity.at_most
    return None if award.by in BY_PEOPLE else 1


def undecided_units(regulation: Regulation, rows: Iterable[UnitDecision]) -> list[str]:
    """The names of awards in which equals still wait though places are left; filling them decides the tie."""
    found: list[str] = []
    rows = list(rows)
    for award in awards_of_units(regulation):
        own = [row for row in rows if row.award_key == award.key]
        given = sum(row.state in ("proposed", "confirmed") for row in own)
        most = places_of_units(award)
        if any(row.state == "waits" for row in own) and (most is None or given < most):
            found.append(award.name)
    return found


def why_not_unit(
    regulation: Regulation, stage: str, award_key: str, unit: str, units: Sequence[str], reason: str
) -> list[Reason]:
    """Why a unit's award cannot be decided; `units` are those with an entry in the edition."""
    reasons = []
    if stage not in DECIDABLE_STAGES:
        reasons.append(Reason("prize_not_now"))
    if award_key not in {award.key for award in awards_of_units(regulation)}:
        reasons.append(Reason("prize_extra_unknown", where="award"))
    if fold(unit) not in {fold(each) for each in units}:
        reasons.append(Reason("prize_unit_unknown", where="unit"))
    if not reason.strip():
        reasons.append(Reason("prize_reason_missing", where="reason"))
    return reasons


def unit_warnings(award: ExtraAward, given: int) -> list[Reason]:
    """What the organisers should know of giving one more; `given` counts those before it."""
    most = places_of_units(award)
    if most is None or given < most:
        return []
    return [Reason("prize_beyond_plan", {"tier": award.name, "planned": most, "given": given + 1})]
