"""Names in what judges of a blind round read: found however written, nothing else touched."""

from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contest.entries.rules import HIDDEN, masked, names_of
from contest.foundation.vietnamese import fold

NAMES = names_of(
    ("Nguyễn Đình Thành", "Cô Lê Thị Hoa, giáo viên; Trần Bá Lộc", "Phạm Văn Ba (cha)", ""),
    ("Trường THCS Phan Bội Châu", "Cá nhân", ""),
    ("nhom.sangtao@example.org", "0987 650 431"),
)


@pytest.mark.parametrize(
    "said",
    [
        "Nguyễn Đình Thành", "nguyen dinh thanh", "NGUYỄN  ĐÌNH THÀNH", "Nguyễn-Đình-Thành",
        normalize("NFD", "Nguyễn Đình Thành"), "Lê Thị Hoa", "Trần Bá Lộc", "Phạm Văn Ba",
        "Trường THCS Phan Bội Châu", "THCS Phan Bội Châu", "trường trung học cơ sở Phan Bội Châu",
        "0987650431", "098.765.0431", "+84 987 650 431", "nhom.sangtao@example.org",
    ],
)  # fmt: skip
def test_a_name_is_hidden_in_every_spelling_and_the_words_around_it_stay(said: str) -> None:
    assert masked(f"Do {said} làm ra.", NAMES).removeprefix("Do ").removesuffix(" làm ra.").lstrip("+") in (
        HIDDEN,
        f"trường {HIDDEN}",
    )


@pytest.mark.parametrize(
    "said",
    [
        "Thành phố có nhiều hoa, bà con cá nhân và tập thể đều dùng.", "Đường Phan Bội Châu", "Đình Thành",
        "Nguyễn Đình Thànhx", "0987650432",
    ],
)  # fmt: skip
def test_what_is_no_whole_name_stays(said: str) -> None:
    assert masked(said, NAMES) == said


def test_the_longest_name_is_taken_where_one_begins_like_another() -> None:
    both = names_of(("Lê Thị Hoa", "Lê Thị Hoa Mai"), ())
    assert masked("Lê Thị Hoa Mai và Lê Thị Hoa.", both) == f"{HIDDEN} và {HIDDEN}."


@settings(max_examples=40)
@given(st.text("aăđ ê.,-Hoa1\n", max_size=40), st.text("aăđ ê.,-Hoa1\n", max_size=40))
def test_nothing_of_a_name_is_left_between_any_words(before: str, after: str) -> None:
    told = masked(f"{before} Nguyễn Đình Thành {after}", NAMES)
    assert fold("Nguyễn Đình Thành") not in fold(told)
    assert masked(told, NAMES) == told
