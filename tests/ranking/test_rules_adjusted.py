"""Severity taken out exactly: corrections are decimals, derivations give the figure again, and nothing is guessed."""

import random
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contest.ranking.rules import (
    Contender,
    Sheet,
    adjustment,
    beside,
    explain,
    quality,
    rank_round,
    rederive,
    why_not_adjust,
)
from contest.ranking.rules.sheets import Correction
from tests.ranking.makers import CRITERIA, contender, make_round

ADJUSTED = {"method": "adjusted", "rounding": {"places": 2, "rule": "half_up"}}


def world(seed: int, entries: int = 40, judges: int = 8, each: int = 3, apart: bool = False) -> list[Contender]:
    """Entries of two fields, judges whose severities differ; `apart`: two panels that share no entry."""
    chance = random.Random(seed)
    severity = [Decimal(round(chance.gauss(0, 6) * 2)) / 2 for _ in range(judges)]
    made = []
    for entry in range(1, entries + 1):
        half = judges // 2
        seats = range(half * (entry % 2), half * (entry % 2 + 1)) if apart else range(judges)
        worth = Decimal(round(chance.gauss(70, 8)))
        sheets = tuple(
            Sheet(judge, "submitted", worth + severity[judge] + Decimal(round(chance.gauss(0, 3) * 2)) / 2)
            for judge in chance.sample(seats, each)
        )
        made.append(Contender(entry, sheets, field_key=f"f{entry % 2}"))
    return made


@pytest.mark.parametrize("model", ["mixed", "full"])
def test_every_adjusted_figure_is_computed_again_from_its_derivation(model: str) -> None:
    round_ = make_round(combine={**ADJUSTED, "model": model})
    placed, _ = rank_round(round_, CRITERIA, world(3))
    assert [each.points for each in placed] == [rederive(each.derivation) for each in placed]
    assert [each.points for each in placed] == sorted((each.points for each in placed), reverse=True)


def test_scores_that_were_fitted_before_are_fitted_anew_when_one_of_them_or_a_field_is_another() -> None:
    contenders = world(5)
    fit = adjustment("mixed", contenders).fit
    assert adjustment("mixed", list(reversed(world(5)))).fit is fit
    first, *rest = contenders
    sheet, *others = first.sheets
    points = replace(first, sheets=(sheet._replace(total=(sheet.total or 0) + 1), *others))
    for other in (points, replace(first, field_key="f2"), replace(first, status="withdrawn")):
        assert adjustment("mixed", [other, *rest]).fit.scores != fit.scores


def test_an_adjusted_figure_is_the_mean_of_totals_less_the_judges_corrections() -> None:
    contenders = world(5)
    made = adjustment("mixed", contenders)
    placed, _ = rank_round(make_round(combine=ADJUSTED), CRITERIA, contenders)
    points = {each.entry_id: each.points for each in placed}
    for each in contenders:
        values = [s.total - made.corrections[each.entry_id, s.judge_id].shift for s in each.sheets if s.total]
        exact = Fraction(sum(values, Decimal(0))) / len(values)
        assert abs(Fraction(points[each.entry_id] or 0) - exact) <= Fraction(1, 200)
    assert {c.shift.as_tuple().exponent for c in made.corrections.values()} <= {-3, 0}


@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
@settings(max_examples=6)
def test_the_order_of_entries_and_sheets_changes_no_correction(seed: int, chance: random.Random) -> None:
    contenders = world(seed, entries=14, judges=5)
    mixed = [replace(each, sheets=tuple(chance.sample(each.sheets, len(each.sheets)))) for each in contenders]
    chance.shuffle(mixed)
    for model in ("mixed", "full"):
        round_ = make_round(combine={**ADJUSTED, "model": model})
        assert rank_round(round_, CRITERIA, mixed) == rank_round(round_, CRITERIA, contenders)


def test_a_strict_judge_no_longer_costs_a_place() -> None:
    """Entry 1 is better than 2 wherever the same judge saw both, but only 1 had the strict judge twice."""
    made = [contender(n, *(str(60 + n % 7 - 10 * (judge == 2)) for judge in range(3))) for n in range(3, 20)]
    best, next_ = Contender(1, made[0].sheets[:0]), Contender(2, ())
    best = replace(best, sheets=(Sheet(1, "submitted", Decimal(80)), Sheet(3, "submitted", Decimal(70))))
    next_ = replace(next_, sheets=(Sheet(1, "submitted", Decimal(78)), Sheet(2, "submitted", Decimal(78))))
    raw, _ = rank_round(make_round(), CRITERIA, [best, next_, *made])
    fair, _ = rank_round(make_round(combine=ADJUSTED), CRITERIA, [best, next_, *made])
    assert [each.entry_id for each in raw[:2]] == [2, 1]
    assert [each.entry_id for each in fair[:2]] == [1, 2]


def test_judges_who_share_no_entry_are_refused_with_what_to_do() -> None:
    contenders = world(1, apart=True)
    assert [(r.code, r.params) for r in why_not_adjust(contenders)] == [("ranking_adjust_apart", {"groups": 2})]
    with pytest.raises(ValueError, match="apart"):
        rank_round(make_round(combine=ADJUSTED), CRITERIA, contenders)
    other = beside(make_round(), CRITERIA, contenders, (), rank_round(make_round(), CRITERIA, contenders)[0])
    assert (other.kind, dict(other.others), [r.code for r in other.reasons]) == ("", {}, ["ranking_adjust_apart"])


def test_one_bridge_over_a_chain_is_too_loose_and_too_few_scores_are_none() -> None:
    chain = [
        Contender(n, (Sheet(n, "submitted", Decimal(70)), Sheet(n + 1, "submitted", Decimal(72)))) for n in range(9)
    ]
    assert [r.code for r in why_not_adjust(chain)] == ["ranking_adjust_loose"]
    assert [r.code for r in why_not_adjust([contender(1, "80", "90")])] == ["ranking_adjust_few"]
    assert [r.code for r in why_not_adjust([])] == ["ranking_adjust_few"]


def test_the_adjusted_ranking_stands_beside_the_raw_one_with_spans_and_the_raw_beside_the_adjusted() -> None:
    contenders = world(7)
    official, _ = rank_round(make_round(), CRITERIA, contenders)
    other = beside(make_round(), CRITERIA, contenders, (), official)
    assert other.kind == "adjusted"
    adjusted, _ = rank_round(make_round(combine=ADJUSTED), CRITERIA, contenders)
    assert {i: o.rank for i, o in other.others.items()} == {each.entry_id: each.rank for each in adjusted}
    inside = [(o.low or 0) <= o.rank <= (o.high or 0) for o in other.others.values()]
    assert sum(inside) > 0.9 * len(inside)
    back = beside(make_round(combine=ADJUSTED), CRITERIA, contenders, (), adjusted)
    assert back.kind == "raw"
    assert {i: o.rank for i, o in back.others.items()} == {each.entry_id: each.rank for each in official}


def test_equally_strict_judges_leave_the_raw_figures_and_that_is_said() -> None:
    chance = random.Random(2)
    contenders = []
    for n in range(1, 60):
        worth = chance.gauss(70, 8)
        contenders.append(contender(n, *(str(round(worth + chance.gauss(0, 4))) for _ in range(4))))
    other = beside(make_round(), CRITERIA, contenders, (), rank_round(make_round(), CRITERIA, contenders)[0])
    said = " ".join(other.remarks)
    assert "không chênh lệch" in said or "chênh nhau khoảng 0," in said


def test_the_words_of_an_adjusted_figure_show_what_each_sheet_counted() -> None:
    placed, _ = rank_round(make_round(combine=ADJUSTED), CRITERIA, world(5))
    words = " ".join(explain(placed[0].derivation, round_names={}, criterion_names={}))
    counted = [s for s in placed[0].derivation["sheets"] if s["use"] == "counted"]
    assert "Trung bình đã hiệu chỉnh độ nghiêm của 3 phiếu" in words
    assert all(f"→ {s['corrected'].rstrip('0').rstrip('.').replace('.', ',')}" in words for s in counted)


def test_a_correction_is_applied_in_exact_decimals() -> None:
    assert Correction(Decimal("1.234")).of(Decimal(80)) == Decimal("78.766")
    wide = Correction(Decimal("1.5"), Decimal("1.25"), Decimal("0.8"), Decimal(70))
    assert wide.of(Decimal(80)) == Decimal("76.800")
    assert Correction(Decimal(0), Decimal(3)).of(Decimal(2)) == Decimal("0.667")


def columns(contenders: list[Contender]) -> tuple[list[int], list[int], list[float]]:
    rows = [(c.entry_id, s.judge_id, float(s.total or 0)) for c in contenders for s in c.sheets]
    return [r[0] for r in rows], [r[1] for r in rows], [r[2] for r in rows]


def test_chances_agree_with_the_errors_and_sum_to_the_places() -> None:
    fit = quality.mixed(*columns(world(9)))
    chances = fit.posterior.chances((5, 10), draws=1500)
    assert sum(each.within[0] for each in chances.values()) == pytest.approx(5)
    assert sum(each.within[1] for each in chances.values()) == pytest.approx(10)
    drawn = fit.posterior.draw(3000, seed=4)
    for place, name in enumerate(fit.posterior.names):
        assert drawn[:, place].std() == pytest.approx(fit.errors[name], rel=0.12)
    assert 0 < quality.expected_wrong([each.within[0] for each in chances.values()], 5) < 5


def test_full_calibration_finds_a_wide_scale_and_a_careless_judge() -> None:
    chance = random.Random(4)
    entries, judges, values = [], [], []
    for entry in range(150):
        worth = chance.gauss(0, 8)
        for judge in chance.sample(range(8), 5):
            stretch, noise = (1.5, 3.0) if judge == 0 else (1.0, 12.0) if judge == 1 else (1.0, 3.0)
            entries.append(entry)
            judges.append(judge)
            values.append(70 + stretch * worth + chance.gauss(0, noise))
    found = quality.calibrated(entries, judges, values)
    assert max(found.stretches, key=found.stretches.__getitem__) == 0
    assert found.stretches[0] == pytest.approx(1.5, abs=0.2)
    assert max(found.noises, key=found.noises.__getitem__) == 1
    trusted = [w for w, judge in zip(found.weights, judges, strict=True) if judge == 1]
    assert sum(trusted) / len(trusted) < 0.4
