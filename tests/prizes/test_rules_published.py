"""Prizes as they were really given: planned so, the rules give as many, field by field and đồng by đồng."""

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from contest.editions.rules import Regulation, parse
from contest.prizes.rules import Candidate, allocate, plan_of
from tests.prizes.makers import candidates, count, make_plan, tier

_GOLDEN = Path(__file__).parent / "golden"
_REGULATIONS = sorted((Path(__file__).parents[1] / "editions" / "regulations").glob("*.yaml"))
_TIERS = ("special", "first", "second", "third", "consolation")


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((_GOLDEN / name).read_text(encoding="utf-8").splitlines()))


def _falling(entries: int, top: int = 10_000) -> list[Decimal]:
    """So many different points, the best first."""
    return [Decimal(top - place) / 100 for place in range(entries)]


_PUBLISHED = {row["edition"]: row for row in _rows("published.csv")}


@pytest.mark.parametrize("edition", _PUBLISHED)
def test_the_published_tiers_come_out_when_they_are_planned(edition: str) -> None:
    row = _PUBLISHED[edition]
    planned = {key: int(row[key]) for key in _TIERS if int(row[key])}
    entries = max(int(row["entries"] or 0), sum(planned.values()) + 5)
    found = allocate(make_plan(*(tier(key, number) for key, number in planned.items())), candidates(_falling(entries)))
    assert count(found) == planned
    assert found.unfilled == ()
    assert found.ties == ()


@pytest.mark.parametrize("edition", _PUBLISHED)
def test_the_published_total_is_the_sum_of_its_tiers_or_told_apart(edition: str) -> None:
    row = _PUBLISHED[edition]
    total = sum(int(row[key]) for key in _TIERS) + int(row["beside_the_tiers"])
    stated = int(row["awards_stated"]) if row["awards_stated"] else None
    assert row["adds_up"] == ("unstated" if stated is None else "yes" if stated == total else "no")


def test_prizes_are_no_pyramids_everywhere() -> None:
    """Quotas that rise and fall as they like are given as they are planned."""
    upside_down = [key for key, row in _PUBLISHED.items() if int(row["first"]) > int(row["second"])]
    assert "vinhlinh-youth-08" in upside_down


@pytest.mark.parametrize("edition", sorted({row["edition"] for row in _rows("money.csv")}))
def test_the_money_of_all_prizes_is_what_was_paid(edition: str) -> None:
    rows = [row for row in _rows("money.csv") if row["edition"] == edition]
    amounts = {row["tier"]: int(row["amount_vnd"]) for row in rows}
    plan = make_plan(*(tier(row["tier"], int(row["quantity"]), amount=amounts[row["tier"]]) for row in rows))
    found = allocate(plan, candidates(_falling(200)))
    assert sum(amounts[award.tier_key] for award in found.awards) == int(rows[0]["total_vnd"])


@pytest.mark.parametrize("edition", [row["edition"] for row in _rows("thresholds.csv")])
def test_more_than_sixty_and_at_least_sixty_are_two_rules(edition: str) -> None:
    row = next(row for row in _rows("thresholds.csv") if row["edition"] == edition)
    through, judged = int(row["through"]), int(row["judged"])
    kind, line = ("at_least", row["at_least"]) if row["at_least"] else ("above", row["above"])
    # The last one through stands on the line itself where the line counts, else just over it.
    edge = [Decimal(line) if kind == "at_least" else Decimal("60.01")]
    below = [Decimal("59.99") if kind == "at_least" else Decimal(line)] * (judged - through)
    people = candidates([*_falling(through - 1, 9000), *edge, *below])
    found = allocate(make_plan(tier("first", {"open": True}, threshold={kind: line})), people)
    assert count(found) == {"first": through}


def test_a_table_by_field_is_given_field_by_field_and_its_sums_are_told() -> None:
    rows = _rows("by_field.csv")
    keys = {f"f{number}": row for number, row in enumerate(rows)}
    tiers = [
        tier(name, {"at_most": 9, "by_scope": {key: int(row[name]) for key, row in keys.items()}})
        for name in _TIERS[1:]
    ]
    people = [
        Candidate(entry_id=10 * place + int(key[1:]), code=f"{key}-{place}", rank=place, points=points, field_key=key)
        for key in keys
        for place, points in enumerate(_falling(20), 1)
    ]
    found = allocate(make_plan(*tiers, scope="field", keys={"field": tuple(keys)}), people)
    given = Counter((award.scope_key, award.tier_key) for award in found.awards)
    assert given == {(key, name): int(row[name]) for key, row in keys.items() for name in _TIERS[1:]}
    # The page says 18 third prizes and 59 in all.
    assert sum(number for (_, name), number in given.items() if name == "third") == 19
    assert sum(given.values()) == 60


def test_what_does_not_add_up_is_known_by_its_figures() -> None:
    assert [row["edition"] for row in _rows("do_not_add_up.csv") if row["stated"] == row["computed"]] == []


def _full(regulation: Regulation, each: int) -> list[Candidate]:
    """So many excellent entries in every field, in every division, all with different points."""
    divisions = [division.key for division in regulation.divisions] or [""]
    places = [(field.key, division) for _ in range(each) for field in regulation.fields for division in divisions]
    points = [Decimal(100) - Decimal(place) / 1000 for place in range(len(places))]
    return [
        Candidate(entry_id=place, code=f"HS-{place:04}", rank=place, points=points[place - 1], field_key=field,
                  division_key=division)
        for place, (field, division) in enumerate(places, 1)
    ]  # fmt: skip


@pytest.mark.parametrize("file", _REGULATIONS, ids=lambda file: file.stem)
def test_every_real_regulation_gives_all_its_prizes_when_everybody_is_excellent(file: Path) -> None:
    regulation = parse(file.read_text(encoding="utf-8"))
    found = allocate(plan_of(regulation), _full(regulation, each=80))
    planned: Counter[str] = Counter()
    for (tier_key, _), places in found.planned.items():
        assert places is not None
        planned[tier_key] += places
    assert count(found) == dict(planned)
    assert found.unfilled == ()


@pytest.mark.parametrize("file", _REGULATIONS, ids=lambda file: file.stem)
def test_no_real_regulation_gives_a_prize_below_its_threshold(file: Path) -> None:
    regulation = parse(file.read_text(encoding="utf-8"))
    weak = [
        Candidate(entry_id=each.entry_id, code=each.code, rank=each.rank, points=Decimal(10), field_key=each.field_key)
        for each in _full(regulation, each=3)
    ]
    given = {award.tier_key for award in allocate(plan_of(regulation), weak).awards}
    assert given <= {one.key for one in regulation.prizes.tiers if one.threshold is None}
