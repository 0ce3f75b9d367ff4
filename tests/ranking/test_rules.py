"""How sheets become figures, figures an order, an order places and a cut: the paragraphs of a regulation."""

import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.editions.rules import Rounding
from contest.editions.rules.judging import GoesOn
from contest.foundation.refusal import Refusal
from contest.ranking.rules import (
    Contender,
    Sheet,
    explain,
    fingerprint,
    rank_round,
    read_votes,
    rederive,
)
from contest.ranking.rules.combine import figure as combine_figure
from contest.ranking.rules.cut import Ranked, cut
from contest.ranking.rules.lean import Means, plain_points
from contest.ranking.rules.places import places
from contest.ranking.rules.rounding import rounded
from tests.ranking.makers import CRITERIA, by_criteria, contender, make_round, sheets


def points_of(round_: Any, *contenders: Contender, **more: Any) -> dict[int, str | None]:
    placed, _ = rank_round(round_, CRITERIA, contenders, **more)
    return {each.entry_id: None if each.points is None else format(each.points, "f") for each in placed}


def ranks_of(round_: Any, *contenders: Contender, **more: Any) -> dict[int, int | None]:
    placed, _ = rank_round(round_, CRITERIA, contenders, **more)
    return {each.entry_id: each.rank for each in placed}


@pytest.mark.parametrize(
    ("value", "rule", "places_", "expected"),
    [
        ("81.345", "half_up", 2, "81.35"),
        ("81.344999", "half_up", 2, "81.34"),
        ("81.345", "half_even", 2, "81.34"),
        ("81.355", "half_even", 2, "81.36"),
        ("81.349", "down", 2, "81.34"),
        ("81.341", "up", 2, "81.35"),
        ("81.34", "up", 2, "81.34"),
        ("0.5", "half_up", 0, "1"),
        ("2.5", "half_even", 0, "2"),
        ("80", "half_up", 2, "80.00"),
    ],
)
def test_rounding_follows_the_written_rule(value: str, rule: Any, places_: int, expected: str) -> None:
    assert format(rounded(Fraction(value), Rounding(places=places_, rule=rule)), "f") == expected


def test_a_third_is_rounded_once_from_the_exact_fraction() -> None:
    assert points_of(make_round(), contender(1, "80", "82", "82")) == {1: "81.33"}


def test_the_mean_of_half_points_rounds_a_half_up_exactly() -> None:
    # 2.675 is no binary float: 2.675 -> 2.68 only in decimal arithmetic.
    assert points_of(make_round(), contender(1, "2.67", "2.68")) == {1: "2.68"}


@pytest.mark.parametrize(
    ("combine", "expected"),
    [
        ({"method": "mean"}, "81.00"),
        ({"method": "median"}, "82.50"),
        ({"method": "sum"}, "405.00"),
        ({"method": "mean", "trim": {"drop_low": 1, "drop_high": 1, "when_at_least": 5}}, "81.83"),
        ({"method": "mean", "trim": {"drop_low": 1, "drop_high": 1, "when_at_least": 6}}, "81.00"),
        ({"method": "mean", "trim": {"drop_low": 2, "drop_high": 2, "when_at_least": 5}}, "82.50"),
        ({"method": "mean", "trim": {"drop_low": 3, "drop_high": 2, "when_at_least": 5}}, "81.00"),
    ],
)
def test_the_combining_the_regulation_names(combine: dict[str, Any], expected: str) -> None:
    assert points_of(make_round(combine=combine), contender(1, "70", "80", "82.5", "83", "89.5")) == {1: expected}


def test_without_the_ends_forty_components_of_olympic_skating_have_their_official_score() -> None:
    """Nine judges, lowest and highest out, rounded half up to two digits (components of 2018)."""
    rows = list(csv.DictReader((Path(__file__).parent / "golden" / "skating.csv").read_text().splitlines()))
    entries = [contender(number, *row["scores"].split()) for number, row in enumerate(rows, 1)]
    official = {number: row["official"] for number, row in enumerate(rows, 1)}
    trimmed = make_round(combine={"trim": {"drop_low": 1, "drop_high": 1, "when_at_least": 9}})
    assert points_of(trimmed, *entries) == official
    plain = points_of(make_round(), *entries)
    assert sum(plain[number] == official[number] for number in official) < len(official) / 4


def test_the_seat_on_the_council_weighs_the_sheet() -> None:
    round_ = make_round(combine={"method": "weighted", "weights": {"chair": 2}})
    entry = Contender(1, (Sheet(1, "submitted", Decimal(90), seat="chair"), Sheet(2, "submitted", Decimal(60))))
    assert points_of(round_, entry) == {1: "80.00"}


def test_only_handed_in_sheets_count_and_zero_is_a_score() -> None:
    entry = contender(1, "80", "0", "absent", "abstained", "recused", "draft", "missing")
    placed, _ = rank_round(make_round(), CRITERIA, [entry])
    assert (placed[0].points, placed[0].sheets) == (Decimal("40.00"), 2)


def test_too_few_sheets_are_no_ranking_and_say_so() -> None:
    placed, _ = rank_round(
        make_round(judges_per_entry=3, quorum=2),
        CRITERIA,
        [contender(1, "80", "absent", "absent"), contender(2, "70", "71", "absent"), contender(3)],
    )
    assert [(each.entry_id, each.rank, each.status) for each in placed] == [
        (2, 1, "ranked"),
        (1, None, "below_quorum"),
        (3, None, "no_sheets"),
    ]


def test_without_a_quorum_every_judge_asked_for_must_have_scored() -> None:
    assert ranks_of(make_round(judges_per_entry=2), contender(1, "80", "draft")) == {1: None}


def test_of_a_whole_council_those_excused_are_not_waited_for() -> None:
    round_ = make_round(judges_per_entry="all_of_council")
    assert ranks_of(round_, contender(1, "80", "70", "recused")) == {1: 1}
    assert ranks_of(round_, contender(1, "80", "70", "missing")) == {1: None}


def test_a_withdrawn_entry_keeps_its_sheets_but_no_place() -> None:
    placed, _ = rank_round(make_round(), CRITERIA, [contender(1, "80", status="withdrawn"), contender(2, "70")])
    assert [(each.entry_id, each.rank, each.status) for each in placed] == [(2, 1, "ranked"), (1, None, "withdrawn")]


def test_equals_share_a_place_and_the_next_is_skipped() -> None:
    assert places([[7], [8, 9], [10]]) == {7: 1, 8: 2, 9: 2, 10: 4}
    entries = [contender(1, "80"), contender(2, "75"), contender(3, "75"), contender(4, "70")]
    assert ranks_of(make_round(), *entries) == {1: 1, 2: 2, 3: 2, 4: 4}


def test_council_points_are_scaled_and_votes_go_by_the_highest() -> None:
    round_ = make_round(
        parts=[
            {"key": "council", "weight": 80, "from": "criteria"},
            {"key": "public", "weight": 20, "from": "votes", "scaled_to": "highest", "rounding": {"places": 1}},
        ]
    )
    # 80 × 75/100 = 60; 20 × 120/120 = 20; 20 × 35/120 = 5.833… -> 5.8
    assert points_of(round_, contender(1, "75", votes=120), contender(2, "75", votes=35)) == {1: "80.00", 2: "65.80"}


def test_votes_by_their_total_and_no_votes_at_all() -> None:
    parts = [
        {"key": "council", "weight": 80, "from": "criteria"},
        {"key": "public", "weight": 20, "from": "votes", "scaled_to": "total"},
    ]
    entries = contender(1, "100", votes=3), contender(2, "100", votes=1)
    assert points_of(make_round(parts=parts), *entries) == {1: "95.00", 2: "85.00"}
    assert points_of(make_round(parts=parts), contender(1, "100", votes=0)) == {1: "80.00"}


def test_an_entry_without_a_count_of_votes_is_not_ranked() -> None:
    parts = [
        {"key": "council", "weight": 80, "from": "criteria"},
        {"key": "public", "weight": 20, "from": "votes"},
    ]
    placed, _ = rank_round(make_round(parts=parts), CRITERIA, [contender(1, "100")])
    assert placed[0].status == "votes_missing"


def test_rounds_are_carried_by_their_weights() -> None:
    round_ = make_round(carry={"preliminary": Decimal("0.3"), "final": Decimal("0.7")})
    first, second = Contender(1, sheets("90"), earlier={"preliminary": Decimal("80.33")}), contender(2, "90")
    placed, _ = rank_round(round_, CRITERIA, [first, second])
    # 0.3 × 80.33 + 0.7 × 90 = 87.099
    assert [(each.points, each.status) for each in placed] == [
        (Decimal("87.10"), "ranked"),
        (None, "earlier_round_missing"),
    ]


def test_bands_of_points_carry_a_grade() -> None:
    bands = [
        {"name": "xuất sắc", "threshold": {"at_least": 85}},
        {"name": "khá", "threshold": {"at_least": 75}},
        {"name": "đạt", "threshold": {"above": 55}},
    ]
    entries = [contender(i, total) for i, total in enumerate(["85", "84.99", "75", "55.01", "55"], 1)]
    placed, _ = rank_round(make_round(grade_bands=bands), CRITERIA, entries)
    assert [each.grade for each in placed] == ["xuất sắc", "khá", "khá", "đạt", ""]


def test_a_graded_round_orders_by_its_bands_and_takes_the_middle_grade() -> None:
    round_ = make_round(kind="grades", grades=["xuất sắc", "khá", "đạt"], goes_on={"grades": ["xuất sắc", "khá"]})

    def entry(entry_id: int, *grades: str) -> Contender:
        return Contender(entry_id, tuple(Sheet(j, "submitted", grade=grade) for j, grade in enumerate(grades, 1)))

    placed, _ = rank_round(
        round_,
        (),
        [entry(1, "khá", "đạt", "khá"), entry(2, "xuất sắc"), entry(3, "khá", "đạt"), entry(4, "khá")],
        is_last=False,
    )
    assert [(each.entry_id, each.rank, each.grade, each.goes_on) for each in placed] == [
        (2, 1, "xuất sắc", True),
        (1, 2, "khá", True),
        (4, 2, "khá", True),
        (3, 4, "đạt", False),
    ]


def test_the_ladder_is_climbed_in_its_order() -> None:
    round_ = make_round(ties=["criterion:novelty", "criterion:effect", "share"])
    entries = [
        by_criteria(1, [{"novelty": 30, "use": 30, "effect": 20}]),
        by_criteria(2, [{"novelty": 30, "use": 20, "effect": 30}]),
        by_criteria(3, [{"novelty": 35, "use": 25, "effect": 20}]),
    ]
    assert ranks_of(round_, *entries) == {3: 1, 2: 2, 1: 3}


@pytest.mark.parametrize(
    ("step", "first", "second"),
    [
        ("median", {"totals": ("70", "80", "81")}, {"totals": ("75", "76", "80")}),
        ("highest_sheet", {"totals": ("70", "90")}, {"totals": ("75", "85")}),
        ("lowest_sheet", {"totals": ("78", "82")}, {"totals": ("70", "90")}),
        ("earlier_round", {"totals": ("80",), "previous": Decimal(70)}, {"totals": ("80",), "previous": Decimal(69)}),
        (
            "earlier_submission",
            {"totals": ("80",), "submitted_at": datetime(2026, 5, 1, tzinfo=UTC)},
            {"totals": ("80",), "submitted_at": datetime(2026, 5, 2, tzinfo=UTC)},
        ),
        (
            "youngest",
            {"totals": ("80",), "youngest_born": date(2016, 1, 2)},
            {"totals": ("80",), "youngest_born": date(2015, 12, 31)},
        ),
    ],
)
def test_each_step_of_the_ladder_decides(step: str, first: dict[str, Any], second: dict[str, Any]) -> None:
    round_ = make_round(ties=[step, "share"])
    better = contender(2, *first.pop("totals"), **first)
    worse = contender(1, *second.pop("totals"), **second)
    assert ranks_of(round_, better, worse) == {2: 1, 1: 2}


def test_what_an_entry_lacks_puts_it_last_among_its_equals() -> None:
    round_ = make_round(ties=["youngest", "share"])
    assert ranks_of(round_, contender(1, "80"), contender(2, "80", youngest_born=date(2010, 1, 1))) == {2: 1, 1: 2}


def test_a_tie_waits_for_the_council_and_its_vote_settles_it() -> None:
    round_ = make_round(ties=["vote_of_council", "share"])
    entries = [contender(1, "80"), contender(2, "80"), contender(3, "80")]
    placed, ties = rank_round(round_, CRITERIA, entries)
    assert {each.tie_state for each in placed} == {"needs_vote"}
    assert ties[0].standing == (((1, 2, 3), "needs_vote"),)
    placed, ties = rank_round(round_, CRITERIA, entries, [[2, 3, 1]])
    assert [(each.entry_id, each.rank, each.tie_state) for each in placed] == [(2, 1, ""), (3, 2, ""), (1, 3, "")]
    assert ties[0].standing == ()


def test_the_latest_vote_counts() -> None:
    round_ = make_round(ties=["vote_of_council"])
    entries = [contender(1, "80"), contender(2, "80")]
    assert ranks_of(round_, *entries, settlements=[[1, 2], [2, 1]]) == {2: 1, 1: 2}


def test_a_vote_on_some_of_the_equals_does_not_settle_all_of_them() -> None:
    round_ = make_round(ties=["vote_of_council"])
    entries = [contender(i, "80") for i in (1, 2, 3)]
    assert ranks_of(round_, *entries, settlements=[[2, 1]]) == {1: 1, 2: 1, 3: 1}


def ranked(*rows: tuple[int, int, str] | tuple[int, int, str, str]) -> list[Ranked]:
    return [Ranked(row[0], row[1], Decimal(row[2]), scope=row[3] if len(row) > 3 else "") for row in rows]


FOUR = ranked((1, 1, "70"), (2, 2, "60.01"), (3, 3, "60"), (4, 4, "59.99"))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"threshold": {"at_least": 60}}, [1, 2, 3]),
        ({"threshold": {"above": 60}}, [1, 2]),
        ({"top": 2}, [1, 2]),
        ({"top": 4, "threshold": {"above": 60}}, [1, 2]),
        ({"percent": 50}, [1, 2]),
        ({"percent": 49}, [1]),
        ({}, [1, 2, 3, 4]),
    ],
)
def test_who_goes_on(rule: dict[str, Any], expected: list[int]) -> None:
    going = cut(GoesOn.model_validate(rule), FOUR, is_last=False)
    assert [entry_id for entry_id, goes in sorted(going.items()) if goes] == expected


@pytest.mark.parametrize(("boundary_tie", "second"), [("expand", True), ("withhold", False), ("to_council", None)])
def test_equals_on_the_last_place_of_the_cut_are_treated_alike(boundary_tie: str, second: bool | None) -> None:
    rows = ranked((1, 1, "70"), (2, 2, "65"), (3, 2, "65"), (4, 4, "60"))
    going = cut(GoesOn.model_validate({"top": 2, "boundary_tie": boundary_tie}), rows, is_last=False)
    assert going == {1: True, 2: second, 3: second, 4: False}


def test_the_cut_counts_in_every_field_by_itself() -> None:
    rows = ranked((1, 1, "90", "a"), (2, 2, "80", "a"), (3, 3, "70", "b"), (4, 4, "60", "b"))
    assert cut(GoesOn(top=1, per="field"), rows, is_last=False) == {1: True, 2: False, 3: True, 4: False}


def test_the_council_chooses_among_those_over_the_threshold() -> None:
    rule = GoesOn.model_validate({"chosen_by": "council", "threshold": {"at_least": 60}})
    assert cut(rule, FOUR, is_last=False) == {1: None, 2: None, 3: None, 4: False}


def test_nobody_goes_on_from_the_last_round() -> None:
    assert set(cut(GoesOn(top=1), FOUR, is_last=True).values()) == {None}


def test_hai_duong_14_sends_those_over_60_of_103_to_the_final() -> None:
    """SCORES.md: strictly more than 60, 36 of 103; 60 itself is out."""
    totals = [Decimal(61) + i for i in range(35)] + [Decimal("60.01")] + [Decimal(60)] * 5 + [Decimal(40)] * 62
    entries = [contender(i, total) for i, total in enumerate(totals, 1)]
    placed, _ = rank_round(make_round(goes_on={"threshold": {"above": 60}}), CRITERIA, entries, is_last=False)
    assert (sum(each.goes_on is True for each in placed), len(placed)) == (36, 103)


def test_tra_vinh_6_sends_those_from_60_up_by_field() -> None:
    """SCORES.md: at least 60; 3/24, 1/5, 3/56, 9/56, 4/35 of the fields, 20 of 176."""
    fields = {"study": (3, 24), "software": (1, 5), "green": (3, 56), "home": (9, 56), "climate": (4, 35)}
    entries, number = [], 0
    for field, (final, entered) in fields.items():
        for place in range(entered):
            number += 1
            entries.append(contender(number, "60" if place < final else "59.99", field_key=field))
    placed, _ = rank_round(
        make_round(goes_on={"threshold": {"at_least": 60}, "per": "field"}), CRITERIA, entries, is_last=False
    )
    field_of = {entry.entry_id: entry.field_key for entry in entries}
    going = [field_of[each.entry_id] for each in placed if each.goes_on]
    assert {field: going.count(field) for field in fields} == {field: n for field, (n, _) in fields.items()}
    assert (len(going), len(placed)) == (20, 176)


# What can be said of every ranking.

POINTS = st.integers(0, 200).map(lambda halves: str(Decimal(halves) / 2))
LADDERS = st.permutations(["criterion:novelty", "median", "highest_sheet", "lowest_sheet", "vote_of_council", "share"])
COMBINES = st.sampled_from(
    [
        {"method": "mean"},
        {"method": "median"},
        {"method": "sum", "rounding": {"places": 1, "rule": "down"}},
        {"method": "mean", "trim": {"when_at_least": 3}, "rounding": {"places": 0, "rule": "half_even"}},
        {"method": "weighted", "weights": {"member": "1.5"}},
    ]
)
CONTENDERS = st.lists(st.lists(st.one_of(POINTS, st.just("absent")), max_size=5), min_size=1, max_size=12)


@given(rows=CONTENDERS, ladder=LADDERS, combine=COMBINES, random=st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(rows: Any, ladder: Any, combine: Any, random: Any) -> None:
    round_ = make_round(ties=ladder, combine=combine, quorum=1)
    entries = [contender(i, *row) for i, row in enumerate(rows)]
    shuffled = [Contender(e.entry_id, tuple(random.sample(e.sheets, len(e.sheets)))) for e in entries]
    random.shuffle(shuffled)
    assert rank_round(round_, CRITERIA, entries) == rank_round(round_, CRITERIA, shuffled)
    assert fingerprint(round_, CRITERIA, entries, []) == fingerprint(round_, CRITERIA, shuffled, [])


@given(rows=CONTENDERS, ladder=LADDERS, combine=COMBINES)
def test_the_derivation_alone_gives_the_figure_again(rows: Any, ladder: Any, combine: Any) -> None:
    round_ = make_round(ties=ladder, combine=combine, quorum=1)
    placed, _ = rank_round(round_, CRITERIA, [contender(i, *row) for i, row in enumerate(rows)])
    for each in placed:
        assert rederive(each.derivation) == each.points
        assert explain(each.derivation, round_names={}, criterion_names={})


@given(rows=CONTENDERS, ladder=LADDERS)
def test_more_points_are_never_a_worse_place(rows: Any, ladder: Any) -> None:
    round_ = make_round(ties=ladder, quorum=1)
    placed, _ = rank_round(round_, CRITERIA, [contender(i, *row) for i, row in enumerate(rows)])
    in_order = [each for each in placed if each.rank is not None]
    assert [each.points for each in in_order] == sorted((each.points for each in in_order), reverse=True)
    for each in in_order:
        assert each.rank == 1 + sum(other.rank < each.rank for other in in_order)


def test_the_derivation_says_how_the_figure_came_about() -> None:
    round_ = make_round(combine={"method": "mean", "trim": {"when_at_least": 5}})
    placed, _ = rank_round(round_, CRITERIA, [contender(1, "80", "82.5", "79", "85", "90", "absent")])
    assert explain(placed[0].derivation, round_names={}, criterion_names={}) == [
        "5 phiếu: 79; 80; 82,5; 85; 90. Bỏ phiếu cao nhất 90 và thấp nhất 79. "
        "Trung bình của 3 phiếu còn lại = 82,5 (lấy 2 chữ số thập phân, nửa trở lên làm tròn lên).",
        "Không tính: 1 giám khảo vắng.",
    ]


def test_a_change_of_one_score_changes_the_fingerprint() -> None:
    round_ = make_round()
    one = fingerprint(round_, CRITERIA, [contender(1, "80")], [])
    assert one != fingerprint(round_, CRITERIA, [contender(1, "80.5")], [])
    assert one == fingerprint(round_, CRITERIA, [contender(1, "80.000")], [])
    assert one != fingerprint(make_round(ties=["median"]), CRITERIA, [contender(1, "80")], [])


@pytest.mark.parametrize("line", ["KT-001 1234", "KT-001: 1.234", "KT-001;;  1234", "KT-001,1.234"])
def test_votes_are_read_however_the_line_is_written(line: str) -> None:
    assert read_votes(f"\n{line}\nMã số 2 0\n") == {"KT-001": 1234, "Mã số 2": 0}


@pytest.mark.parametrize("line", ["KT-001", "KT-001 mười", "12", ": 12", "KT-001 ٣", "KT-001 " + "9" * 5000])
def test_a_line_that_is_no_count_is_named(line: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_votes(f"KT-002 5\n{line}")
    assert [reason.params["line"] for reason in refused.value.reasons] == [2]


@pytest.mark.timeout(10)
def test_a_line_of_nothing_but_signs_holds_nobody_up() -> None:
    with pytest.raises(Refusal):
        read_votes("a" + "," * 1_000_000)


_SHEETS = st.lists(
    st.tuples(st.sampled_from(["submitted", "submitted", "submitted", "left_out", "absent"]), st.integers(0, 2000)),
    max_size=6,
)


@given(
    _SHEETS,
    st.sampled_from(["mean", "median"]),
    st.sampled_from([None, {"when_at_least": 3}, {"when_at_least": 2, "drop_low": 1, "drop_high": 0}]),
    st.sampled_from(["half_up", "half_even", "down", "up"]),
    st.integers(1, 4),
)
def test_the_short_way_to_a_figure_is_the_long_one(given_sheets, method, trim, rule, quorum):
    combine = {"method": method, "trim": trim, "rounding": {"places": 2, "rule": rule}}
    rules = make_round(combine=combine, quorum=quorum)
    # The same total with another exponent is the same total.
    sheets = tuple(
        Sheet(judge, state, Decimal(points).scaleb(-1) if judge % 2 else (Decimal(points) / 10).normalize())
        for judge, (state, points) in enumerate(given_sheets, 1)
    )
    entry, means = Contender(1, sheets), Means(rules.combine.rounding)
    [placed], _ = rank_round(rules, CRITERIA, [entry])
    assert plain_points(rules, entry, means) == placed.points
    counted = [line["total"] for line in placed.derivation["sheets"] if line["use"] == "counted"]
    if placed.points is not None:
        exact = combine_figure([Decimal(total) for total in counted], [Decimal(1)] * len(counted), method)
        assert placed.derivation["exact"] == str(exact)
        assert placed.points == rounded(exact, rules.combine.rounding)
        assert format(placed.points, "f") == placed.derivation["points"]
