"""Conflicts found in papers, orders of reading, fair loads, the roster, seats."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from contest.foundation.refusal import Reason
from contest.juries.rules.conflicts import EntryFacts, JudgeFacts, find_conflicts, unit_key
from contest.juries.rules.planning import (
    Demand,
    Facts,
    PlanEntry,
    PlanJudge,
    PlanSeat,
    bands_of,
    fit_of,
    whole_councils,
)
from contest.juries.rules.roster import Known, read_roster
from contest.juries.rules.seating import SeatFacts, is_expert, lacking, seat_role
from contest.juries.rules.turns import numbers, turns
from contest.juries.rules.workload import fair_bands, loads_of


def _entry(**more: Any) -> EntryFacts:
    facts: dict[str, Any] = {"id": 1, "unit": "", "locality": "", "mentor": "", "authors": ()}
    return EntryFacts(**(facts | more))


_AN = JudgeFacts(7, "Đỗ Hải An", "Sở Khoa học và Công nghệ")
_RARE = JudgeFacts(7, "Khuất An", "UBND Bình Minh")
_USUAL = JudgeFacts(7, "Nguyễn An", "UBND Bình Minh")
_SCHOOL = JudgeFacts(7, "Đỗ An", "trường trung học phổ thông Bình  Minh")


@pytest.mark.parametrize(
    ("entry", "judge", "kinds"),
    [
        (_entry(unit="Trường THPT Bình Minh"), _SCHOOL, ["same_unit"]),
        (_entry(authors=(("Lý Bảo", "Sở KH&CN", None),)), _AN, ["same_unit"]),
        (_entry(authors=(("Đỗ Hải An", "", None),)), _AN, ["same_name"]),
        (_entry(authors=(("Đỗ Hải An", "", 7),)), _AN, ["author"]),
        (_entry(mentor="Cô Đỗ Hải An, THCS Số 1"), _AN, ["mentor"]),
        (_entry(mentor="Đỗ Hải Anh"), _AN, []),
        (_entry(guardians=("Lý Thị Ba (mẹ)", "Đỗ Hải An (cha)")), _AN, ["guardian"]),
        (_entry(guardians=("Đỗ Hải Anh",)), _AN, []),
        (_entry(locality="Bình Minh", authors=(("Khuất Văn Ba", "", None),)), _RARE, ["family"]),
        (_entry(locality="Bình Minh", authors=(("Nguyễn Văn Ba", "", None),)), _USUAL, []),
        (_entry(unit="Tự do"), JudgeFacts(7, "Đỗ An", "Tự do"), []),
        (_entry(unit=""), JudgeFacts(7, "Đỗ An", ""), []),
    ],
)
def test_conflicts_are_found_in_the_papers(entry: EntryFacts, judge: JudgeFacts, kinds: list[str]) -> None:
    assert [found.kind for found in find_conflicts([entry], [judge])] == kinds


def test_a_unit_is_one_however_it_is_written() -> None:
    assert unit_key("Trường Trung học cơ sở Lê Lợi") == unit_key("THCS LÊ LỢI") == unit_key("THCS. Le Loi")
    assert unit_key("THCS Lê Lợi") != unit_key("THPT Lê Lợi")


def test_one_unit_of_the_directory_is_one_whatever_it_is_called():
    entry = EntryFacts(1, "Nhà Thiếu nhi", "", "", (), ((5, "Nhà Thiếu nhi"),))
    here, elsewhere = JudgeFacts(7, "Đỗ An", "Cung Thiếu nhi", 5), JudgeFacts(8, "Đỗ Ba", "Cung Thiếu nhi", 6)
    assert [(found.judge_id, found.kind) for found in find_conflicts([entry], [here, elsewhere])] == [(7, "same_unit")]


PAIRS = some.sets(some.tuples(some.integers(1, 12), some.integers(1, 6)), max_size=50)


@settings(max_examples=150, deadline=None)
@given(PAIRS, some.integers(1, 9))
def test_an_order_is_a_full_count_for_every_judge_whatever_the_row_order(
    pairs: set[tuple[int, int]], seed: int
) -> None:
    found = turns(pairs, seed)
    assert found == turns(sorted(pairs, reverse=True), seed)
    for judge in {judge for _, judge in pairs}:
        own = sorted(place for (_, one), place in found.items() if one == judge)
        assert own == list(range(1, len(own) + 1))


@settings(max_examples=60, deadline=None)
@given(some.integers(2, 30), some.integers(2, 7), some.integers(1, 99))
def test_with_all_judges_on_all_entries_nobody_is_always_last_and_everybody_is_about_the_middle(
    entries: int, judges: int, seed: int
) -> None:
    found = turns({(entry, judge) for entry in range(entries) for judge in range(judges)}, seed)
    places: dict[int, list[int]] = {}
    for (entry, _), place in found.items():
        places.setdefault(entry, []).append(place)
    assert not any(set(own) == {entries} for own in places.values())
    means = [sum(own) / len(own) for own in places.values()]
    assert max(means) - min(means) <= entries / judges + 1


def test_a_contest_of_real_size_serves_everybody_in_turn() -> None:
    pairs = {(entry, (entry * 7 + step * 9) % 40) for entry in range(571) for step in range(5)}
    found = turns(pairs)
    load = Counter(judge for _, judge in pairs)
    late = {entry: [] for entry in range(571)}
    for (entry, judge), place in found.items():
        late[entry].append(place / load[judge])
    means = [sum(own) / len(own) for own in late.values()]
    assert min(means) > 0.3
    assert max(means) < 0.7


def test_judging_numbers_tell_nothing_and_stay_apart() -> None:
    first = numbers(range(1, 200), "secret")
    assert sorted(first.values()) == [f"K-{number:03}" for number in range(1, 200)]
    assert [first[entry] for entry in range(1, 200)] != sorted(first.values())
    assert first != numbers(range(1, 200), "another secret")
    assert numbers([900, 901], "secret", taken=range(1, 200)).keys() == {900, 901}
    assert set(numbers([900, 901], "secret", taken=range(1, 200)).values()) == {"K-200", "K-201"}


def test_numbers_of_a_thousand_entries_have_four_digits() -> None:
    assert len(numbers(range(1500), "s")[3]) == len("K-0000")


def test_a_judge_of_two_councils_gets_one_load_and_not_two() -> None:
    bands = fair_bands({1: 100, 2: 20}, {1: 100, 2: 20}, {1: [10, 11], 2: [11, 12]}, {10: 999, 11: 999, 12: 999})
    shares = {judge: round(band.share) for judge, band in bands.items()}
    assert shares == {10: 50, 11: 50, 12: 20}


def test_a_fair_load_stops_at_the_ceiling() -> None:
    bands = fair_bands({1: 90}, {1: 60}, {1: [1, 2, 3]}, {1: 10, 2: 999, 3: 999})
    assert [round(bands[judge].share) for judge in (1, 2, 3)] == [10, 40, 40]
    assert (bands[2].low, bands[2].high) == (36, 44)


def test_nobody_is_expected_to_judge_more_entries_than_there_are() -> None:
    bands = fair_bands({1: 54}, {1: 18}, {1: [1, 2]}, {1: 999, 2: 999})
    assert [round(bands[judge].share) for judge in (1, 2)] == [18, 18]


def test_loads_are_summed_up_exactly() -> None:
    found = loads_of({1: 3, 2: 4, 3: 4})
    assert (found.least, found.most, found.mean) == (3, 4, Decimal("3.67"))


@dataclass(frozen=True)
class _Line:
    number: int
    cells: dict[str, str]

    def text(self, key: str) -> str:
        return self.cells.get(key, "")

    def fault(self, code: str, key: str, **params: Any) -> Reason:
        return Reason(code, params, f"{key}{self.number}")


KNOWN = Known({"c1": "Hội đồng Cơ khí", "c2": "Hội đồng Nông nghiệp"}, {"mech": "Cơ khí"}, {"KT-001": 1, "KT-002": 2})


def _read(*cells: dict[str, str]) -> tuple[Any, list[tuple[str, str]]]:
    good = {"name": "Đỗ Hải An", "email": "an@example.org", "council": "hội đồng cơ khí"}
    lines, faults = read_roster([_Line(number, good | cell) for number, cell in enumerate(cells, 2)], KNOWN)
    return lines, [(fault.where, fault.code) for fault in faults]


def test_a_line_of_the_roster_is_read_as_people_write_it() -> None:
    lines, faults = _read({"email": " An@Example.org ", "role": "PHÓ CHỦ TỊCH", "expertise": "cơ khí; thủy lợi",
                           "conflicts": "kt-002; KT-001;"})  # fmt: skip
    assert faults == []
    line = lines[0]
    assert (line.email, line.council_key, line.role) == ("an@example.org", "c1", "deputy")
    assert (line.expertise, line.conflicts) == (("mech", "thủy lợi"), (2, 1))


def test_every_fault_of_every_line_is_told_at_its_cell() -> None:
    lines, faults = _read(
        {"name": "", "email": "x"},
        {"council": "Hội đồng Y tế", "role": "bí thư"},
        {"council": "", "conflicts": "KT-9"},
        {"name": "12345"},
    )
    assert lines == []
    assert faults == [
        ("name2", "judge_name_missing"),
        ("email2", "judge_email_odd"),
        ("council3", "council_unknown"),
        ("role3", "seat_role_unknown"),
        ("council4", "council_needed"),
        ("conflicts4", "conflict_code_unknown"),
        ("name5", "judge_name_odd"),
    ]


def test_two_chairs_or_two_roles_in_one_council_are_faults() -> None:
    _, faults = _read({"role": "Chủ tịch"}, {"role": "Chủ tịch", "email": "bao@example.org"}, {"role": "Thư ký"})
    assert faults == [("role3", "chair_twice"), ("role4", "judge_twice")]


def test_roles_of_a_seat_are_understood() -> None:
    assert [seat_role(text) for text in ("Chủ tịch", "thư ký hội đồng", "", "ủy viên", "khác")] == [
        "chair", "clerk", "member", "member", None,
    ]  # fmt: skip


def test_expertise_is_a_field_or_a_word_of_its_name() -> None:
    assert is_expert(["mech"], "mech", "Cơ khí tự động hóa")
    assert is_expert(["tự động hóa"], "mech", "Cơ khí tự động hóa")
    assert not is_expert(["nông nghiệp"], "mech", "Cơ khí tự động hóa")
    assert not is_expert([], "mech", "Cơ khí")


def test_a_council_says_what_it_lacks() -> None:
    seats = [SeatFacts(1, "clerk"), SeatFacts(2, "member", ("mech",))]
    codes = [reason.code for reason in lacking(seats, 3, 1, [("mech", "Cơ khí"), ("agri", "Nông nghiệp")])]
    assert codes == ["council_without_chair", "council_too_small", "council_without_expert"]


def _facts(**more: Any) -> Facts:
    seat = PlanSeat(1, "member", (), 2)
    facts: dict[str, Any] = {
        "entries": (PlanEntry(1, 1, "mech", "Cơ khí", "KT-001"), PlanEntry(2, None, "x", "Khác", "KT-002")),
        "judges": (PlanJudge(10, "A", "", None, (seat,)), PlanJudge(11, "B", "", None, (PlanSeat(1, "clerk", (), 2),))),
        "conflicts": frozenset(),
        "kept": frozenset(),
        "current": frozenset(),
        "demand": Demand("all_of_council", False, 0),
        "councils": {1: "Hội đồng"},
    }
    return Facts(**(facts | more))


def test_a_whole_council_is_its_voting_members_without_those_in_conflict() -> None:
    assert whole_councils(_facts()).pairs == ((1, 10),)
    assert whole_councils(_facts(conflicts=frozenset({(10, 1)}))).pairs == ()
    assert whole_councils(_facts(demand=Demand("all_of_council", True, 0))).pairs == ((1, 10), (2, 10))


def test_fit_follows_expertise_and_a_council_of_one_field_is_expert() -> None:
    entry = PlanEntry(1, 1, "mech", "Cơ khí", "")
    told = PlanJudge(1, "", "", None, (PlanSeat(1, "member", ("mech",), 3),))
    other = PlanJudge(1, "", "", None, (PlanSeat(1, "member", ("agri",), 3),))
    silent = PlanJudge(1, "", "", None, (PlanSeat(1, "member", (), 3),))
    single = PlanJudge(1, "", "", None, (PlanSeat(1, "member", (), 1),))
    assert [fit_of(judge, entry, False) for judge in (told, other, silent, single)] == [
        (1.0, True),
        (0.3, False),
        (0.6, False),
        (1.0, True),
    ]


def test_bands_count_only_those_who_vote() -> None:
    assert set(bands_of(_facts())) == {10}
