"""What an organiser is told of a picture behind a certificate."""

from hypothesis import given, settings
from hypothesis import strategies as st

from contest.papers.rules.backgrounds import dots_per_inch, told_of


def test_a_picture_of_a_screen_is_told_to_be_too_coarse() -> None:
    told = told_of("image/png", 1403, 992, has_bleed=False)
    assert [each.kind for each in told] == ["attention"]
    assert "chỉ 119 dpi khi in A4" in told[0].words
    assert "3508 × 2480" in told[0].words


def test_a_picture_for_the_print_shop_is_sharp() -> None:
    assert [each.kind for each in told_of("image/jpeg", 3579, 2551, has_bleed=True)] == ["done"]
    assert dots_per_inch(3508, 2480, has_bleed=False) in (299, 300)


def test_an_upright_picture_is_told_to_be_cut() -> None:
    told = told_of("image/png", 2480, 3508, has_bleed=False)
    assert "trên và dưới bị cắt" in told[-1].words
    assert "dựng dọc" in told[-1].words


@settings(max_examples=40)
@given(st.integers(400, 9000), st.integers(400, 9000))
def test_bleed_never_makes_a_picture_finer(width: int, height: int) -> None:
    assert dots_per_inch(width, height, has_bleed=True) <= dots_per_inch(width, height, has_bleed=False)
