"""What may stand on a sheet, what it adds up to, when sheets disagree, when a round may close."""

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.editions.rules import Criterion, CriterionPart, Round
from contest.editions.rules.judging import Disagreement
from contest.foundation.refusal import Refusal
from contest.foundation.words import sentence, tell
from contest.scoring import rules
from contest.scoring.rules import CellRead, EntryInRound, Standing, WaitingCase
from contest.scoring.rules.sheets import why_not_mark

tell(rules.WORDS)

D = Decimal
NOVELTY = Criterion(key="novelty", name="Tính mới", max=D(40), step=D("0.5"))
USE = Criterion(key="use", name="Khả năng áp dụng", max=D(30), min=D(5), step=D("0.5"))
EFFECT = Criterion(
    key="effect",
    name="Hiệu quả",
    max=D(30),
    step=D("0.5"),
    parts=(
        CriterionPart(key="eco", name="Kinh tế", max=D(15)),
        CriterionPart(key="soc", name="Xã hội", max=D(15), step=D(1)),
    ),
)
CRITERIA = (NOVELTY, USE, EFFECT)
FULL = {"novelty": D(35), "use": D("20.5"), "effect.eco": D(10), "effect.soc": D(12)}
OPEN = Standing("open")


def round_(**more: object) -> Round:
    """A round of the three criteria, three judges an entry."""
    return Round.model_validate({"key": "r", "name": "Sơ khảo", "judges_per_entry": 3, **more})


def codes(reasons: list[object]) -> list[tuple[str, str]]:
    """Each reason's code and place; its sentence must be there."""
    for reason in reasons:
        assert sentence(reason)
    return [(reason.code, reason.where) for reason in reasons]


# cells and totals


def test_a_criterion_with_parts_has_a_cell_for_each_part() -> None:
    assert [(cell.key, cell.full_name, cell.most, cell.step) for cell in rules.cells(CRITERIA)] == [
        ("novelty", "Tính mới", D(40), D("0.5")),
        ("use", "Khả năng áp dụng", D(30), D("0.5")),
        ("effect.eco", "Hiệu quả – Kinh tế", D(15), D("0.5")),
        ("effect.soc", "Hiệu quả – Xã hội", D(15), D(1)),
    ]


@pytest.mark.parametrize(
    ("weights", "points", "expected"),
    [
        (("1", "1"), ("0.1", "0.2"), "0.300"),
        (("0.3", "0.7"), ("85", "90.5"), "88.850"),
        (("1", "1"), ("0", "0"), "0.000"),
        (("0.3333", "1"), ("10.005", "0"), "3.335"),
        (("0.5", "0.5"), ("0.001", "0"), "0.001"),  # a half of a thousandth is rounded up
        (("0.25", "1"), ("0.001", "0"), "0.000"),
        (("2", "1"), ("40", "19.999"), "99.999"),
    ],
)
def test_a_total_is_exact_and_rounded_once_to_a_thousandth(
    weights: tuple[str, str], points: tuple[str, str], expected: str
) -> None:
    criteria = [
        Criterion(key=key, name=key, max=D(100), step=D(0), weight=D(weight))
        for key, weight in zip("ab", weights, strict=True)
    ]
    given = {key: D(figure) for key, figure in zip("ab", points, strict=True)}
    assert rules.total(criteria, given) == D(expected)


@pytest.mark.parametrize("blank", ["novelty", "use", "effect.eco", "effect.soc"])
def test_a_sheet_with_a_blank_has_no_total_and_the_blank_is_no_zero(blank: str) -> None:
    assert rules.total(CRITERIA, FULL | {blank: None}) is None
    assert rules.total(CRITERIA, FULL | {blank: D(0)}) is not None


@given(
    st.lists(
        st.tuples(st.integers(0, 100_000), st.integers(1, 5_000)),
        min_size=1,
        max_size=8,
    )
)
def test_totals_equal_fractions_rounded_half_up(cells: list[tuple[int, int]]) -> None:
    criteria = [
        Criterion(key=f"c{place}", name="x", max=D(100), step=D(0), weight=D(weight).scaleb(-3))
        for place, (_, weight) in enumerate(cells)
    ]
    points = {f"c{place}": D(figure).scaleb(-3) for place, (figure, _) in enumerate(cells)}
    exact = sum(Fraction(figure, 1000) * Fraction(weight, 1000) for figure, weight in cells)
    rounded = (exact * 1000 + Fraction(1, 2)).__floor__()
    assert rules.total(criteria, points) == D(rounded).scaleb(-3)


@given(st.permutations(["novelty", "use", "effect.eco", "effect.soc"]))
def test_the_order_of_cells_does_not_change_a_total(order: list[str]) -> None:
    assert rules.total(CRITERIA, {key: FULL[key] for key in order}) == D("77.500")


def test_grades_are_figures_that_rise_with_the_grade() -> None:
    grades = ("xuất sắc", "khá", "đạt")
    assert [rules.grade_points(grades, grade) for grade in grades] == [D(3), D(2), D(1)]
    assert [rules.grade_word(grades, D(figure)) for figure in (3, 2, 1, 0)] == ["xuất sắc", "khá", "đạt", ""]


# figures


@pytest.mark.parametrize(
    ("cell", "figure", "code"),
    [
        ("novelty", "40", ""),
        ("novelty", "40.5", "score_above_max"),
        ("novelty", "0", ""),
        ("novelty", "-1", "score_below_min"),
        ("novelty", "12.3", "score_off_step"),
        ("novelty", "12.5", ""),
        ("novelty", "12.0001", "points_too_fine"),
        ("use", "4.5", "score_below_min"),
        ("use", "5", ""),
        ("effect.soc", "7.5", "score_off_step"),
        ("effect.eco", "7.5", ""),
        ("effect.eco", "15.5", "score_above_max"),
        ("nothing", "1", "score_unknown_cell"),
    ],
)
def test_a_figure_that_cannot_stand_is_named_at_its_cell(cell: str, figure: str, code: str) -> None:
    reasons = rules.why_not_score(CRITERIA, {cell: D(figure)})
    assert [(reason.code, reason.where) for reason in reasons] == ([(code, cell)] if code else [])


def test_the_full_marks_are_always_a_step() -> None:
    odd = Criterion(key="a", name="A", max=D("9.7"), step=D("0.5"))
    assert rules.why_not_score([odd], {"a": D("9.7")}) == []


def test_every_bad_cell_is_named_at_once() -> None:
    bad = {"novelty": D(41), "use": D(1), "effect.eco": D("0.3"), "effect.soc": None}
    assert codes(rules.why_not_score(CRITERIA, bad)) == [
        ("score_above_max", "novelty"),
        ("score_below_min", "use"),
        ("score_off_step", "effect.eco"),
    ]


# handing in


def test_a_whole_sheet_may_be_handed_in() -> None:
    assert rules.why_not_hand_in(round_(), CRITERIA, FULL, "", OPEN) == []


def test_missing_cells_are_listed_at_their_places() -> None:
    reasons = rules.why_not_hand_in(round_(comment="required"), CRITERIA, {"novelty": D(1)}, "  ", OPEN)
    assert codes(reasons) == [
        ("score_missing", "use"),
        ("score_missing", "effect.eco"),
        ("score_missing", "effect.soc"),
        ("comment_missing", "comment"),
    ]


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        (Standing("preparing"), ["scoring_not_open"]),
        (Standing("closed"), ["scoring_closed"]),
        (Standing("open", is_assigned=False), ["sheet_not_yours"]),
        (Standing("open", in_conflict=True), ["sheet_in_conflict"]),
        (Standing("open", sheet_state="submitted"), ["sheet_handed_in"]),
        (Standing("open", sheet_state="recused"), ["sheet_in_conflict"]),
        (Standing("open", sheet_state="absent"), []),
        (Standing("closed", is_assigned=False), ["scoring_closed", "sheet_not_yours"]),
    ],
)
def test_who_may_not_write_is_told_why(standing: Standing, expected: list[str]) -> None:
    assert [code for code, _ in codes(rules.why_not_write(standing))] == expected


def test_a_sheet_of_zeros_is_asked_about_before_it_counts() -> None:
    zeros = {"novelty": D(0)}
    assert codes(rules.why_not_hand_in(round_(), [NOVELTY], zeros, "", OPEN)) == [("zero_or_absent", "zero_is_meant")]
    assert rules.why_not_hand_in(round_(), [NOVELTY], zeros, "", OPEN, zero_is_meant=True) == []


@pytest.mark.parametrize(
    ("state", "sheet", "has_scores", "reason", "expected"),
    [
        ("absent", "", False, "ốm", []),
        ("absent", "draft", True, "ốm", ["absent_has_scores"]),
        ("abstained", "draft", True, "ngoài chuyên môn", []),
        ("abstained", "submitted", True, "x", ["sheet_handed_in"]),
        ("recused", "", False, " ", ["mark_reason_missing"]),
        ("zero", "", False, "x", ["mark_unknown"]),
    ],
)
def test_a_mark_needs_a_reason_and_never_covers_scores(
    state: str, sheet: str, has_scores: bool, reason: str, expected: list[str]
) -> None:
    standing = Standing("open", sheet_state=sheet)
    assert [code for code, _ in codes(why_not_mark(standing, state, reason, has_scores=has_scores))] == expected


@pytest.mark.parametrize(
    ("state", "by", "settled", "reason", "expected"),
    [
        ("submitted", "judge", False, "", []),
        ("submitted", "judge", True, "", ["sheet_is_settled"]),
        ("absent", "judge", False, "", ["mark_is_the_offices"]),
        ("abstained", "judge", False, "", []),
        ("draft", "judge", False, "", ["sheet_is_open"]),
        ("submitted", "office", True, "chấm lại", []),
        ("submitted", "office", False, "", ["reopen_reason_missing"]),
    ],
)
def test_a_sheet_is_opened_again_by_its_judge_until_settled_then_by_the_office(
    state: str, by: str, settled: bool, reason: str, expected: list[str]
) -> None:
    standing = Standing("open", sheet_state=state, case_step="closed" if settled else "")
    assert [code for code, _ in codes(rules.why_not_reopen_sheet(standing, reason, by=by))] == expected


def test_two_devices_see_both_values_of_each_cell_that_differs() -> None:
    reasons = rules.changed_elsewhere(CRITERIA, FULL, FULL | {"novelty": D("12.5"), "use": None}, "a", "a")
    assert [(reason.where, reason.params) for reason in reasons] == [
        ("novelty", {"ours": "35", "theirs": "12,5"}),
        ("use", {"ours": "20,5", "theirs": "để trống"}),
    ]
    assert rules.changed_elsewhere(CRITERIA, FULL, dict(FULL), "a", "a") == []


# reading paper


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", CellRead("missing")),
        (None, CellRead("missing")),
        ("  ", CellRead("missing")),
        ("0", CellRead("scored", D(0))),
        (0, CellRead("scored", D(0))),
        ("87,5", CellRead("scored", D("87.5"))),
        ("87.5", CellRead("scored", D("87.5"))),
        (D("87.5"), CellRead("scored", D("87.5"))),
        ("VẮNG", CellRead("absent")),
        ("vắng", CellRead("absent")),
        ("Không  chấm", CellRead("abstained")),
        ("MIỄN", CellRead("recused")),
    ],
)
def test_a_blank_a_zero_and_the_words_stay_different_things(typed: object, expected: CellRead) -> None:
    assert rules.read_cell(typed) == expected


@pytest.mark.parametrize("typed", ["tám", "8,5,5", "-3", "=1+1", "12.345", True])
def test_what_is_no_score_is_refused(typed: object) -> None:
    with pytest.raises(Refusal):
        rules.read_cell(typed)


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (("scored", "scored"), "scored"),
        (("scored", "missing"), "draft"),
        (("missing", "missing"), ""),
        (("absent", "missing"), "absent"),
        (("abstained", "scored"), "abstained"),
        (("recused", "recused"), "recused"),
    ],
)
def test_a_word_in_one_cell_is_about_the_whole_sheet(states: tuple[str, str], expected: str) -> None:
    assert rules.sheet_state_of({str(place): CellRead(state) for place, state in enumerate(states)}) == expected


def test_two_different_words_on_one_sheet_are_refused() -> None:
    with pytest.raises(ValueError):
        rules.sheet_state_of({"a": CellRead("absent"), "b": CellRead("abstained")})


# disagreement


@dataclass(frozen=True)
class Figures:
    """A sheet as the comparison sees it."""

    entry_id: int
    total: Decimal | None
    state: str = "submitted"
    points: dict[str, Decimal | None] = field(default_factory=dict)


def limited(limit: str, of: str = "total", then: str = "third_judge") -> Round:
    """A round with a limit of disagreement."""
    return round_(disagreement=Disagreement(limit=D(limit), of=of, then=then))


@pytest.mark.parametrize(
    ("totals", "limit", "spread"),
    [
        (("60", "75"), "15", None),  # the limit itself is still agreement
        (("60", "75.001"), "15", "15.001"),
        (("60", "60"), "0", None),
        (("60", "60.5"), "0", "0.5"),
        (("60",), "0", None),
        (("60", "80", "99"), "15", "39"),
    ],
)
def test_sheets_further_apart_than_the_limit_are_a_case(
    totals: tuple[str, ...], limit: str, spread: str | None
) -> None:
    cases = rules.gaps(limited(limit), CRITERIA, [Figures(1, D(total)) for total in totals])
    assert [case.spread for case in cases] == ([D(spread)] if spread else [])


def test_only_submitted_sheets_are_compared() -> None:
    sheets = [Figures(1, D(10)), Figures(1, None, "absent"), Figures(1, D(90), "draft")]
    assert rules.gaps(limited("15"), CRITERIA, sheets) == []


def test_a_limit_of_a_criterion_looks_at_each_criterion() -> None:
    one = Figures(7, D(50), points=FULL)
    two = Figures(7, D(50), points=FULL | {"effect.eco": D(1), "novelty": D(34)})
    cases = rules.gaps(limited("5", "criterion"), CRITERIA, [one, two])
    assert [(case.entry_id, case.criterion_key, case.spread) for case in cases] == [(7, "effect", D(9))]


def test_the_widest_gap_of_an_entry_stands_for_it() -> None:
    one, two = Figures(7, D(50), points=FULL), Figures(7, D(50), points=FULL | {"effect.eco": D(1), "novelty": D(20)})
    found = rules.gaps(limited("5", "criterion"), CRITERIA, [one, two])
    assert len(found) == 2
    assert rules.widest(found) == {7: max(gap.spread for gap in found)}


# closing


def entry(entry_id: int, judges: int, *states: str) -> EntryInRound:
    """An entry with judges 1..n and the states of the first of their sheets."""
    return EntryInRound(entry_id, tuple(range(1, judges + 1)), dict(enumerate((s for s in states), start=1)))


@pytest.mark.parametrize(
    ("rules_", "states", "missing", "short"),
    [
        ({}, ("submitted", "submitted", "submitted"), 0, None),
        ({}, ("submitted", "submitted"), 1, None),
        ({}, ("submitted", "submitted", "draft"), 1, None),
        ({}, ("submitted", "submitted", "absent"), 0, (2, 3)),
        ({"quorum": 2}, ("submitted", "submitted", "absent"), 0, None),
        ({"quorum": 2}, ("submitted", "submitted"), 1, None),  # a blank is never taken for an absence
        ({"quorum": 2}, ("submitted", "absent", "recused"), 0, (1, 2)),
        ({"quorum": 2}, ("absent", "absent"), 1, (0, 2)),
        ({"judges_per_entry": "all_of_council"}, ("submitted", "submitted", "recused"), 0, None),
        ({"judges_per_entry": "all_of_council"}, ("submitted", "submitted", "absent"), 0, (2, 3)),
        ({"judges_per_entry": 5}, ("submitted", "submitted", "submitted"), 0, (3, 5)),
    ],
)
def test_closing_lists_what_is_missing(
    rules_: dict[str, object], states: tuple[str, ...], missing: int, short: tuple[int, int] | None
) -> None:
    report = rules.closing_report(round_(**rules_), [entry(1, 3, *states)], {}, [])
    assert len(report.missing) == missing
    assert [(one.counted, one.needed) for one in report.short] == ([short] if short else [])
    assert report.is_ready == (not missing and short is None)


@pytest.mark.parametrize(("lowered", "ready"), [({}, False), ({0: 2}, True), ({1: 2}, True), ({2: 2}, False)])
def test_a_recorded_decision_lowers_the_quorum_for_one_entry_or_all(lowered: dict[int, int], ready: bool) -> None:
    report = rules.closing_report(round_(), [entry(1, 3, "submitted", "submitted", "absent")], lowered, [])
    assert report.is_ready is ready


@pytest.mark.parametrize("step", ["", "again", "closing"])
def test_a_disagreement_that_is_not_concluded_keeps_the_round_open(step: str) -> None:
    whole = [entry(1, 3, "submitted", "submitted", "submitted")]
    report = rules.closing_report(limited("15"), whole, {}, [WaitingCase(1, step)])
    assert not report.is_ready


@pytest.mark.parametrize(
    ("states", "short"),
    [
        (("submitted", "submitted", "left_out"), None),  # handed in, as a sheet that trimming drops
        (("submitted", "submitted", "set_aside"), (2, 3)),  # makes room for the sheet of whoever came instead
    ],
)
def test_a_sheet_left_out_by_a_conclusion_was_handed_in_and_one_set_aside_was_not(
    states: tuple[str, ...], short: tuple[int, int] | None
) -> None:
    report = rules.closing_report(round_(), [entry(1, 3, *states)], {}, [])
    assert not report.missing
    assert [(one.counted, one.needed) for one in report.short] == ([short] if short else [])


def test_a_round_without_entries_does_not_close() -> None:
    report = rules.closing_report(round_(), [], {}, [])
    assert codes(rules.why_not_close(report, "open", {}, {})) == [("scoring_round_empty", "")]


def test_each_missing_thing_is_a_sentence_with_names() -> None:
    cases = [WaitingCase(2, "choosing")]
    entries = [entry(1, 3, "submitted", "draft"), entry(2, 3, "submitted", "submitted", "absent")]
    report = rules.closing_report(limited("15"), entries, {}, cases)
    reasons = rules.why_not_close(report, "open", {1: "A01", 2: "A02"}, {1: "An", 2: "Bình", 3: "Cúc"})
    assert [(reason.where, sentence(reason)) for reason in reasons] == [
        ("A01", "Phiếu của Bình còn là bản nháp."),
        ("A01", "Cúc chưa chấm."),
        ("A02", "Có 2 phiếu tính điểm, cần 3."),
        ("A02", "Điểm chênh lệch quá giới hạn: chờ xác nhận người chấm thêm."),
    ]


@pytest.mark.parametrize(
    ("quorum", "most", "reason", "expected"),
    [
        (2, 3, "một giám khảo ốm", []),
        (3, 3, "x", ["quorum_not_lower"]),
        (0, 3, "x", ["quorum_not_lower"]),
        (None, 3, "", ["quorum_not_lower", "quorum_reason_missing"]),
    ],
)
def test_a_quorum_is_only_lowered_and_with_a_reason(
    quorum: int | None, most: int, reason: str, expected: list[str]
) -> None:
    assert [code for code, _ in codes(rules.why_not_lower_quorum(quorum, reason, "open", most))] == expected


def test_a_round_is_not_opened_again_once_the_next_runs_on_it() -> None:
    assert codes(rules.why_not_reopen_round("closed", "cộng sai", ["Chung khảo"])) == [("scoring_round_followed", "")]
    assert rules.why_not_reopen_round("closed", "cộng sai", []) == []
    assert [code for code, _ in codes(rules.why_not_reopen_round("open", "", []))] == [
        "scoring_round_running",
        "reopen_reason_missing",
    ]
