"""Awards beside the tiers, and what goes up to the next level."""

from collections.abc import Iterator
from typing import Any

from contest.editions.rules.faults import Fault, Path
from contest.editions.rules.regulation import Regulation

# Ways to find an award, and what must be awarded for the way to make sense.
_OF_AUTHORS = frozenset({"youngest", "oldest", "female", "minority", "most_finalists"})
_AUTHORS = frozenset({"authors", "authors_of_winners", "authors_of_finalists", "persons"})


def _awards(regulation: Regulation) -> Iterator[tuple[Path, Any]]:
    for name in ("extra_awards", "topic_awards"):
        for number, award in enumerate(getattr(regulation, name)):
            yield (name, number), award


def awards_can_be_found(regulation: Regulation) -> Iterator[Fault]:
    """The youngest is a person; points belong to units' awards that count by points."""
    for here, award in _awards(regulation):
        if award.by in _OF_AUTHORS and award.of not in _AUTHORS and award.by != "most_finalists":
            params = {"name": award.name}
            yield Fault("regulation_award_of_persons", (*here, "by"), params, ((*here, "of"),))
        if award.by == "points" and award.points is None:
            yield Fault("regulation_award_without_points", here, {"name": award.name}, ((*here, "points"),))
        if award.points is not None and award.by != "points":
            yield Fault("regulation_points_unused", (*here, "points"), {"name": award.name}, ((*here, "by"),))


def awards_name_known_things(regulation: Regulation) -> Iterator[Fault]:
    """Fields, tiers and certificates named by awards and nominations exist."""
    tiers = {tier.key for tier in regulation.prizes.tiers}
    fields = {field.key for field in regulation.fields}
    certificates = {certificate.key for certificate in regulation.certificates}
    for here, award in _awards(regulation):
        yield from _known((*here, "fields"), award.fields, fields, "field", ("fields",))
        known, hangs = (certificates, ("certificates",))
        yield from _known((*here, "certificates"), award.certificates, known, "certificate", hangs)
        if award.points is not None:
            for key in award.points.tiers:
                if key not in tiers:
                    path = (*here, "points", key)
                    yield Fault("regulation_unknown_tier", path, {"value": key}, (("prizes", "tiers"),))
    for number, nomination in enumerate(regulation.nomination):
        here = ("nomination", number)
        yield from _known((*here, "from_tiers"), nomination.from_tiers, tiers, "tier", ("prizes", "tiers"))


def _known(path: Path, named: tuple[str, ...], known: set[str], what: str, source: Path) -> Iterator[Fault]:
    for number, key in enumerate(named):
        if key not in known:
            yield Fault(f"regulation_unknown_{what}", (*path, number), {"value": key}, (source,))
        if key in named[:number]:
            yield Fault("regulation_said_twice", (*path, number), {"value": key})


def nominations_say_one_number(regulation: Regulation) -> Iterator[Fault]:
    """Either exactly or at most."""
    for number, nomination in enumerate(regulation.nomination):
        if nomination.exact is not None and nomination.at_most is not None:
            here = ("nomination", number)
            params = {"name": nomination.to}
            yield Fault("regulation_nomination_twice", (*here, "at_most"), params, ((*here, "exact"),))


CHECKS = (
    awards_can_be_found,
    awards_name_known_things,
    nominations_say_one_number,
)
