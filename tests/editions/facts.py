"""What a regulation says, one reader for each kind of fact in golden/facts.yaml."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from contest.editions.rules import Regulation, Threshold
from contest.editions.rules.awards import Quantity

FACTS: Mapping[str, Mapping[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "golden" / "facts.yaml").read_text(encoding="utf-8")
)


def _quantity(quantity: Quantity) -> str:
    if quantity.exact is not None:
        return f"={quantity.exact}"
    if quantity.at_most is not None:
        return f"≤{quantity.at_most}"
    return f"{quantity.percent}%" if quantity.percent is not None else "…"


def _planned(regulation: Regulation) -> dict[str, int]:
    """How many prizes of each tier over the whole edition."""
    totals = {}
    for tier in regulation.prizes.tiers:
        each = tier.quantity.exact if tier.quantity.exact is not None else tier.quantity.at_most or 0
        scope = tier.scope or regulation.prizes.scope
        places = len(regulation.fields) if scope == "field" else 1
        totals[tier.key] = each * places if not tier.quantity.by_scope else sum(tier.quantity.by_scope.values())
    return totals


def _threshold(threshold: Threshold | None) -> str:
    if threshold is None:
        return ""
    return f"at least {threshold.at_least}" if threshold.at_least is not None else f"above {threshold.above}"


def _age(regulation: Regulation) -> str:
    age = regulation.entrants.age
    return f"{age.min} and more" if age.max is None else f"{age.min} to {age.max}"


def _born(regulation: Regulation) -> str:
    age = regulation.entrants.age
    assert age.born_from is not None
    assert age.born_to is not None
    if age.precision == "year":
        return f"years {age.born_from.year} to {age.born_to.year}"
    return f"{age.born_from} to {age.born_to}"


def _solution(regulation: Regulation) -> str:
    solution = regulation.entrants.solution
    words = [
        f"since {solution.applied_since}" if solution.applied_since else "",
        f"{solution.max_age_years_from_deadline} years from deadline" if solution.max_age_years_from_deadline else "",
        f"in {solution.applied_in}" if solution.applied_in else "",
    ]
    return " ".join(word for word in words if word)


def _parts(regulation: Regulation) -> list[str]:
    return [
        f"{part.key} {part.weight} of {part.from_} {part.scaled_to}"
        + (f" to {part.rounding.places}" if part.rounding else "")
        for part in regulation.last_round.parts
    ]


def criteria_maxima(regulation: Regulation) -> list[Decimal]:
    """The full marks of the last round's criteria."""
    return [criterion.max for criterion in regulation.criteria_of(regulation.last_round.key)]


def _approval(regulation: Regulation) -> str:
    approval = regulation.prizes.approval
    return f"{approval.by} {approval.share}" if approval.share else approval.by


def _disagreement(regulation: Regulation) -> str:
    rule = regulation.rounds[0].disagreement
    return f"{rule.limit} {rule.then}" if rule else ""


_READ: Mapping[str, Callable[[Regulation], Any]] = {
    "title": lambda r: r.title,
    "kind": lambda r: r.kind,
    "level": lambda r: r.level,
    "rhythm": lambda r: r.rhythm,
    "standing": lambda r: r.bodies.standing,
    "partners": lambda r: len(r.bodies.partners),
    "papers": lambda r: {paper.number: paper.date for paper in r.decisions if paper.number},
    "launch": lambda r: r.timeline.launch,
    "last_day": lambda r: r.timeline.submission.shown_deadline.date(),
    "hour": lambda r: f"{r.timeline.submission.shown_deadline:%H:%M}",
    "paper": lambda r: r.timeline.submission.paper,
    "units_until": lambda r: r.timeline.submission.by_unit_until,
    "ceremony": lambda r: r.timeline.ceremony,
    "fields": lambda r: len(r.fields),
    "councils": lambda r: len(r.councils),
    "types": lambda r: list(r.entrants.types),
    "age": _age,
    "born": _born,
    "levels": lambda r: list(r.entrants.levels),
    "solution": _solution,
    "submitted_by": lambda r: r.entrants.submitted_by,
    "earlier_entry": lambda r: r.entrants.earlier_entry,
    "lower_level": lambda r: r.entrants.lower_level,
    "topics_excluded": lambda r: len(r.entrants.topics_excluded),
    "encouraged": lambda r: len(r.entrants.encouraged),
    "most_authors": lambda r: r.authors.max,
    "dossier": lambda r: [part.key for part in r.dossier if part.required],
    "copies": lambda r: {part.key: part.copies for part in r.dossier if part.copies and part.per == "author"},
    "stamps": lambda r: {part.key: [s for s in part.signed if "stamp" in s] for part in r.dossier if part.signed},
    "rounds": lambda r: len(r.rounds),
    "judges": lambda r: r.rounds[0].judges_per_entry,
    "parts": _parts,
    "combine": lambda r: r.last_round.combine.method,
    "disagreement": _disagreement,
    "threshold": lambda r: _threshold(r.rounds[0].goes_on.threshold if r.rounds[0].goes_on else None),
    "round_days": lambda r: {one.key: f"{one.starts} {one.ends}" for one in r.rounds if one.starts},
    "tiers": lambda r: [f"{tier.key} {_quantity(tier.quantity)}" for tier in r.prizes.tiers],
    "planned": _planned,
    "scope": lambda r: r.prizes.scope,
    "money": lambda r: [tier.amount for tier in r.prizes.tiers],
    "certificates_of": lambda r: {tier.key: list(tier.certificates) for tier in r.prizes.tiers},
    "proposed_by": lambda r: r.prizes.proposed_by,
    "approval": _approval,
    "extras": lambda r: [f"{one.key} {_quantity(one.quantity)} {one.by} of {one.of}" for one in r.extra_awards],
    "extra_money": lambda r: {one.key: one.amount for one in r.extra_awards if one.amount},
    "nominations": lambda r: len(r.nomination),
    "nominated": lambda r: f"at most {r.nomination[0].at_most}",
    "nominated_by": lambda r: r.nomination[0].deadline,
    "criteria": criteria_maxima,
}


def says(regulation: Regulation, fact: str, wanted: Any) -> bool:
    """Whether the regulation says this fact as the page does."""
    if fact == "dossier_has":
        return set(wanted) <= {part.key for part in regulation.dossier if part.required}
    if fact == "criteria" and isinstance(wanted, int):
        return len(criteria_maxima(regulation)) == wanted
    said = _READ[fact](regulation)
    if fact == "certificates_of":
        return all(said[tier] == kinds for tier, kinds in wanted.items())
    if fact == "extras":
        return set(wanted) <= set(said)
    return bool(said == wanted)


def said(regulation: Regulation, fact: str) -> Any:
    """What the regulation says, for the message of a test."""
    return _READ[fact](regulation) if fact in _READ else [part.key for part in regulation.dossier if part.required]
