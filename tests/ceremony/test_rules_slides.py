"""Which slides an evening has, how large their words are, and which of them make an award known."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contest.ceremony.rules.slides import (
    LISTS,
    SIZES,
    Card,
    Part,
    Slide,
    closed,
    deck,
    fitting,
    in_full,
    lines_of,
    listed_height,
    place_of,
    stand_in,
    why_not_start,
)


def card(number: int, title: str = "Máy gieo hạt", names: int = 1) -> Card:
    who = tuple(f"Nguyễn Thị Hồng Nhung {place}" for place in range(names))
    return Card(f"{number:020d}{0:044d}", f"TN-{number:03d}", "Giải Ba", title, who, "Trường THPT Hùng Vương")


def evening(*sizes: int) -> list[Slide]:
    numbers = iter(range(1000))
    groups = [
        Part(f"s-{place}", "Giải Ba", "", tuple(card(next(numbers)) for _ in range(size)))
        for place, size in enumerate(sizes)
    ]
    return deck("Hội thi", "Lễ trao giải", [Part("s-90", "Khai mạc", ""), *groups])


def test_each_winner_stands_alone_and_then_the_group_together() -> None:
    kinds = [slide.kind for slide in evening(2, 1)]
    assert kinds == ["opening", "segment", "prize", "winner", "winner", "list", "prize", "winner", "closing"]


def test_for_whom_nobody_came_is_not_called_but_stands_with_the_group() -> None:
    first, second, alone = card(1)._replace(is_absent=True), card(2), card(3)._replace(is_absent=True)
    slides = deck("Hội thi", "", [Part("s-1", "Giải Ba", "", (first, second)), Part("s-2", "Giải Nhì", "", (alone,))])
    assert [slide.cards for slide in slides if slide.kind == "winner"] == [(second,)]
    assert [slide.cards for slide in slides if slide.kind == "list"] == [(first, second), (alone,)]


def high(slide: Slide) -> float:
    return sum(listed_height(one, LISTS[slide.size]) for one in slide.cards)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(1, 231), st.integers(1, 10)), min_size=1, max_size=30))
def test_every_winner_is_once_alone_and_once_in_a_list_that_holds_it(winners: list[tuple[int, int]]) -> None:
    cards = tuple(card(place, "đ" * long, names) for place, (long, names) in enumerate(winners))
    slides = deck("Hội thi", "", [Part("s-1", "Giải Ba", "", cards)])
    alone = [each.cards[0] for each in slides if each.kind == "winner"]
    lists = [each for each in slides if each.kind == "list"]
    assert alone == list(cards)
    assert len({each.key for each in slides}) == len(slides)
    if len(cards) > 1:
        assert [one for each in lists for one in each.cards] == list(cards)
        assert all(len(each.cards) == 1 or high(each) <= 38.5 for each in lists)


def test_words_shrink_as_they_grow_and_never_below_what_the_last_row_reads() -> None:
    sizes = [
        fitting(card(1, "đ" * long, names), 90) for long, names in ((20, 1), (90, 2), (150, 4), (231, 5), (231, 10))
    ]
    assert sizes == sorted(size for size in sizes if size is not None), "one fits at no size"
    assert sizes[0] == 0
    # A fiftieth of the picture's width: seven centimetres on a screen of three and a half metres.
    assert min(min(size) for size in SIZES) >= 2.0
    assert lines_of("", 5, 90) == 0


def test_a_photograph_stands_beside_words_that_leave_it_room() -> None:
    cards = (card(1)._replace(picture=5), card(2, "đ" * 231, 10)._replace(picture=6), card(3))
    slides = deck("Hội thi", "", [Part("s-1", "Giải Ba", "", cards)])
    assert [slide.picture for slide in slides if slide.kind == "winner"] == [5, 0, 0]


@pytest.mark.parametrize(
    ("is_rehearsal", "is_held", "out", "expected"),
    [
        (False, True, set(), 1),
        (False, True, {card(1).reference}, 0),
        (False, False, set(), 0),
        (True, True, set(), 1),
    ],
)
def test_a_slide_is_closed_while_what_is_on_it_is_kept_back(
    is_rehearsal: bool, is_held: bool, out: set[str], expected: int
) -> None:
    slide = Slide("w-1", "winner", "Giải Ba", "", (card(1),))
    found = closed(slide, out, at=2, place=3, is_rehearsal=is_rehearsal, is_held=is_held)
    assert len(found) == expected


def test_a_rehearsal_opens_in_order_and_not_again() -> None:
    slide = Slide("w-1", "winner", "Giải Ba", "", (card(1),))
    assert closed(slide, (), at=3, place=3, is_rehearsal=True, is_held=True) == []


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"is_rehearsal": True}, []),
        ({"is_rehearsal": False, "is_held": True}, []),
        ({"is_rehearsal": False, "is_public": True}, []),
        ({"is_rehearsal": False}, ["show_not_held"]),
        ({"is_rehearsal": True, "is_open": True}, ["show_open"]),
        ({"is_rehearsal": False, "is_held": True, "run": "rehearsal"}, ["show_run_differs"]),
        ({"is_rehearsal": True, "run": "real"}, ["show_run_differs"]),
    ],
)
def test_slides_are_opened_once_and_as_the_script_runs(asked: dict[str, Any], expected: list[str]) -> None:
    usual: dict[str, Any] = {"is_open": False, "run": "", "is_public": False, "is_held": False}
    assert [reason.code for reason in why_not_start(**(usual | asked))] == expected


def test_a_slide_that_is_gone_leaves_the_show_where_it_stood() -> None:
    slides = evening(2)
    assert place_of(slides, slides[3].key) == 3
    assert place_of(slides, "w-gone", 4) == 4
    assert place_of(slides, "w-gone", 99) == len(slides) - 1


@pytest.mark.parametrize(
    ("shown", "authors", "unnamed", "expected"),
    [
        (("An", "Bình"), [("An", True), ("Bình", True)], "", ("An", "Bình")),
        (("Bình", "Một em"), [("An", False), ("Bình", True)], "Một em", ("An", "Bình")),
        (("Bính",), [("Bình", True)], "", ("Bính",)),
        (("An", "Bình"), [("An", False), ("Bình", True)], "Một em", ("An", "An", "Bình")),
        ((), [("An", True)], "", ()),
    ],
)
def test_names_of_a_slide_are_compared_with_the_dossiers_one_by_one(
    shown: tuple[str, ...], authors: list[tuple[str, bool]], unnamed: str, expected: tuple[str, ...]
) -> None:
    assert in_full(shown, authors, unnamed) == expected


def test_stand_ins_have_as_many_names_and_none_of_the_real_ones() -> None:
    given_card = card(1, names=3)
    invented = stand_in(given_card, 7)
    assert (len(invented.names), invented.reference) == (3, given_card.reference)
    assert not {given_card.title, given_card.unit, *given_card.names} & {invented.title, invented.unit, *invented.names}
