"""Vietnamese text, numbers and dates: known answers, real titles, and properties that hold for any text."""

import random
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.foundation import vietnamese
from contest.foundation.refusal import Refusal
from contest.foundation.vietnamese import Wording, letters

# Facts: titles as public pages print them, chosen for what they do to software.
REAL_TITLES = [
    'Ứng dụng kiến thức đối lưu - bức xạ nhiệt, vật lí 8 để chế tạo "máy sấy đa năng, thông minh"',
    "Máy gắp mía thuỷ lực",
    "CNcode",
    "FAN LED",
    "KN-Medic",
    "Urban GreenEye AI",
    "Bộ tài liệu song ngữ Việt – Êđê ở Cư M’gar",
    "CẢI TIẾN CÔNG NGHỆ SẢN XUẤT XƠ POLYESTER",
    "Phân tích đồng thời bằng LC-MS/MS và UF/MUF",
    "Thay máng che dây chằng sắt bằng ống nhựa UPVC Ø42-2.1 mm màu vàng cam",
    "Quạt đá",
    "Hoá chất, thủy sản và vật lý 4.0 (Monopterus albus, Zuiew, 1793)",
    "Bản đồ số 360° cho Đắk R’lấp & H’Rên",
]
NAMES = [
    "Đỗ Thị Hồng Ánh",
    "H’Lan Niê Kdăm",
    "Y Thuôn Ayŭn",
    "Chau Sóc Thi",
    "Nguyễn Văn A",
    "Lê Quý Đôn-Thái",
]

FAMILIES = (
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Lý Đinh Ừng Ưng Ôn Ông Âu Ấu Ăn An Ân Y H’Lan H'Rên"
)
MIDDLES = "Thị Văn Hữu Đức Đình Dinh Ngọc Minh Mình Mỉnh Mịnh thị"
GIVEN = (
    "Ánh Anh Ảnh Ãnh Ạnh Bình Đan Dân Dần Dẫn Dậu Đậu Êđê Hoà Hòa Hoá Thuý Thúy Uyên Ước Yến Ỷ Ý Ỵ Quý Quí "
    "Tú Tư Từ Tử Ơn"
)


def codes(refusal: pytest.ExceptionInfo[Refusal]) -> list[str]:
    return [reason.code for reason in refusal.value.reasons]


# ── normal form ─────────────────────────────────────────────────────────────────────────────────────────────


def test_decomposed_text_becomes_the_composed_text() -> None:
    decomposed = unicodedata.normalize("NFD", "Đỗ Thị Hồng Ánh")
    assert len(decomposed) == 21
    assert vietnamese.nfc(decomposed) == "Đỗ Thị Hồng Ánh"


def test_marks_typed_in_the_wrong_order_still_make_one_letter() -> None:
    assert vietnamese.nfc("Nguye\u0303\u0302n") == "Nguyễn"
    assert vietnamese.nfc("a\u0323\u0306") == "ặ"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ðoàn Ðiện tử", "Đoàn Điện tử"),
        ("ÐẮK LẮK, TÐ", "ĐẮK LẮK, TĐ"),
        ("Êðê, gia ðình, 500 ð", "Êđê, gia đình, 500 đ"),
        ("Guðrún Þórðardóttir", "Guðrún Þórðardóttir"),
        (" Hợp\u00a0Hòa\u200b \u2003, huyện\ufeff ", "Hợp Hòa , huyện"),
        ("dòng một \r\n\tdòng  hai", "dòng một\ndòng hai"),
        ("a\x00b\x07\udcffc", "abc"),
    ],
)
def test_text_is_cleaned_without_changing_what_a_reader_sees(typed: str, kept: str) -> None:
    assert vietnamese.nfc(typed) == kept


@given(st.text())
def test_the_normal_form_of_the_normal_form_is_itself(text: str) -> None:
    once = vietnamese.nfc(text)
    assert vietnamese.nfc(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "  " not in once


@pytest.mark.parametrize("title", REAL_TITLES + NAMES)
def test_real_titles_are_kept_as_typed(title: str) -> None:
    assert vietnamese.nfc(title) == title
    assert vietnamese.nfc(unicodedata.normalize("NFD", title)) == title


# ── search key ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà", "hòa"),
        ("Thuỷ", "THỦY"),
        ("Nguyễn", "nguyen"),
        ("Đắk Lắk", "dak lak"),
        ("Ðắk", "Đắk"),
        ("Cư M’gar", "cu m'gar"),
        ("“Kẹo – que”", '"Kẹo - que"'),
        ("Ayŭn", "ayun"),
        ("khí CO₂", "khi co2"),
        ("a \n b", "A  B"),
    ],
)
def test_texts_that_differ_only_in_accents_case_and_print_are_found_alike(one: str, other: str) -> None:
    assert vietnamese.fold(one) == vietnamese.fold(other)


def test_the_search_key_keeps_different_letters_apart() -> None:
    assert vietnamese.fold("vật lí") != vietnamese.fold("vật lý")


@given(st.text())
def test_folding_twice_changes_nothing_and_leaves_no_vietnamese_accent(text: str) -> None:
    once = vietnamese.fold(text)
    assert vietnamese.fold(once) == once
    assert not set(once) & set("đăâêôơưáàảãạ \n") - {" "}


@given(st.sampled_from(REAL_TITLES + NAMES), st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_the_search_key_of_a_real_title_is_plain_ascii_however_it_was_encoded(title: str, form: str) -> None:
    folded = vietnamese.fold(unicodedata.normalize(form, title))
    assert folded == vietnamese.fold(title)
    assert folded.replace("°", "").isascii()


# ── order ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_words_stand_in_the_order_of_the_alphabet_and_its_tones() -> None:
    ordered = ["an", "àn", "ản", "ãn", "án", "ạn", "ăn", "ân", "bình", "da", "đa", "em", "êm", "vũ", "yên"]
    assert sorted(_mixed(ordered), key=vietnamese.sort_key) == ordered


def test_small_letters_stand_before_capitals_only_when_all_else_is_equal() -> None:
    assert sorted(["Ba", "ba", "BA", "bá", "bb"], key=vietnamese.sort_key) == ["ba", "Ba", "BA", "bá", "bb"]


def test_the_order_equals_the_unicode_library_on_thousands_of_names() -> None:
    icu = pytest.importorskip("icu", reason="pyicu-wheels is not installed: no second opinion on the order")
    collator = icu.Collator.createInstance(icu.Locale("vi"))
    chance = random.Random(20260630)
    names = [_invented_name(chance) for _ in range(10_000)] + REAL_TITLES + NAMES
    assert sorted(names, key=vietnamese.sort_key) == sorted(names, key=collator.getSortKey)


def test_the_order_equals_the_unicode_library_on_random_letters_and_signs() -> None:
    icu = pytest.importorskip("icu", reason="pyicu-wheels is not installed: no second opinion on the order")
    collator = icu.Collator.createInstance(icu.Locale("vi"))
    chance = random.Random(30)
    accented = "".join(letter for letter in FAMILIES + GIVEN if not letter.isascii())
    pool = [chr(code) for code in range(0x20, 0x7F)] + list(accented) + list("–—’“”°ŭ")
    for _ in range(20_000):
        one, other = (" ".join("".join(chance.choices(pool, k=5)).split()) for _ in range(2))
        ours = (vietnamese.sort_key(one) > vietnamese.sort_key(other)) - (
            vietnamese.sort_key(one) < vietnamese.sort_key(other)
        )
        assert ours == collator.compare(one, other), (one, other)


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_text_never_stands_behind_its_own_continuation(text: str, more: str) -> None:
    whole = vietnamese.nfc(f"{text}b{more}")
    for cut in range(len(whole)):
        if " ".join(whole[:cut].split()) == whole[:cut] and vietnamese.nfc(whole[:cut]) == whole[:cut]:
            assert vietnamese.sort_key(whole[:cut])[:1] <= vietnamese.sort_key(whole)[:1]


def test_people_stand_by_given_name_then_family_name() -> None:
    ordered = [
        "Lê Văn An",
        "Trần Bình An",
        "Đỗ Thị Hồng Ánh",
        "Vũ Văn Ánh",
        "Lê Bình",
        "Đinh Văn Đức",
        "Vũ Ý",
    ]
    assert sorted(_mixed(ordered), key=vietnamese.name_key) == ordered


def test_a_given_name_that_is_not_the_last_word_can_be_said() -> None:
    key = vietnamese.name_key("H'Lan Niê Kdăm", given="H'Lan")
    assert vietnamese.name_key("Vũ Giang") < key < vietnamese.name_key("Lê Hà")
    assert vietnamese.name_key("H'Lan Niê Kdăm") > vietnamese.name_key("Bùi Hạnh")
    assert vietnamese.name_key("An Thị Bình", given="Không Có") > vietnamese.name_key("Lê Bình")


def _mixed(ordered: list[str]) -> list[str]:
    """Out of order, so that a key that orders nothing is found out."""
    return random.Random(5).sample(ordered, len(ordered))


def _invented_name(chance: random.Random) -> str:
    words = [chance.choice(FAMILIES.split()), chance.choice(MIDDLES.split()), chance.choice(GIVEN.split())]
    if chance.random() < 0.2:
        words.pop(1)
    return " ".join(words)


# ── numbers ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (101, "một trăm linh một"),
        (105, "một trăm linh năm"),
        (115, "một trăm mười lăm"),
        (1005, "một nghìn không trăm linh năm"),
        (2050, "hai nghìn không trăm năm mươi"),
        (21_000, "hai mươi mốt nghìn"),
        (400_000, "bốn trăm nghìn"),
        (6_400_000, "sáu triệu bốn trăm nghìn"),
        (1_000_001, "một triệu không trăm linh một"),
        (735_000_000, "bảy trăm ba mươi lăm triệu"),
        (1_155_000_000, "một tỷ một trăm năm mươi lăm triệu"),
        (1_005_000_000, "một tỷ không trăm linh năm triệu"),
        (10**12, "một nghìn tỷ"),
        (-3, "âm ba"),
        (Decimal("87.5"), "tám mươi bảy phẩy năm"),
        (Decimal("9.05"), "chín phẩy không năm"),
        (Decimal("90.00"), "chín mươi"),
    ],
)
def test_numbers_are_spoken_as_receipts_print_them(value: int | Decimal, words: str) -> None:
    assert vietnamese.number_in_words(value) == words


def test_the_southern_wording_can_be_chosen() -> None:
    southern = Wording(empty_ten="lẻ", four="bốn", thousand="ngàn")
    assert vietnamese.number_in_words(24_105, southern) == "hai mươi bốn ngàn một trăm lẻ năm"


def test_money_is_printed_in_figures_and_in_words() -> None:
    assert vietnamese.money(12_000_000) == "12.000.000 đ"
    assert vietnamese.money_in_words(30_000_000) == "Ba mươi triệu đồng"
    assert vietnamese.money_in_words(0) == "Không đồng"


@given(st.integers(min_value=-(10**18), max_value=10**18))
def test_words_say_the_number_and_nothing_else(value: int) -> None:
    assert _heard(vietnamese.number_in_words(value)) == value


def _heard(words: str) -> int:
    """An independent listener: adds up what the words say."""
    digits = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
    values = {word: place for place, word in enumerate(digits)} | {"mốt": 1, "tư": 4, "lăm": 5}
    sign = -1 if words.startswith("âm ") else 1
    total = billion = group = ones = 0
    for word in words.removeprefix("âm ").split():
        if word in values:
            ones = values[word]
        elif word == "mười":
            group, ones = group + 10, 0
        elif word in ("mươi", "trăm"):
            group, ones = group + ones * (10 if word == "mươi" else 100), 0
        elif word in ("nghìn", "triệu"):
            billion, group, ones = billion + (group + ones) * (1000 if word == "nghìn" else 10**6), 0, 0
        elif word == "tỷ":
            total, billion, group, ones = (total + billion + group + ones) * 10**9, 0, 0, 0
        else:
            assert word == "linh"
    return sign * (total + billion + group + ones)


@pytest.mark.parametrize(
    ("value", "places", "printed"),
    [
        (1572, None, "1.572"),
        (Decimal("87.500"), None, "87,5"),
        (Decimal("1234.5"), None, "1.234,5"),
        (Decimal("87.25"), 1, "87,3"),
        (Decimal("-0.04"), 1, "0,0"),
        (Decimal("1E+3"), None, "1.000"),
        (8, 2, "8,00"),
        (-12_000, None, "-12.000"),
    ],
)
def test_numbers_are_printed_with_dots_and_a_decimal_comma(
    value: int | Decimal, places: int | None, printed: str
) -> None:
    assert vietnamese.number(value, places) == printed


def test_what_is_not_a_number_is_not_printed() -> None:
    with pytest.raises(ValueError, match="finite"):
        vietnamese.number(Decimal("NaN"))


@pytest.mark.parametrize(
    ("typed", "points"),
    [("87,5", "87.5"), ("87.5", "87.5"), (" 87 ", "87"), ("0.125", "0.125"), ("12,345", "12.345"), ("0", "0"),
     (9, "9"), (Decimal("8.250"), "8.25"), (Decimal("87.125"), "87.125")],
)  # fmt: skip
def test_points_are_read_exactly_with_either_separator(typed: str | int | Decimal, points: str) -> None:
    assert vietnamese.parse_points(typed) == Decimal(points)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("", "points_unreadable"), ("1.234,5", "points_unreadable"), ("-5", "points_unreadable"),
     ("8,", "points_unreadable"), ("VẮNG", "points_unreadable"), ("８７", "points_unreadable"),
     ("1e3", "points_unreadable"), ("NaN", "points_unreadable"), (Decimal("NaN"), "points_unreadable"),
     (True, "points_unreadable"), ("12.000", "points_ambiguous"), ("87.125", "points_ambiguous"),
     ("8,1234", "points_too_fine")],
)  # fmt: skip
def test_points_that_may_be_misread_are_refused(typed: str, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        vietnamese.parse_points(typed)
    assert codes(refusal) == [code]


@given(st.decimals(min_value=0, max_value=1000, places=3))
def test_points_as_printed_are_read_back_the_same(points: Decimal) -> None:
    assert vietnamese.parse_points(vietnamese.number(points).replace(".", "")) == points
    assert vietnamese.parse_points(points) == points


def test_parts_of_a_paper_are_counted_in_roman_numerals() -> None:
    assert [vietnamese.roman(number) for number in (1, 4, 9, 14, 40, 89)] == ["I", "IV", "IX", "XIV", "XL", "LXXXIX"]


def test_money_with_dots_is_never_a_fraction() -> None:
    assert vietnamese.parse_money("12.000") == 12_000
    assert vietnamese.parse_money("12 000 000 ĐỒNG") == 12_000_000
    assert vietnamese.parse_money(5_000_000) == 5_000_000
    for typed in ("12,5", "1.2", "12 triệu", "1.000 000", "", "-5", "12.0000"):
        with pytest.raises(Refusal) as refusal:
            vietnamese.parse_money(typed)
        assert codes(refusal) == ["money_unreadable"]


# ── dates ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "typed",
    ["1/3/2015", "01-03-2015", "01.03.2015", "2015-03-01", "1 / 3 / 2015", "ngày 01 tháng 3 năm 2015",
     "2015-03-01 00:00:00", "42064", date(2015, 3, 1), datetime(2015, 3, 1, 8, 0, tzinfo=UTC)],
)  # fmt: skip
def test_a_day_is_read_however_it_is_typed(typed: str | date) -> None:
    assert vietnamese.parse_date(typed) == date(2015, 3, 1)


def test_day_and_month_never_change_places() -> None:
    assert vietnamese.parse_date("03/04/2015") == date(2015, 4, 3)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("31/02/2015", "date_impossible"), ("29/02/2015", "date_impossible"), ("12/31/2015", "date_impossible"),
     ("0/1/2015", "date_impossible"), ("1/1/0215", "date_impossible"), ("1/3/15", "date_short_year"),
     ("hôm qua", "date_unreadable"), ("", "date_unreadable"), ("2015", "date_unreadable"),
     ("99999", "date_unreadable"), ("1/3", "date_unreadable")],
)  # fmt: skip
def test_a_day_that_does_not_exist_is_refused(typed: str, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        vietnamese.parse_date(typed)
    assert codes(refusal) == [code]


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_a_day_as_printed_is_read_back_the_same(day: date) -> None:
    assert vietnamese.parse_date(vietnamese.date(day)) == day
    assert vietnamese.parse_date(vietnamese.date_in_words(day)) == day
    assert vietnamese.parse_year_or_date(day.isoformat()) == day


def test_a_register_may_hold_only_the_year_of_birth() -> None:
    assert vietnamese.parse_year_or_date("2012") == 2012
    assert vietnamese.parse_year_or_date(2012) == 2012
    assert vietnamese.parse_year_or_date("5/9/2012") == date(2012, 9, 5)
    with pytest.raises(Refusal) as refusal:
        vietnamese.parse_year_or_date("3012")
    assert codes(refusal) == ["date_impossible"]


def test_days_and_first_months_carry_a_zero_in_documents() -> None:
    assert vietnamese.date_in_words(date(2026, 3, 5)) == "ngày 05 tháng 3 năm 2026"
    assert vietnamese.date_in_words(date(2026, 2, 12)) == "ngày 12 tháng 02 năm 2026"
    assert vietnamese.date_in_words(date(2026, 10, 1)) == "ngày 01 tháng 10 năm 2026"
    assert (
        vietnamese.moment_in_words(datetime(2026, 3, 5, 2, 5, tzinfo=UTC)) == "9 giờ 05 phút, ngày 05 tháng 3 năm 2026"
    )


def test_moments_are_shown_on_a_clock_in_vietnam() -> None:
    late = datetime(2026, 6, 30, 17, 30, tzinfo=UTC)
    assert vietnamese.moment(late) == "00:30 ngày 01/07/2026"
    assert vietnamese.date(late) == "01/07/2026"
    assert vietnamese.moment(datetime(2026, 6, 30, 17, tzinfo=timezone(timedelta(hours=7)))) == "17:00 ngày 30/06/2026"
    with pytest.raises(ValueError, match="time zone"):
        vietnamese.moment(datetime(2026, 6, 30, 17))  # noqa: DTZ001 - the missing zone is what is refused


# ── people, telephones, files ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", [*NAMES, unicodedata.normalize("NFD", "Đỗ Thị Hồng Ánh"), "Trần Thị B."])
def test_unusual_names_of_people_are_plausible(name: str) -> None:
    assert vietnamese.plausible_name(name)


@pytest.mark.parametrize(
    "text",
    ["", "A", "...", "=HYPERLINK(1)", "Nguyễn Văn A, Trần B", "an@gmail.com", "Lớp 9A", "aaaa", "-An Bình",
     "Nguyeãn Thò Lan", "Tổ chức gồm nhiều người ở nhiều nơi khác nhau trong toàn tỉnh"],
)  # fmt: skip
def test_what_no_person_is_called_is_not_plausible(text: str) -> None:
    assert not vietnamese.plausible_name(text)


@pytest.mark.parametrize(
    ("typed", "digits"),
    [("0912345678", "0912345678"), (912345678, "0912345678"), ("+84 912.345.678", "0912345678"),
     ("0084-912-345-678", "0912345678"), ("84912345678", "0912345678"), ("+84 (0)912 345 678", "0912345678"),
     ("0167 234 5678", "0372345678"), ("024 3825 6789", "02438256789"), ("2438256789", "02438256789"),
     ("84 234 5678", "0842345678")],
)  # fmt: skip
def test_telephones_are_kept_in_one_form(typed: str | int, digits: str) -> None:
    assert vietnamese.parse_phone(typed) == digits


@pytest.mark.parametrize("typed", ["", "113", "0112345678", "09123456789", "+1 650 253 0000", "09l2345678"])
def test_what_is_not_a_vietnamese_telephone_is_refused(typed: str) -> None:
    with pytest.raises(Refusal) as refusal:
        vietnamese.parse_phone(typed)
    assert codes(refusal) == ["phone_unreadable"]


def test_a_file_is_named_by_its_code_and_title() -> None:
    assert vietnamese.file_name("KT-012", "Máy gắp mía: thuỷ/lực", "PDF") == "KT-012_may-gap-mia-thuy-luc.pdf"
    assert vietnamese.file_name("", "CON", "xlsx") == "_con.xlsx"
    assert vietnamese.file_name("", "…", "xlsx") == "tep.xlsx"


def test_files_of_one_folder_never_share_a_name_even_when_long_titles_are_cut() -> None:
    long = "Hội đồng " + "các giải pháp kỹ thuật ứng phó với biến đổi khí hậu " * 3
    names = vietnamese.file_names([f"{long} một", f"{long} hai", "Giấy mời", "Giấy mời"], "docx")
    assert len(set(names)) == 4
    assert names[2:] == ["giay-moi.docx", "02-giay-moi.docx"]
    assert max(map(len, names)) <= 100


@given(st.text(max_size=60), st.text(max_size=400), st.sampled_from(["pdf", "xlsx", ".docx", ""]))
def test_any_file_name_is_short_plain_and_safe(code: str, title: str, ext: str) -> None:
    name = vietnamese.file_name(code, title, ext)
    assert 0 < len(name) <= 100
    assert name.isascii()
    assert not set(name) & set('/\\:*?"<>| \n')
    assert not name.startswith((".", "-"))


# ── old fonts ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    ["Nguyeãn Thò Lan", "Phaïm Vaên Ñöùc", "KEÁT QUAÛ HOÄI THI", "Maùy gaët luùa", "Saùng taïo kyõ thuaät",
     "NguyÔn V¨n §øc", "KÕt qu¶ héi thi", "Hoµng ThÞ Lª", "S¸ng t¹o kü thuËt", "KÏËT QUAÃ HÖÅI THI"],
)  # fmt: skip
def test_text_in_an_old_font_is_recognised(text: str) -> None:
    assert vietnamese.is_legacy_font(text)


@pytest.mark.parametrize(
    "text",
    [
        *REAL_TITLES,
        *NAMES,
        "José Müller",
        "Hòa Bình",
        "già",
        "quý",
        "5 µm",
        "© 2026",
        "§ 5",
        "«Xanh»",
        "±0,5 °C",
    ],
)
def test_ordinary_text_is_not_taken_for_an_old_font(text: str) -> None:
    assert not vietnamese.is_legacy_font(text)


@given(st.sampled_from(REAL_TITLES + NAMES).flatmap(lambda text: st.sampled_from(text.split())))
def test_no_single_real_word_is_taken_for_an_old_font(word: str) -> None:
    assert not vietnamese.is_legacy_font(word)


# ── words ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_reason_has_its_sentence() -> None:
    for code, sentence in vietnamese.WORDS.items():
        assert "{value}" in sentence, code
        assert vietnamese.nfc(sentence) == sentence
        assert "!" not in sentence


# ── the quick way and the careful way ───────────────────────────────────────────────────────────────────────

SETTLED = st.text(
    alphabet=st.sampled_from(
        [
            chr(code)
            for code in (*range(0x20, 0x7F), *range(0xC0, 0x250), *range(0x1EA0, 0x1EFA))
            if code not in (0xD0, 0xF0)
        ]
        + list("\n–—‘’“”…")
    ),
    max_size=60,
)


def test_a_backtick_is_an_apostrophe_whatever_stands_beside_it() -> None:
    assert vietnamese.fold("H`Lan") == vietnamese.fold("H’Lan") == "h'lan"
    assert vietnamese.fold("H`Lan Niê") == "h'lan nie"


@given(SETTLED)
def test_settled_letters_take_the_quick_way_to_the_same_result(text: str) -> None:
    assert letters._SETTLED.fullmatch(text)
    assert vietnamese.nfc(text) == vietnamese.nfc(text + "\u200b")
    assert vietnamese.fold(text) == vietnamese.fold(text + "\u200b")
