"""The timetable of presentations: nobody in two rooms at once, whatever the entries; the same input, the same day."""

from collections import Counter
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contest.foundation.clock import LOCAL, local
from contest.juries.rules.timetable import (
    Called,
    Day,
    Frame,
    Placed,
    Problem,
    Room,
    Show,
    build,
    call_order,
    cells,
    changes,
    clashes,
    clashes_with,
    delayed,
    why_not_frame,
)

DAY = Day(date(2026, 6, 12), time(8), time(11, 30))
WHOLE = Day(date(2026, 6, 12), time(8), time(17), time(11, 30), time(13, 30))


def at(text: str) -> datetime:
    return datetime.combine(date(2026, 6, 12), time.fromisoformat(text), LOCAL)


def show(entry_id: int, turn: int, *, council: int | None = 1, unit: str = "", people: str = "") -> Show:
    return Show(entry_id, f"KT-{entry_id:03}", council, unit, turn, {key: f"Người {key}" for key in people.split()})


def frame(*rooms: Room, days: tuple[Day, ...] = (DAY,), minutes: int = 20, changeover: int = 10, **more: int) -> Frame:
    return Frame(days, rooms or (Room("Phòng 1"),), minutes, changeover=changeover, **more)


def test_the_grid_has_the_midday_pause_and_a_rest_after_so_many():
    found = [f"{local(cell.starts):%H:%M}" for cell in cells(frame(days=(WHOLE,), rest_after=3, rest_minutes=15))]
    assert found[:5] == ["08:00", "08:30", "09:00", "09:45", "10:15"]
    assert "11:30" not in found
    assert found[found.index("13:30") - 1] == "10:45"
    assert found[-1] == "16:15"


def test_the_last_slot_ends_before_the_day_does():
    last = cells(frame(minutes=45, changeover=5))[-1]
    assert last.starts + timedelta(minutes=45) <= at("11:30")


@pytest.mark.parametrize(
    ("bad", "code", "where"),
    [
        (frame(days=()), "timetable_no_days", "days"),
        (Frame((DAY,), (), 10), "timetable_no_rooms", "rooms"),
        (frame(days=(DAY, DAY)), "timetable_day_twice", "days"),
        (frame(days=(DAY._replace(closes=time(7)),)), "timetable_day_backwards", "days"),
        (frame(days=(WHOLE._replace(pause_to=time(18)),)), "timetable_pause_outside", "days"),
        (frame(Room("Phòng 1"), Room("phong 1")), "timetable_room_twice", "rooms"),
        (frame(minutes=600), "timetable_day_short", "days"),
    ],
)
def test_a_frame_that_cannot_be_is_refused_at_its_field(bad: Frame, code: str, where: str):
    assert (code, where) in [(why.code, why.where) for why in why_not_frame(bad)]


def test_a_good_frame_is_taken():
    assert why_not_frame(frame(days=(WHOLE,))) == []


def test_the_lot_is_the_same_for_the_same_seed_and_another_for_another():
    entries = [Called(n, f"KT-{n:03}", f"don vi {n % 4}") for n in range(1, 21)]
    first = call_order(entries, "lot", 7, units_together=True)
    assert first == call_order(entries[::-1], "lot", 7, units_together=True)
    assert first != call_order(entries, "lot", 8, units_together=True)


def test_entries_of_a_unit_are_called_one_after_the_other():
    entries = [Called(n, f"KT-{n:03}", f"don vi {n % 4}") for n in range(1, 21)]
    turns = call_order(entries, "lot", 3, units_together=True)
    for unit in range(4):
        held = sorted(turns[n] for n in range(1, 21) if n % 4 == unit)
        assert held == list(range(held[0], held[0] + len(held)))


def test_who_was_judged_late_before_is_called_early_now():
    entries = [Called(1, "KT-001", "", 0.1), Called(2, "KT-002", "", 0.9), Called(3, "KT-003", "", None)]
    turns = call_order(entries, "counterbalanced", 1, units_together=False)
    assert sorted(turns, key=lambda entry: turns[entry]) == [2, 3, 1]


def test_an_author_of_two_entries_is_never_in_two_rooms_at_once():
    shows = [
        show(1, 0, council=1, people="a"), show(2, 1, council=2, people="a"),
        show(3, 2, council=1, people="b"), show(4, 3, council=2, people="c"),
    ]  # fmt: skip
    small = frame(Room("Phòng 1", (1,)), Room("Phòng 2", (2,)), days=(DAY._replace(closes=time(9)),))
    built = build(Problem(small, shows))
    assert len(built.placed) == 4
    assert not clashes(built.placed, {one.entry_id: one for one in shows}, 10)


def test_a_pinned_slot_stays_and_keeps_its_people_away_from_elsewhere():
    shows = [show(1, 0, council=1, people="a"), show(2, 1, council=2, people="a")]
    pinned = [Placed(1, "Phòng 1", at("08:05"), 20)]
    built = build(Problem(frame(Room("Phòng 1", (1,)), Room("Phòng 2", (2,))), shows, pinned))
    assert pinned[0] in built.placed
    other = next(one for one in built.placed if one.entry_id == 2)
    assert other.starts >= at("08:35")


def test_building_again_moves_only_what_must_move():
    shows = [show(n, n, people=f"tac-gia-{n}") for n in range(1, 7)]
    before = build(Problem(frame(), shows)).placed
    gone = [one for one in shows if one.entry_id != 3]
    after = build(Problem(frame(), gone, now=[one for one in before if one.entry_id != 3])).placed
    assert [change.entry_id for change in changes(before, after)] == [3]


def test_a_school_comes_on_one_day():
    days = (DAY, DAY._replace(on=date(2026, 6, 13)))
    shows = [show(n, n, unit=f"truong {n % 3}", people=f"p{n}") for n in range(9)]
    built = build(Problem(frame(days=days), shows))
    assert len(built.placed) == 9
    assert built.travels == ()


def test_what_has_no_place_says_who_is_busy_or_that_all_is_full():
    short = frame(Room("Phòng 1", (1,)), Room("Phòng 2", (2,)), days=(DAY._replace(closes=time(9)),))
    busy = build(Problem(short, [show(n, n, council=1 + n % 2, people="a") for n in range(3)]))
    assert [why.code for why in busy.unplaced.values()] == ["timetable_person_busy"]
    full = build(Problem(short, [show(n, n, people=f"p{n}") for n in range(3)]))
    assert [why.code for why in full.unplaced.values()] == ["timetable_full"]
    nowhere = build(Problem(short, [show(1, 0, council=9)]))
    assert [why.code for why in nowhere.unplaced.values()] == ["timetable_no_room_for"]


def test_who_goes_to_another_room_needs_the_changeover_within_a_room_nobody_does():
    shows = {1: show(1, 0, people="a"), 2: show(2, 1, people="a")}
    first = Placed(1, "Phòng 1", at("08:00"), 20)
    assert clashes([first, Placed(2, "Phòng 2", at("08:25"), 20)], shows, 10)[0].person == "Người a"
    assert not clashes([first, Placed(2, "Phòng 1", at("08:25"), 20)], shows, 10)
    assert clashes_with(Placed(2, "Phòng 1", at("08:15"), 20), [first], shows, 10)[0].person == ""


def test_a_delay_is_swallowed_by_the_pause_and_taken_back():
    plan = [Placed(1, "P", at("10:30"), 20), Placed(2, "P", at("11:00"), 20), Placed(3, "P", at("13:30"), 20)]
    late = delayed(plan, at("10:45"), 10)
    assert [f"{one.starts:%H:%M}" for one in late] == ["10:45", "11:15", "13:30"]
    assert delayed(plan, at("10:30"), 10) == plan
    assert delayed(plan, at("09:00"), 10) == plan


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    rooms = draw(st.integers(1, 3))
    days = tuple(DAY._replace(on=date(2026, 6, 12 + place)) for place in range(draw(st.integers(1, 2))))
    shows = [
        show(
            n, n, council=draw(st.integers(1, rooms)), unit=f"truong {draw(st.integers(0, 3))}",
            people=" ".join(draw(st.lists(st.sampled_from("abcdefgh"), max_size=3, unique=True))),
        )
        for n in range(draw(st.integers(1, 12)))
    ]  # fmt: skip
    made = frame(*(Room(f"Phòng {place}", (place,)) for place in range(1, rooms + 1)), days=days)
    pinned = []
    if draw(st.booleans()):
        pinned = [Placed(0, f"Phòng {shows[0].council_id}", at(draw(st.sampled_from(["08:00", "08:10", "10:40"]))), 20)]
    return Problem(made, shows, pinned, units_together=draw(st.booleans()))


@settings(max_examples=25)
@given(problems())
def test_no_timetable_breaks_a_rule_and_the_same_input_gives_the_same(problem: Problem):
    built = build(problem, effort=0.5)
    shows = {one.entry_id: one for one in problem.shows}
    assert not clashes(built.placed, shows, problem.frame.changeover)
    assert {one.entry_id for one in built.placed} | set(built.unplaced) == set(shows)
    assert max(Counter(one.entry_id for one in built.placed).values(), default=1) == 1
    assert set(problem.pinned) <= set(built.placed)
    councils = {room.name: room.council_ids for room in problem.frame.rooms}
    assert all(shows[one.entry_id].council_id in councils[one.room] for one in built.placed)
    assert build(problem, effort=0.5) == built
