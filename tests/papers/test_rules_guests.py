"""The list of guests as somebody filled it in: what is taken, what is refused, each at its cell."""

from typing import Any

import pytest

from contest.papers.rules.guests import (
    Filled,
    GuestFacts,
    Noted,
    code_of,
    next_code,
    noted_of,
    why_not_take,
)

WINNER = GuestFacts("KT-001", "winner", "Nguyễn An, Lê Bình", "Trường A", "Giải Nhất", 2, Noted(), 1)
SPONSOR = GuestFacts("K-001", "sponsor", "Công ty Hoa Sen", "Nhà tài trợ vàng", "Nhà tài trợ", 1, Noted(booth="G1"))
KNOWN = {guest.code: guest for guest in (WINNER, SPONSOR)}


def faults(*rows: Filled) -> list[tuple[str, str | None]]:
    return [(reason.code, reason.where) for reason in why_not_take(rows, KNOWN)]


def test_a_table_as_it_was_taken_is_taken_back() -> None:
    same = {"group": "Tác giả đạt giải", "name": "Nguyễn An, Lê\nBình", "unit": "Trường A", "people": "2", "coming": ""}
    assert faults(Filled(7, "KT-001", same), Filled(8, "K-001", {"booth": "G1"})) == []
    assert noted_of(Filled(7, "KT-001", same), WINNER) == WINNER.noted
    assert noted_of(Filled(8, "K-001", {"seat": "Hàng A"}), SPONSOR) == Noted(booth="G1", seat="Hàng A")


def test_every_fault_is_told_at_its_line_and_column_at_once() -> None:
    rows = [
        Filled(5, "KT-999", {}),
        Filled(6, "KT-001", {"name": "Nguyễn Văn An", "people": "nhiều", "coming": "có thể", "invited": "chắc"}),
        Filled(7, "KT-001", {}),
        Filled(8, "", {"name": " ", "group": "Hội đồng", "people": "0"}),
        Filled(9, "", {"name": "Sở Công Thương", "booth": "g1", "seat": "x" * 41}),
    ]
    assert faults(*rows) == [
        ("guest_unknown", "row:5:code"),
        ("guest_people", "row:6:people"),
        ("guest_coming", "row:6:coming"),
        ("guest_invited", "row:6:invited"),
        ("guest_at_home", "row:6:name"),
        ("guest_twice", "row:7:code"),
        ("guest_people", "row:8:people"),
        ("guest_name", "row:8:name"),
        ("guest_group", "row:8:group"),
        ("guest_long", "row:9:seat"),
        ("guest_booth_taken", "row:9:booth"),
    ]


@pytest.mark.parametrize(
    ("cells", "seats", "reply"),
    [
        ({}, 2, ""),
        ({"coming": "Dự"}, 2, "Dự"),
        ({"coming": "không"}, 0, "Không"),
        ({"coming": "1"}, 1, "1"),
        ({"people": "4", "coming": "dự"}, 4, "Dự"),
        ({"invited": "Không"}, 0, ""),
    ],
)
def test_seats_are_for_who_said_so_else_for_who_is_invited(cells: dict[str, str], seats: int, reply: str) -> None:
    noted = noted_of(Filled(1, "KT-001", cells), WINNER)
    guest = GuestFacts("KT-001", "winner", "", "", "", 2, noted, 1)
    assert (guest.seats, guest.reply) == (seats, reply)


def test_two_booths_may_be_swapped_in_one_table() -> None:
    other: Any = GuestFacts("K-002", "sponsor", "Công ty Mai", "", "Nhà tài trợ", 1, Noted(booth="G2"))
    known = {**KNOWN, "K-002": other}
    swapped = [Filled(5, "K-001", {"booth": "G2"}), Filled(6, "K-002", {"booth": "G1"})]
    assert why_not_take(swapped, known) == []


def test_codes_are_the_same_each_time_and_numbers_go_on() -> None:
    assert code_of("DV", "Trường THPT A") == code_of("DV", "TRƯỜNG THPT A") != code_of("DV", "Trường THPT B")
    assert next_code(["K-001", "K-007", "KT-009", "K-x"]) == 8
