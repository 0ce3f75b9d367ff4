"""Passages two texts have in common: found where they stand, marked word by word, the form's left out."""

import random
import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contest.screening.rules.radar import Owners, Words, made_ready, side_by_side, sketch
from contest.screening.rules.radar.passages import LEAST_WORDS, MOST_SHOWN, Passages, stretches

COPIED = "Trục vít dài ba mươi xăng-ti-mét quay trong ống inox, đẩy bã mía khô vào buồng đốt qua tấm chắn hình nón."
OWN = [
    "Nhóm khảo sát mười hai hộ làm đường phên ở hai xã ven sông trong vụ ép năm trước.",
    "Chi phí chế tạo gồm thép tấm, mô tơ cũ và công hàn, tất cả khoảng bốn triệu đồng.",
    "Lò chạy liên tục sáu giờ không phải cời tro, nhiệt độ giữ trong khoảng cho phép.",
    "Hướng phát triển là thêm cảm biến báo đầy và một phễu nạp lớn hơn cho cả tổ hợp tác.",
]
FORM = "Chúng tôi cam đoan những nội dung trong bản mô tả này là trung thực và chịu trách nhiệm trước pháp luật."

FEW = sorted({word.strip(",.") for word in COPIED.split()})


def alone(runs: frozenset[int]) -> Owners:
    """Nobody else has any of it."""
    return Owners(runs)


def found(first: list[str], second: list[str], others: Sequence[str] = ()) -> Passages:
    """What two files of these pages have in common, where so many other works say `others`."""

    def owners_of(runs: frozenset[int]) -> Owners:
        owners = Owners(runs)
        for place, text in enumerate([" ".join(first), " ".join(second), *others]):
            owners.add(place, sketch(text))
        return owners

    return side_by_side([ready("a.pdf", first)], [ready("b.pdf", second)], owners_of)


def ready(name: str, pages: list[str]) -> Words:
    """A file of these pages."""
    return made_ready(name, pages, has_pages=True, sha256=name)


def marked(pieces: list) -> str:
    """What is marked, with strokes between."""
    return "|".join(piece.words for piece in pieces if piece.is_same)


def test_a_copied_sentence_is_found_on_its_page_and_marked_on_both_sides() -> None:
    (one,) = found([OWN[0], f"{OWN[1]}\r\n{COPIED}"], [COPIED, OWN[2]]).shown
    assert (one.first_page, one.second_page, one.is_cut, one.others) == (2, 1, False, 0)
    assert marked(one.first) == marked(one.second) == COPIED.rstrip(".")
    assert "".join(piece.words for piece in one.first).startswith("… tất cả khoảng bốn triệu đồng. Trục vít")


def test_what_was_exchanged_inside_a_passage_is_not_marked() -> None:
    (one,) = found([COPIED], [COPIED.replace("bã mía khô", "vỏ trấu")]).shown
    assert marked(one.first) == (
        "Trục vít dài ba mươi xăng-ti-mét quay trong ống inox, đẩy|vào buồng đốt qua tấm chắn hình nón"
    )
    assert "vỏ trấu" in [piece.words.strip() for piece in one.second if not piece.is_same]


def test_accents_letters_and_names_of_the_same_thing_hide_nothing() -> None:
    disguised = "truc vit dai 30 xang-ti-met quay trong ong inox đẩу ba mia kho vao buong dot co tam chan hinh non"
    (one,) = found([disguised.replace("đẩу", "đẩy").replace("ong", "ống")], [disguised]).shown
    assert marked(one.second) == disguised


def test_paragraphs_in_another_order_are_found_each_where_it_stands() -> None:
    other = [f"Phần {n} của chúng tôi. {text}" for n, text in enumerate(reversed(OWN))]
    shown = found(OWN, other).shown
    assert sorted((one.first_page, one.second_page) for one in shown) == [(1, 4), (2, 3), (3, 2), (4, 1)]


def test_a_passage_many_works_have_is_the_forms_and_only_counted() -> None:
    others = [f"{FORM} {n}" for n in range(12)]
    both = found([f"{COPIED} {OWN[0]}", FORM], [f"{COPIED} {OWN[1]}", FORM], others)
    assert [marked(one.first) for one in both.shown] == [COPIED.rstrip(".")]
    assert both.of_forms == 1
    few = found([COPIED, OWN[0], FORM], [COPIED, OWN[1], FORM], [*others[:3], *OWN, *OWN, *OWN])
    assert ([one.others for one in few.shown], few.of_forms) == ([0, 3], 0)
    # Of seven works five have it.
    most = found([COPIED, OWN[0], FORM], [COPIED, OWN[1], FORM], [*others[:3], *OWN[:2]])
    assert ([one.others for one in most.shown], most.of_forms) == ([0], 1)


def test_what_stands_at_the_head_of_every_page_is_no_passage_and_parts_none() -> None:
    heads = [f"HỘI THI SÁNG TẠO KỸ THUẬT TỈNH BÌNH MINH LẦN THỨ 3, BẢN MÔ TẢ, trang {n}" for n in range(1, 5)]
    halves = COPIED[:60], COPIED[60:]
    first = [f"{head}\r\n{text}" for head, text in zip(heads, [OWN[0], *halves, OWN[1]], strict=True)]
    second = [f"{head}\r\n{text}" for head, text in zip(heads, [COPIED, OWN[2], OWN[3], "Hết."], strict=True)]
    (one,) = found(first, second).shown
    assert (marked(one.first), one.first_page, one.second_page) == (COPIED.rstrip("."), 2, 1)


def test_two_files_of_one_dossier_that_say_the_same_show_it_once() -> None:
    twice = [ready("a.docx", [COPIED]), ready("a.pdf", [COPIED])]
    shown = side_by_side(twice, [ready("b.pdf", [COPIED])], alone).shown
    assert [(one.first_name, one.second_name) for one in shown] == [("a.docx", "b.pdf")]


def test_a_description_is_held_against_files_but_not_against_the_other_description() -> None:
    typed = ready("", [COPIED])
    assert side_by_side([typed], [typed], alone).shown == []
    assert len(side_by_side([typed], [ready("b.pdf", [COPIED])], alone).shown) == 1


def test_a_file_both_works_have_hides_nothing_of_what_stands_in_others() -> None:
    both = ready("a.pdf", [COPIED])
    shown = side_by_side([both], [both, ready("b.pdf", [f"{OWN[0]} {COPIED}"])], alone).shown
    assert [(one.first_name, one.second_name) for one in shown] == [("a.pdf", "b.pdf")]


def test_a_turn_of_phrase_and_texts_of_nothing_are_no_passage() -> None:
    short = " ".join(COPIED.split()[: LEAST_WORDS - 4])
    assert found([f"{short} {OWN[0]}"], [f"{short} {OWN[1]}"]) == Passages([], 0, 0)
    assert found([""], [COPIED]) == Passages([], 0, 0)


def test_of_a_long_copy_the_beginning_is_shown_and_of_many_the_first_few() -> None:
    whole = " ".join(f"Mục {n} nói về bộ phận số {n * 7} nặng {n * 13} gam." for n in range(200))
    (one,) = found([whole], [whole]).shown
    assert one.is_cut
    assert one.words > 1500
    assert len("".join(piece.words for piece in one.second)) < 1000
    parts = [" ".join(f"{one}{two}" for two in "abcdefghkmnopq") for one in "rstuvxyzw"]
    between = [" ".join(f"{two}{one}" for two in "abcdefghkmnopq") for one in "rstuvxyzw"]
    both = found(parts, [f"{part} {other}" for part, other in zip(parts, between, strict=True)])
    assert (len(both.shown), both.more) == (MOST_SHOWN, 3)


@settings(max_examples=30)
@given(st.lists(st.sampled_from(FEW), max_size=60), st.integers(0, 50))
def test_whatever_the_words_both_sides_of_a_stretch_are_within_their_texts(words: list[str], turn: int) -> None:
    first, second = ready("a", [" ".join(words)]), ready("b", [" ".join(words[turn:] + words[:turn])])
    for one in stretches(first, second):
        assert 0 <= one.first[0] < one.first[1] <= len(first.starts)
        assert 0 <= one.second[0] < one.second[1] <= len(second.starts)
        assert LEAST_WORDS <= one.words <= one.first[1] - one.first[0]


def test_two_files_of_fifteen_pages_that_are_one_take_no_time() -> None:
    chance = random.Random(3)
    words = [chance.choice(FEW) for _ in range(10_000)]
    began = time.process_time()
    first, second = ready("a", [" ".join(words)]), ready("b", [" ".join(words)])
    asked: list[frozenset[int]] = []
    shown = side_by_side([first], [second], lambda runs: asked.append(runs) or alone(runs)).shown
    assert shown[0].words > 9_000
    # It is not asked of thousands of runs who else has them.
    assert [len(runs) for runs in asked] == [60]
    assert time.process_time() - began < 3


def test_a_name_is_the_page_it_stands_on() -> None:
    words = ready("a", ["một hai", "ba bốn năm", "sáu"])
    assert [words.page_of(place) for place in range(6)] == [1, 1, 2, 2, 2, 3]
    assert made_ready("a", ["một hai"], has_pages=False).page_of(1) == 0


@pytest.mark.parametrize("text", ["e\u0302\u0301m a\u0302\u0301m", "ếm ấm"])
def test_letters_in_pieces_are_put_together_before_anything_is_counted(text: str) -> None:
    assert made_ready("a", [text, "x"], has_pages=True).begins == (0, 6)
