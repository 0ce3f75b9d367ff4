"""Every real regulation and every preset carried from sheets to prizes by the rules alone: none stands still."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import contest.editions
from contest.demo.rules import score
from contest.editions.rules import Criterion, Regulation, Round, parse
from contest.prizes.rules import Allocation, Candidate, allocate, plan_of
from contest.ranking.rules import RANKED, Contender, Placed, Sheet, rank_round, rederive
from contest.results.rules import canonical, checking
from contest.results.rules.checking import page
from contest.scoring.rules import total
from tests.life.packing import code, opened, packed, sealed

_SEED = 11
_ENTRIES = 90
_FILES = sorted(
    [
        *(Path(__file__).parents[1] / "editions" / "regulations").glob("*.yaml"),
        *(Path(contest.editions.__file__).parent / "presets").glob("*.yaml"),
    ]
)
every = pytest.mark.parametrize("file", _FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")


_Judged = tuple[Round, list[Contender], list[Placed]]


def _contender(regulation: Regulation, entry: int) -> Contender:
    """An entry of a field and a division of the regulation, with votes of the public."""
    fields = [field.key for field in regulation.fields]
    divisions = [division.key for division in regulation.divisions] or [""]
    field, division = fields[entry % len(fields)], divisions[entry // len(fields) % len(divisions)]
    council = next(one.key for one in regulation.councils if field in one.fields)
    handed_in = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(hours=entry)
    return Contender(
        entry,
        field_key=field,
        division_key=division,
        council_key=council,
        submitted_at=handed_in,
        youngest_born=date(2010, 1, 1) + timedelta(days=entry),
        votes=entry * 7 % 50,
    )


def _sheets(round_: Round, criteria: tuple[Criterion, ...], entry: int) -> tuple[Sheet, ...]:
    """As many sheets as the round asks for, or five; grades follow the entry's number."""
    judges = range(round_.judges_per_entry if isinstance(round_.judges_per_entry, int) else 5)
    if round_.kind == "grades":
        return tuple(Sheet(judge, "submitted", grade=round_.grades[entry % len(round_.grades)]) for judge in judges)
    made = []
    for judge in judges:
        points = score(entry, judge, criteria, _SEED)
        made.append(Sheet(judge, "submitted", total(criteria, points), points))
    return tuple(made)


@cache
def _played(file: Path) -> tuple[Regulation, list[_Judged]]:
    """The regulation of a file, and all its rounds."""
    regulation = parse(file.read_text(encoding="utf-8"))
    return regulation, list(_rounds(regulation))


def _rounds(regulation: Regulation) -> Iterator[_Judged]:
    """Round after round, with those who went on; a council that chooses takes the better half."""
    contenders = [_contender(regulation, entry) for entry in range(1, _ENTRIES + 1)]
    earlier: dict[int, dict[str, Decimal]] = {one.entry_id: {} for one in contenders}
    for round_ in regulation.rounds:
        criteria = regulation.criteria_of(round_.key)
        judged = [_in_round(round_, criteria, one, earlier[one.entry_id]) for one in contenders]
        is_last = round_ == regulation.last_round
        placed, _ = rank_round(round_, criteria, judged, is_last=is_last)
        yield round_, judged, placed
        for one in placed:
            if one.points is not None:
                earlier[one.entry_id][round_.key] = one.points
        chosen = {one.entry_id for one in placed if one.goes_on} or {one.entry_id for one in placed[: len(placed) // 2]}
        contenders = [one for one in contenders if one.entry_id in chosen]


def _in_round(
    round_: Round, criteria: tuple[Criterion, ...], contender: Contender, earlier: dict[str, Decimal]
) -> Contender:
    return Contender(
        contender.entry_id,
        _sheets(round_, criteria, contender.entry_id),
        contender.field_key,
        contender.division_key,
        contender.council_key,
        submitted_at=contender.submitted_at,
        youngest_born=contender.youngest_born,
        earlier=dict(earlier),
        previous=list(earlier.values())[-1] if earlier else None,
        votes=contender.votes,
    )


@every
def test_everybody_judged_has_a_place_and_points_that_can_be_derived_again(file: Path) -> None:
    for round_, judged, placed in _played(file)[1]:
        assert {one.entry_id for one in placed} == {one.entry_id for one in judged}
        assert {one.status for one in placed} == {RANKED}
        for one in placed:
            assert rederive(one.derivation) == one.points
            assert bool(one.grade) or one.points is not None
        if round_.kind == "scores":
            points = [one.points for one in placed]
            assert points == sorted(points, reverse=True, key=lambda each: each or Decimal(0))


@every
def test_nobody_below_the_line_goes_on(file: Path) -> None:
    for round_, _, placed in _played(file)[1]:
        threshold = round_.goes_on.threshold if round_.goes_on else None
        if threshold is None:
            continue
        assert any(one.goes_on for one in placed)
        assert all(threshold.holds(one.points or Decimal(0)) == bool(one.goes_on) for one in placed)


def _allocated(regulation: Regulation, judged: list[Contender], placed: list[Placed]) -> Allocation:
    known = {one.entry_id: one for one in judged}
    candidates = [
        Candidate(
            entry_id=one.entry_id,
            code=code(one.entry_id),
            rank=one.rank or 0,
            points=one.points,
            field_key=known[one.entry_id].field_key,
            division_key=known[one.entry_id].division_key,
            council_key=known[one.entry_id].council_key,
            grade=one.grade,
        )
        for one in placed
    ]
    return allocate(plan_of(regulation), candidates)


@every
def test_both_programs_of_the_package_compute_the_sealed_result_again(file: Path) -> None:
    regulation, rounds = _played(file)
    files = packed(regulation, rounds, _allocated(regulation, *rounds[-1][1:]))
    assert checking.check(files)[0] == []
    assert page.check(files)[0] == []


@every
def test_prizes_stay_within_the_plan_and_go_to_the_best_of_their_scope(file: Path) -> None:
    regulation, rounds = _played(file)
    found = _allocated(regulation, *rounds[-1][1:])
    assert found.awards
    given = Counter((award.tier_key, award.scope_key) for award in found.awards)
    for pool, number in given.items():
        places = found.planned[pool]
        assert places is None or number <= places
    for award in found.awards:
        tier = regulation.tier_of(award.tier_key)
        assert tier is not None
        assert award.reason
        assert tier.threshold is None or tier.threshold.holds(award.points or Decimal(0))
    order = [tier.key for tier in regulation.prizes.tiers]
    for scope_key in {award.scope_key for award in found.awards}:
        ranks = [(award.rank, order.index(award.tier_key)) for award in found.awards if award.scope_key == scope_key]
        assert [tier for _, tier in sorted(ranks)] == sorted(tier for _, tier in ranks)


_THREE = [file for file in _FILES if file.stem in ("award_vifotec_2024", "tech_hanoi_2025", "youth_lamdong_2025")]


@pytest.mark.parametrize("file", _THREE, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_a_byte_of_any_file_is_told_by_its_name_and_a_package_forged_whole_by_what_no_longer_follows(
    file: Path,
) -> None:
    regulation, rounds = _played(file)
    files = packed(regulation, rounds, _allocated(regulation, *rounds[-1][1:]))
    for name, content in files.items():
        place = len(content) // 2
        changed = files | {name: content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]}
        for said in (checking.check(changed)[0], page.check(changed)[0]):
            assert len(said) == 1
            assert (name if name not in (checking.RESULT, checking.SEAL) else "mã niêm phong") in said[0].replace(
                "Mã niêm", "mã niêm"
            )
    for forge in (_another_score, _another_prize, _another_rule):
        result, others = opened(files)
        words = forge(regulation, result, others)
        forged = sealed(result, others)
        for said in (checking.check(forged)[0], page.check(forged)[0]):
            assert any(words in line for line in said), (forge.__name__, said)


def _another_score(regulation: Regulation, result: dict[str, Any], others: dict[str, str]) -> str:
    """Every sheet of the best gets a point less for its first criterion."""
    name = f"{checking.SCORES}{regulation.last_round.key}.json"
    scores, best = json.loads(others[name]), _best(result)
    for sheet in scores[best]["sheets"]:
        key = sorted(sheet["points"])[0]
        sheet["points"][key] = str(Decimal(sheet["points"][key]) - 1)
        sheet["total"] = str(Decimal(sheet["total"]) - 1)
    others[name] = canonical(scores)
    return best


def _another_prize(regulation: Regulation, result: dict[str, Any], others: dict[str, str]) -> str:
    """The best of all gets the last tier's prize."""
    award = next(one for one in result["awards"] if one["code"] == _best(result))
    tier = regulation.prizes.tiers[-1]
    award["tier"], award["name"] = tier.key, tier.name
    return str(award["code"])


def _another_rule(regulation: Regulation, result: dict[str, Any], others: dict[str, str]) -> str:
    """The recipe rounds to another number of places below the point than that by which it was sealed."""
    recipe = json.loads(others[checking.RECIPE])
    recipe["rounds"][-1]["points"]["places"] = 0
    recipe["rounds"][-1]["points"]["rule"] = "down"
    others[checking.RECIPE] = canonical(recipe)
    return ""


def _best(result: dict[str, Any]) -> str:
    return str(next(line[0] for line in result["rounds"][-1]["placings"] if line[1] == 1))
