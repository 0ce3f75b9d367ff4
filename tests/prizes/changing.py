"""Worlds for the tests of changes, built by hand and at random."""

import random
from decimal import Decimal
from typing import Any

from contest.prizes.rules import Plan
from contest.prizes.rules.changes import Holder, RoundInput, World
from contest.ranking.rules import Contender, Sheet
from tests.prizes.makers import make_plan, tier
from tests.ranking.makers import CRITERIA, make_round

FIELDS = ("ict", "energy")


def make_sheet(judge: int, figures: dict[str, Decimal]) -> Sheet:
    """A handed-in sheet with its total."""
    return Sheet(judge, "submitted", sum(figures.values(), Decimal(0)).quantize(Decimal("0.001")), figures)


def plans() -> list[Plan]:
    """Plans with a boundary of every kind."""
    return [
        make_plan(tier("first", 1), tier("second", 2), tier("third", 3)),
        make_plan(tier("first", 1, threshold={"at_least": 62}), tier("second", 3), boundary_tie="expand"),
        make_plan(tier("first", 1), tier("second", 2), boundary_tie="withhold", unfilled="pass_down"),
        make_plan(tier("first", 2), tier("third", 4), caps={"per_unit": 2}, boundary_tie="cumulative"),
        make_plan(
            tier("special", 1, scope="edition", threshold={"above": 60}),
            tier("first", 1),
            tier("second", {"percent": 20, "of": "judged"}),
            scope="field",
            keys={"field": FIELDS},
        ),
        make_plan(tier("first", {"open": True}, threshold={"at_least": 60}), tier("second", 2)),
    ]


def make_world(
    chance: random.Random, entries: int = 14, judges: int = 3, plan: Plan | None = None, **parts: Any
) -> World:
    """Two rounds, the first deciding who is in the second, whose figures weigh with the first's; and the prizes."""
    ties = chance.choice((["share"], ["criterion:novelty", "median", "vote_of_council"], ["highest_sheet", "share"]))
    combine = chance.choice(
        ({}, {"method": "median"}, {"trim": {"when_at_least": 3}}, {"rounding": {"places": 1, "rule": "half_up"}})
    )
    first = make_round(key="one", name="Sơ khảo", ties=ties, combine=combine, goes_on={"top": entries // 2}, quorum=1)
    carry = chance.choice(({}, {"one": "0.4", "final": "0.6"}))
    last = make_round(ties=ties, combine=combine, carry=carry, quorum=1, **parts)
    ids = list(range(1, entries + 1))
    rounds = (
        RoundInput(first, CRITERIA, tuple(_contender(chance, each, judges) for each in ids)),
        RoundInput(last, CRITERIA, tuple(_contender(chance, each, judges) for each in ids)),
    )
    return World(
        rounds=rounds,
        plan=plan or chance.choice(plans()),
        prize_round="final",
        holders={each: Holder(f"KT-{each:03}", f"u{each % 4}", (f"a{each}",)) for each in ids},
        eligible={each: (FIELDS[each % 2], "", "") for each in ids},
        decided=chance.choice(({}, {}, {chance.choice(ids): "second"})),
    )


def _contender(chance: random.Random, entry_id: int, judges: int) -> Contender:
    given = []
    for judge in range(1, judges + 1):
        figures = {each.key: Decimal(chance.randint(36, 44)) / 2 for each in CRITERIA}
        given.append(make_sheet(judge, figures))
    return Contender(entry_id, tuple(given), field_key=FIELDS[entry_id % 2])
