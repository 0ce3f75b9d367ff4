"""The radar finds what people disguise, and leaves alone what is alike and another work."""

import unicodedata
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contest.demo.rules.wordlists import real_titles
from contest.foundation.vietnamese import nfc
from contest.screening.rules.radar import (
    PICTURE_BYTES,
    Work,
    find,
    picture_marks,
    reason_words,
    same_runs,
    same_words,
    sketch,
    tokens,
)
from contest.screening.rules.radar.tokens import names
from tests.screening.radar_corpus import make_second_world, make_world
from tests.screening.radar_disguise import Work as Dossier
from tests.screening.radar_photos import cropped, page, photo, resaved
from tests.screening.radar_second import harder, photo_mirrored, photo_on_slide, photo_turned
from tests.screening.radar_seen import grey, seen

FILLER = [f"Thiết bị số hiệu {n}" for n in range(40)]


def alike(first: str, second: str) -> bool:
    """Whether two titles are shown as a pair, among others."""
    works = [Work(title) for title in (first, second, *FILLER)]
    return any((match.first, match.second) == (0, 1) for match in find(works))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Máy tách vỏ đậu phụng", "may boc vo lac"),
        ("Máy tách vỏ đậu phụng", "Nghiên cứu, chế tạo thiết bị bóc vỏ lạc tự động"),
        ("Gậy thông minh dẫn đường cho người khiếm thị", "Gậy dẫn đường cho người mù"),
        ("Kỹ thuật nuôi lươn không bùn", "KĨ THUẬT NUÔI LƯƠN KHÔNG BÙN"),
        ("Bếp củi hóa khí không khói", unicodedata.normalize("NFD", "Bếp củi hoá khí không khói")),
        ("Máy nhặt đinh trên đường", "Máy nhặt đinhtrên đường"),
        ("Máy nhặt đinh trên đường", "Máy nhặt đnih trên đường"),
        ("Giàn phơi quần áo dùng năng lượng mặt trời", "Sử dụng năng lượng mặt trời, giàn phơi quần áo"),
    ],
)
def test_a_title_that_means_the_same_is_found(old, new):
    assert alike(old, new)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Máy sấy nông sản bằng năng lượng mặt trời", "Máy sấy quần áo bằng năng lượng mặt trời"),
        ("Hệ thống cảnh báo lũ quét", "Hệ thống cảnh báo cháy rừng"),
        ("Phần mềm quản lý thư viện", "Phần mềm quản lý nhà thuốc"),
        ("Máy thái chuối thông minh", "Máy thái măng thông minh"),
        ("Máy bắt muỗi thân thiện với môi trường", "Máy bắt ruồi thân thiện với môi trường"),
        ("Nghiên cứu, chế tạo máy gieo hạt", "Nghiên cứu, chế tạo máy ép dầu"),
    ],
)
def test_the_same_device_for_another_use_is_left_alone(one, other):
    assert not alike(one, other)


@pytest.mark.slow
def test_a_planted_world_is_found_again_within_the_promise():
    world = make_world(seed=3, of_each_kind=3, generated=500)
    wanted = {(original, copy) for copy, (original, _) in world.planted.items()}
    found = {(match.first, match.second) for match in find(seen(world))}
    assert len(found & wanted) / len(wanted) >= 0.9
    assert len(found & wanted) / len(found) >= 0.75


def test_only_pairs_with_somebody_new_are_shown_and_only_those_that_were_asked_for():
    works = [Work("Máy nhặt đinh trên đường"), Work("Máy nhặt đinh trên đường", is_new=False),
             Work("may nhat dinh tren duong", is_new=False), *(Work(title) for title in FILLER)]  # fmt: skip
    assert {(one.first, one.second) for one in find(works)} == {(0, 1), (0, 2)}
    assert find(works, only=[5]) == []
    assert len(find(works, only=[0])) == 2


def test_evidence_adds_up_and_is_said_in_words():
    text = "Khung nhôm gấp gọn, lưỡi cắt đôi, pin thay nhanh, một người vác được lên ruộng bậc thang cao nhất bản. " * 3
    works = [Work("Máy gặt mini", text, files=("a",)), Work("Bạn của ruộng", text, files=("a",)), *map(Work, FILLER)]
    (match,) = find(works)
    assert [reason_words(one) for one in match.evidence][-1] == "có tệp y hệt nhau"
    assert {one.kind for one in match.evidence} == {"summary", "file"}
    assert match.likelihood > 0.97


def test_a_form_that_everybody_handed_in_makes_no_pairs():
    works = [Work(title, files=("form",)) for title in FILLER]
    assert find(works) == []


def test_a_picture_is_known_again_after_a_messenger_and_scissors_but_no_other():
    chance = Random(5)
    originals = [photo(chance) for _ in range(12)]
    pictures = [picture_marks(grey(each)) for each in originals]
    again = [picture_marks(grey(resaved(originals[0], chance))), picture_marks(grey(cropped(originals[1], chance)))]
    works = [Work(title, pictures=(mark,)) for title, mark in zip(FILLER, [*pictures, *again], strict=False)]
    assert {(one.first, one.second) for one in find(works)} == {(0, 12), (1, 13)}


def test_scanned_pages_are_not_taken_for_photographs():
    assert picture_marks(grey(page(Random(1)))) == b""


def test_what_is_the_same_is_marked_under_whichever_name():
    pieces = same_words("Máy bóc vỏ đậu phụng tại trường em", "Thiết bị tách vỏ lạc")
    assert [piece.words for piece in pieces if piece.is_same] == ["bóc vỏ đậu phụng"]


@given(st.text(max_size=200), st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_pieces_put_together_are_the_text_whatever_it_is(text, other):
    for cut in (same_words, same_runs):
        assert "".join(piece.words for piece in cut(text, other)) == nfc(text)


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_nothing_that_is_typed_breaks_the_reading(text):
    assert names(text) == [token.plain for token in tokens(text)]
    assert len(sketch(text)) % 8 == 0


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        ("Máy chiêncam sành", "Máy chiên cam sành"),
        ("máy nâng vật đa nă ng", "máy nâng vật đa năng"),
        ("Quạt cho ng ười bệnh", "Quạt cho người bệnh"),
        ("М\u00adáу ép \u200bсám", "Máy ép cám"),
        ("Robot tưới rau dùng ESP32", "robot tưới rau dùng esp32"),
        ("TB đo t°, độ ẩm nhóm C", "thiết bị đo t độ ẩm nhóm c"),
    ],
)
def test_words_torn_run_together_or_written_with_strange_letters_are_read(torn, whole):
    assert names(torn) == names(whole) == [token.plain for token in tokens(torn)]


def test_a_picture_mirrored_lying_or_on_a_slide_is_the_same_picture():
    chance = Random(8)
    originals = [Dossier("", photo=photo(chance)) for _ in range(9)]
    changed = [
        disguise(one, Dossier(""), chance)
        for disguise, one in zip((photo_mirrored, photo_turned, photo_on_slide), originals, strict=False)
    ]
    marks = [picture_marks(grey(one.photo)) for one in (*originals, *changed)]
    assert {len(one) for one in marks} == {PICTURE_BYTES}
    works = [Work(title, pictures=(mark,)) for title, mark in zip(FILLER, marks, strict=False)]
    assert {(one.first, one.second) for one in find(works)} == {(0, 9), (1, 10), (2, 11)}


def test_a_series_of_titles_around_one_word_is_no_series_of_duplicates():
    published = [Work(line.title, is_new=False) for line in real_titles()]
    assert find([*map(Work, harder()[:16]), *published]) == []


def test_a_description_that_became_a_file_is_found_again():
    text = "Khung nhôm gấp gọn, lưỡi cắt đôi, pin thay nhanh, một người vác được lên ruộng bậc thang cao nhất bản. " * 3
    told = " ".join(f"Bước {n} vặn vít số {n * 7} vào lỗ {n + 3}." for n in range(30)) + text
    works = [Work("Máy gặt mini", told), Work("Bạn của ruộng", sketches=(sketch("Lời đầu. " + told),))]
    (match,) = find([*works, *map(Work, FILLER)])
    assert [one.kind for one in match.evidence] == ["told"]
    assert "nằm trong tệp" in reason_words(match.evidence[0])


@pytest.mark.slow
def test_a_second_world_is_found_again_as_well_as_is_promised_of_it():
    world = make_second_world(seed=4, of_each_kind=3, generated=500)
    wanted = {(original, copy) for copy, (original, _) in world.planted.items()}
    found = {(match.first, match.second) for match in find(seen(world))}
    assert len(found & wanted) / len(wanted) >= 0.85
    assert len(found & wanted) / len(found) >= 0.7


def chapter(chance: Random, lines: int) -> str:
    """Sentences nobody else writes, beside some that everybody does."""
    made = [
        f"Bước {n} thợ vặn từ{chance.randrange(3000)} vào từ{chance.randrange(3000)} rồi thử." for n in range(lines)
    ]
    return " ".join(["Nhóm xin cảm ơn thầy cô và gia đình đã giúp đỡ.", *made])


@pytest.mark.parametrize("pages", [60, 400])
def test_a_chapter_of_an_old_file_is_found_in_a_new_one_however_long_both_are(pages):
    chance = Random(7)
    old, taken = chapter(chance, pages), chapter(chance, 80)
    files = [old + taken, taken + chapter(chance, pages), *(chapter(chance, pages) for _ in range(8))]
    works = [Work(title, sketches=(sketch(each),)) for title, each in zip(FILLER, files, strict=False)]
    (match,) = find(works)
    assert (match.first, match.second, [one.kind for one in match.evidence]) == (0, 1, ["text"])
    assert "tệp văn bản của hồ sơ này cũng có trong tệp của hồ sơ kia" in reason_words(match.evidence[0])


def test_the_same_description_and_file_of_one_author_count_as_one_work():
    told = chapter(Random(1), 12)
    own = Work("Máy gặt mini", told, sketches=(sketch(told), sketch("Lời đầu. " + told)))
    assert find([own, *map(Work, FILLER)]) == []
    (match,) = find([own, Work("Bạn của ruộng", told), *map(Work, FILLER)])
    assert {one.kind for one in match.evidence} == {"summary", "told"}


STUFF = ["tre già", "mica", "vải bạt", "gỗ tràm", "cao su non", "ván ép", "thép hộp", "xơ dừa", "nhôm", "bìa cứng",
         "lốp xe", "tôn sóng", "rơm khô", "bao tải", "inox", "đá ong", "sợi đay", "gạch vỡ", "mo cau", "lưới cước",
         "ống nước", "nắp chai", "dây thừng", "vỏ sò"]  # fmt: skip


def said(chance: Random, things: list[str]) -> str:
    """A description in turns of phrase that all of them use, with figures of its own."""
    lines = [
        "Khung làm bằng {0} nên nhẹ, nặng {n} kg.",
        "Nhóm thay {1} bằng {2} sau {n} lần thử ở chợ.",
        "Cánh tay bọc {3}, quay được {n} độ, kéo bằng {4}.",
        "Mỗi ngày chạy {n} giờ, hỏng {1} thì lấy {0} vá lại.",
    ]
    return " ".join(line.format(*things, n=chance.randint(2, 400)) for line in lines)


def test_a_description_with_other_figures_is_found_and_the_same_phrases_about_other_things_are_not():
    chance = Random(3)
    mixed = [chance.sample(STUFF, 5) for _ in range(40)]
    works = [Work(f"Thiết bị số hiệu {n}", said(chance, things)) for n, things in enumerate(mixed)]
    again = Work("Bạn của ruộng", said(chance, mixed[3]))
    assert {(one.first, one.second) for one in find([*works, again])} == {(3, 40)}


def test_a_page_of_politeness_that_ten_files_begin_with_makes_no_pair():
    polite = "Nhóm xin cảm ơn thầy cô và gia đình đã giúp đỡ. Chúng em rất mong được góp ý để sản phẩm tốt hơn nữa. "
    chance = Random(9)
    works = [
        Work(title, sketches=(sketch(polite + " ".join(f"từ{chance.randrange(10**6)} " for _ in range(60))),))
        for title in FILLER[:10]
    ]
    assert find(works) == []
