"""Real editions: given scores that lead to them, the engine gives the prizes that were published."""

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from contest.editions.rules import parse
from contest.foundation.vietnamese import money_in_words
from contest.prizes.rules import Candidate, allocate, plan_of
from tests.prizes.makers import candidates, count, make_plan, tier

HERE = Path(__file__).parent
TIERS = ("special", "first", "second", "third", "consolation")
# The bands of a real regulation, half open: [92, …, 55).
LEAST = {"special": "92", "first": "85", "second": "75", "third": "65", "consolation": "55"}
REGULATIONS = sorted((HERE.parent / "editions" / "regulations").glob("*.yaml"))


def facts(name: str) -> list[dict[str, str]]:
    with (HERE / "golden" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def tiers_of_row(row: dict[str, str]) -> dict[str, int]:
    return {key: int(row[key] or 0) for key in TIERS if int(row[key] or 0)}


PUBLISHED = {row["edition"]: row for row in facts("published")}


# Editions known otherwise: by their money, or (Phú Yên 10, 30 awards) by name.
MONEY: dict[str, dict[str, str]] = {
    "phuyen-tech-10": {"first": "1", "second": "5", "third": "10", "consolation": "14"},
}
for _line in facts("money"):
    MONEY.setdefault(_line["edition"], {})[_line["tier"]] = _line["quantity"]


def entries_of(row: dict[str, str]) -> int:
    """How many were judged, as far as the page says."""
    known = next((int(row[key]) for key in ("finalists", "eligible", "entries") if row[key]), 0)
    return max(known, sum(tiers_of_row(row).values()))


@pytest.mark.parametrize("edition", PUBLISHED)
def test_the_published_tiers_come_out_of_their_quantities(edition: str) -> None:
    row = PUBLISHED[edition]
    tiers = tiers_of_row(row)
    plan = make_plan(*(tier(key, number) for key, number in tiers.items()))
    found = allocate(plan, candidates(range(entries_of(row), 0, -1)))
    assert count(found) == tiers
    assert (found.unfilled, found.ties) == ((), ())
    if row["adds_up"] == "yes":
        assert sum(tiers.values()) + int(row["beside_the_tiers"] or 0) == int(row["awards_stated"])


@pytest.mark.parametrize("edition", PUBLISHED)
def test_the_published_tiers_come_out_of_thresholds_under_larger_quotas(edition: str) -> None:
    """Quotas are ceilings: a tier nobody reaches stays empty and says so, and the one below is not raised."""
    tiers = tiers_of_row(PUBLISHED[edition])
    points: list[Decimal] = []
    for key in TIERS:
        least = Decimal(LEAST[key])
        points += [least + Decimal(n) / 1000 for n in range(tiers.get(key, 0))]
    points += [Decimal("54.99")] * 20
    planned = {key: tiers.get(key, 0) + 1 for key in TIERS}
    plan = make_plan(*(tier(key, {"at_most": planned[key]}, threshold={"at_least": LEAST[key]}) for key in TIERS))
    found = allocate(plan, candidates(points))
    assert count(found) == tiers
    assert {each.tier_key: each.count for each in found.unfilled} == dict.fromkeys(TIERS, 1)
    for each in found.unfilled:
        assert ("không có hồ sơ nào" in each.reason) == (each.tier_key not in tiers)


@pytest.mark.parametrize(
    ("edition", "expected"),
    [
        ("hanoi-youth-16", (1, 5, 10, 20, 50)),
        ("hanoi-youth-21", (1, 5, 10, 20, 50)),
        ("national-youth-21", (0, 5, 10, 30, 60)),
        ("thanhhoa-youth-17", (0, 1, 2, 3, 14)),
        ("thanhhoa-youth-2025", (0, 1, 2, 3, 11)),
        ("sonla-youth-05", (0, 5, 5, 10, 12)),
        ("phuyen-tech-10", (0, 1, 5, 10, 14)),
        ("hanoi-tech-02", (0, 6, 12, 17, 17)),
    ],
)
def test_the_editions_to_have_in_mind(edition: str, expected: tuple[int, ...]) -> None:
    row = PUBLISHED.get(edition) or MONEY[edition]
    assert tuple(int(row.get(key) or 0) for key in TIERS) == expected
    quantities = {key: number for key, number in zip(TIERS, expected, strict=True) if number}
    size = {"hanoi-tech-02": 980, "hanoi-youth-21": 813, "thanhhoa-youth-17": 360}.get(edition, 200)
    found = allocate(make_plan(*(tier(key, n) for key, n in quantities.items())), candidates(range(size, 0, -1)))
    assert count(found) == quantities
    assert len(found.awards) == sum(expected)


def test_the_plan_of_one_edition_with_the_good_entries_of_another_gives_what_was_awarded() -> None:
    """Thanh Hóa gave 1/2/3/14 in 2021 and 1/2/3/11 in 2025: planned and awarded differ, and it is said."""
    planned, given = (tiers_of_row(PUBLISHED[key]) for key in ("thanhhoa-youth-17", "thanhhoa-youth-2025"))
    plan = make_plan(*(tier(key, {"at_most": n}, threshold={"at_least": 60}) for key, n in planned.items()))
    found = allocate(plan, candidates([Decimal(90) - n for n in range(17)] + ["59.99"] * 83))
    assert count(found) == given
    assert [(each.tier_key, each.count) for each in found.unfilled] == [("consolation", 3)]


def test_hai_duong_14_awards_everybody_over_60_in_the_final() -> None:
    people = candidates([Decimal(96) - n for n in range(35)] + ["60.01"] + ["60"] * 5 + ["40"] * 62)
    above = {"threshold": {"above": 60}}
    plan = make_plan(tier("first", 1, **above), tier("second", 5, **above), tier("third", 10, **above),
                     tier("consolation", 20, **above))  # fmt: skip
    found = allocate(plan, people)
    assert count(found) == {"first": 1, "second": 5, "third": 10, "consolation": 20}
    assert all(award.points is not None and award.points > 60 for award in found.awards)


def test_fewer_good_entries_than_planned_give_what_was_awarded() -> None:
    """Bình Định 13 planned six first prizes and gave five: a quota is a ceiling, not a target."""
    points = [90, 89, 88, 87, 86, "84.99", 80, 79, 78, 77]
    plan = make_plan(tier("first", {"at_most": 6}, threshold={"at_least": 85}), tier("second", {"at_most": 7}))
    found = allocate(plan, candidates(points))
    assert count(found) == {"first": 5, "second": 5}
    assert [each.reason for each in found.unfilled] == [
        "Giải Nhất có 6 giải; toàn cuộc thi chỉ có 5 hồ sơ đạt ≥ 85; 1 suất để trống.",
        "Giải Nhì có 7 giải; toàn cuộc thi chỉ có 5 hồ sơ còn lại để xét; 2 suất để trống.",
    ]


# Planned in a regulation on a public page, and what an edition under it gave (special to consolation).
PLANNED_AND_GIVEN = {
    "Bình Phước, technical IV": ((0, 7, 7, 14, 21), (0, 3, 5, 10, 19)),
    "Bình Phước, technical III": ((0, 7, 7, 14, 21), (0, 2, 4, 7, 16)),
    "Sóc Trăng, technical XI": ((1, 6, 12, 18, 24), (0, 0, 5, 10, 4)),
    "Sóc Trăng, youth 11": ((1, 5, 10, 15, 20), (0, 2, 10, 15, 20)),
}


@pytest.mark.parametrize("edition", PLANNED_AND_GIVEN)
def test_the_published_plan_with_as_many_good_entries_as_there_were_gives_what_was_awarded(edition: str) -> None:
    planned, given = (dict(zip(TIERS, numbers, strict=True)) for numbers in PLANNED_AND_GIVEN[edition])
    points = [Decimal(LEAST[key]) + Decimal(n) / 1000 for key in TIERS for n in range(given[key])] + ["54.99"] * 40
    wanted = [tier(key, {"at_most": n}, threshold={"at_least": LEAST[key]}) for key, n in planned.items() if n]
    found = allocate(make_plan(*wanted), candidates(points))
    assert count(found) == {key: n for key, n in given.items() if n}
    short = {key: planned[key] - given[key] for key in TIERS if planned[key] > given[key]}
    assert {each.tier_key: each.count for each in found.unfilled} == short


def test_a_table_by_field_that_does_not_add_up_is_counted_by_its_parts() -> None:
    rows = facts("by_field")
    keys = [f"f{place}" for place in range(len(rows))]
    tiers = [
        tier(key, {"exact": 0, "by_scope": {f: int(row[key]) for f, row in zip(keys, rows, strict=True)}})
        for key in ("first", "second", "third", "consolation")
    ]
    people, rank = [], 0
    for field in keys:
        for place in range(20):
            rank += 1
            people.append(Candidate(rank, f"{field}-{place}", rank, Decimal(1000 - rank), field_key=field))
    found = allocate(make_plan(*tiers, scope="field", keys={"field": tuple(keys)}), people)
    stated = {
        row["what"]: int(row["computed"]) for row in facts("do_not_add_up") if row["edition"] == "hue-giaithuong-08"
    }
    assert count(found)["third"] == stated["third"] == 19
    assert len(found.awards) == stated["awards"] == 60


def test_money_adds_up_to_the_dong_and_in_words() -> None:
    totals: Counter[str] = Counter()
    stated = {}
    for row in facts("money"):
        totals[row["edition"]] += int(row["quantity"]) * int(row["amount_vnd"])
        stated[row["edition"]] = int(row["total_vnd"])
    assert totals == stated
    assert money_in_words(totals["national-youth-16"]) == "Bảy trăm ba mươi lăm triệu đồng"


@pytest.mark.parametrize("path", REGULATIONS, ids=lambda path: path.stem)
def test_every_real_regulation_can_be_allocated(path: Path) -> None:
    regulation = parse(path.read_text(encoding="utf-8"))
    fields = [field.key for field in regulation.fields]
    divisions = [division.key for division in regulation.divisions] or [""]
    grades = [grade for round_ in regulation.rounds for grade in round_.grades] or [""]
    people = []
    for n in range(240):
        field, division = fields[n % len(fields)], divisions[n % len(divisions)]
        council = next((c.key for c in regulation.councils if field in c.fields), "")
        points, grade = Decimal(100) - Decimal(n) / 4, grades[min(n // 20, len(grades) - 1)]
        people.append(
            Candidate(n, f"{n:03}", n + 1, points, field, division, council, f"đơn vị {n % 60}", (f"t{n}",), grade)
        )
    bases = _bases(people)
    found = allocate(plan_of(regulation, bases), people)
    planned = {pair: places for pair, places in found.planned.items() if places is not None}
    given: Counter[tuple[str, str]] = Counter((award.tier_key, award.scope_key) for award in found.awards)
    assert all(given[pair] <= places for pair, places in planned.items())
    assert regulation.prizes.tiers
    assert found.awards or found.unfilled


def _bases(people: list[Candidate]) -> dict[Any, int]:
    found: Counter[Any] = Counter()
    for of in ("eligible", "judged", "finalists"):
        for each in people:
            for scope in ("edition", "field", "division", "council"):
                found[of, scope, each.scope_key(scope)] += 1
    return dict(found)
