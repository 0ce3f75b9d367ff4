"""Names are found however they are written, and nothing else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.foundation.naming import Names

CHI = Names(["Đặng Thuỳ Chi Mai", "Lê Na"], "(tác giả)")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Em Đặng Thuỳ Chi Mai làm.", "Em (tác giả) làm."),
        ("ĐẶNG THÙY CHI MAI", "(tác giả)"),
        ("dang thuy chi mai, lop 6", "(tác giả), lop 6"),
        ("Đặng\n Thuỳ   Chi Mai", "(tác giả)"),
        ("Dang_Thuy-Chi.Mai.pdf", "(tác giả).pdf"),
        ("của Lê Na và Đặng Thuỳ Chi Mai", "của (tác giả) và (tác giả)"),
        ("Đặng Thúy Chi Mai", "Đặng Thúy Chi Mai"),
        ("Đặng Thuỳ, Chi Mai", "Đặng Thuỳ, Chi Mai"),
        ("về đêm lê nặng nề", "về đêm lê nặng nề"),
        ("Na và Lê", "Na và Lê"),
        ("", ""),
    ],
)
def test_a_name_is_found_with_its_tones_or_without_all_accents(text: str, left: str) -> None:
    assert CHI.of_text(text) == left


def test_a_name_of_one_word_is_a_word_of_the_language_and_stays() -> None:
    assert Names(["An"], "x").of_text("Nhà ở An Giang") == "Nhà ở An Giang"


def test_of_what_json_holds_every_text_is_looked_at_and_no_key_is_changed() -> None:
    value = {"Lê Na": ["Lê Na", 7, None, {"a": "em Lê Na"}]}
    assert CHI.of(value) == {"Lê Na": ["(tác giả)", 7, None, {"a": "em (tác giả)"}]}


@given(st.lists(st.sampled_from(["Đặng Thuỳ Chi Mai", "Lê Na", "và", "bạn", ", ", "\n\n", "x1"]), max_size=12))
def test_nothing_of_a_name_is_left_and_a_second_look_finds_nothing(parts: list[str]) -> None:
    once = CHI.of_text(" ".join(parts))
    assert "Thuỳ" not in once
    assert CHI.of_text(once) == once
    assert once.count("(tác giả)") == sum(part in ("Đặng Thuỳ Chi Mai", "Lê Na") for part in parts)
