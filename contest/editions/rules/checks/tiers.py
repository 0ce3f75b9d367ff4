"""Prize tiers that can be filled: quantities, thresholds and amounts that fall from the best to the last."""

from collections.abc import Iterator, Mapping

from contest.editions.rules.awards import Quantity, Scope, Tier
from contest.editions.rules.checks.judging import bound
from contest.editions.rules.faults import Fault, Path
from contest.editions.rules.regulation import Regulation

_TIERS: Path = ("prizes", "tiers")


def places_of(regulation: Regulation, scope: Scope) -> set[str] | None:
    """The keys a scope counts by; None for the whole edition."""
    if scope == "edition":
        return None
    return {each.key for each in getattr(regulation, f"{scope}s")}


def quantities_say_one_thing(regulation: Regulation) -> Iterator[Fault]:
    """Exactly, at most, a percentage, or open: one of the four."""
    for number, tier in enumerate(regulation.prizes.tiers):
        yield from _one_quantity((*_TIERS, number, "quantity"), tier.quantity)
    for name in ("extra_awards", "topic_awards"):
        for number, award in enumerate(getattr(regulation, name)):
            yield from _one_quantity((name, number, "quantity"), award.quantity)


def _one_quantity(path: Path, quantity: Quantity) -> Iterator[Fault]:
    said = sum(each is not None for each in (quantity.exact, quantity.at_most, quantity.percent)) + quantity.open
    if said == 0 and not quantity.by_scope:
        yield Fault("regulation_quantity_missing", path)
    elif said > 1:
        yield Fault("regulation_quantity_of_one", path)


def scopes_exist(regulation: Regulation) -> Iterator[Fault]:
    """Prizes by division need divisions; numbers of single places name places of that scope."""
    prizes = regulation.prizes
    yield from _scope_exists(regulation, ("prizes", "scope"), prizes.scope)
    for number, tier in enumerate(prizes.tiers):
        here = (*_TIERS, number)
        if tier.scope is not None:
            yield from _scope_exists(regulation, (*here, "scope"), tier.scope)
        scope = tier.scope or prizes.scope
        yield from _known_places(regulation, scope, (*here, "quantity", "by_scope"), tier.quantity.by_scope)
        yield from _known_places(regulation, scope, (*here, "amount_by_scope"), tier.amount_by_scope)


def _scope_exists(regulation: Regulation, path: Path, scope: Scope) -> Iterator[Fault]:
    if places_of(regulation, scope) == set():
        yield Fault("regulation_per_without", path, {"value": scope}, ((f"{scope}s",),))


def _known_places(regulation: Regulation, scope: Scope, path: Path, given: Mapping[str, int]) -> Iterator[Fault]:
    places = places_of(regulation, scope)
    if places is None and given:
        yield Fault("regulation_by_scope_of_edition", path, {}, (("prizes", "scope"), (*path[:3], "scope")))
    elif places:
        for key in given:
            if key not in places:
                yield Fault("regulation_unknown_place", (*path, key), {"value": key}, ((f"{scope}s",),))


def thresholds_fall(regulation: Regulation) -> Iterator[Fault]:
    """No tier asks for more points than a better one."""
    before: tuple[int, Tier] | None = None
    for number, tier in enumerate(regulation.prizes.tiers):
        figure = bound(tier.threshold)
        if figure is None:
            continue
        best = bound(before[1].threshold) if before else None
        if before is not None and best is not None and figure > best:
            params = {"name": tier.name, "value": figure, "better": before[1].name, "best": best}
            path = (*_TIERS, number, "threshold")
            yield Fault("regulation_thresholds_rise", path, params, ((*_TIERS, before[0], "threshold"),))
        before = (number, tier)


def amounts_fall(regulation: Regulation) -> Iterator[Fault]:
    """No tier pays more than a better one."""
    before: tuple[int, Tier] | None = None
    for number, tier in enumerate(regulation.prizes.tiers):
        if tier.amount is None:
            continue
        if before is not None and tier.amount > (before[1].amount or 0):
            params = {"name": tier.name, "better": before[1].name}
            path = (*_TIERS, number, "amount")
            yield Fault("regulation_amounts_rise", path, params, ((*_TIERS, before[0], "amount"),))
        before = (number, tier)


def percentages_stay_below_all(regulation: Regulation) -> Iterator[Fault]:
    """Percentages of the same whole do not give more prizes than there are entries."""
    total = sum(tier.quantity.percent or 0 for tier in regulation.prizes.tiers)
    if total > 100:
        yield Fault("regulation_percentages_exceed", _TIERS, {"total": total})


def tiers_name_known_things(regulation: Regulation) -> Iterator[Fault]:
    """Certificates and grades of a tier exist."""
    certificates = {certificate.key for certificate in regulation.certificates}
    grades = {grade for round_ in regulation.rounds for grade in round_.grades}
    grades |= {band.name for round_ in regulation.rounds for band in round_.grade_bands}
    for number, tier in enumerate(regulation.prizes.tiers):
        here = (*_TIERS, number)
        for place, key in enumerate(tier.certificates):
            if key not in certificates:
                path = (*here, "certificates", place)
                yield Fault("regulation_unknown_certificate", path, {"value": key}, (("certificates",),))
        for place, grade in enumerate(tier.grades):
            if grade not in grades:
                yield Fault("regulation_unknown_grade", (*here, "grades", place), {"value": grade}, (("rounds",),))


CHECKS = (
    quantities_say_one_thing,
    scopes_exist,
    thresholds_fall,
    amounts_fall,
    percentages_stay_below_all,
    tiers_name_known_things,
)
