"""Provinces as the law has them, and how a unit's name is read."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.people.rules.provinces import FORMER, PROVINCE_BY_KEY, PROVINCES, present_province, province_of
from contest.people.rules.slips import misspelt
from contest.people.rules.units import (
    Candidate,
    Listed,
    doubles,
    keys_of,
    known_unit,
    likely_kind,
    likely_level,
    read_commune,
    split_place,
    unit_key,
)


def test_there_are_34_provinces_made_of_63():
    unchanged = [one for one in PROVINCES if one.since_on is None]
    assert (len(PROVINCES), len(unchanged), len(FORMER)) == (34, 11, 52)
    assert len(unchanged) + len(FORMER) == 63
    assert sum(one.is_city for one in PROVINCES) == 6
    assert {one.successor for one in FORMER} == {one.key for one in PROVINCES if one.since_on is not None}
    assert all(PROVINCE_BY_KEY[one.successor].ended_on is None for one in FORMER)


@pytest.mark.parametrize(
    ("text", "today"),
    [
        ("Đắk Nông", "Lâm Đồng"), ("tỉnh Đắc Nông", "Lâm Đồng"), ("TP. Hồ Chí Minh", "Hồ Chí Minh"),
        ("tp.hcm", "Hồ Chí Minh"), ("Bà Rịa – Vũng Tàu", "Hồ Chí Minh"), ("Thừa Thiên Huế", "Huế"),
        ("Lâm Đồng", "Lâm Đồng"), ("PHÚ YÊN", "Đắk Lắk"),
    ],
)  # fmt: skip
def test_a_province_is_found_by_its_names_then_and_now(text, today):
    found = province_of(text)
    assert found is not None
    assert present_province(found).name == today


def test_what_is_no_province_is_none():
    assert province_of("Sao Hỏa") is None
    assert province_of("") is None


@pytest.mark.parametrize(
    "text",
    ["Trường THCS Nguyễn Huệ", "THCS Nguyễn Huệ", "trường trung học cơ sở nguyễn huệ", "Trường  THCS  Nguyễn Huệ.",
     "Trường T.H.C.S Nguyễn Huệ", "Trường PTCS Nguyễn Huệ".replace("PTCS", "Phổ thông cơ sở")],
)  # fmt: skip
def test_spellings_of_one_school_have_one_key(text):
    assert unit_key(text) == "thcs nguyen hue"


@given(st.text(max_size=60))
def test_a_key_does_not_change_when_it_is_made_again(text):
    assert unit_key(unit_key(text)) == unit_key(text)


@given(st.text(max_size=60))
def test_whatever_is_typed_has_keys_and_a_place_without_breaking(text):
    assert all(keys_of(text))
    base, place = split_place(text)
    assert len(base) + len(place) <= len(text) + 1
    assert known_unit(text, "", []) is None
    assert likely_kind(text)


def test_of_several_same_named_units_none_is_guessed():
    two = [Candidate(1, "thcs nguyen hue", frozenset({"cu jut"})), Candidate(2, "thcs nguyen hue", frozenset())]
    assert known_unit("THCS Nguyễn Huệ", "", two) is None
    assert known_unit("THCS Nguyễn Huệ (xã Cư Jút)", "", two) == 1
    assert known_unit("THCS Nguyễn Huệ", "xã Khác", two) == 2
    assert known_unit("THCS Nguyễn Huệ", "xã Cư Jút Hạ", two[:1]) == 1  # a name within a name: shown, not decided


@pytest.mark.parametrize(
    ("name", "kind", "level"),
    [
        ("Trường Tiểu học Lê Văn Tám", "school", "tieu_hoc"), ("Trường THCS&THPT Đắk Mil", "school", "thpt"),
        ("Công ty TNHH Cơ khí Bình Minh", "company", ""), ("Liên hiệp các Hội KH&KT tỉnh", "association", ""),
        ("UBND xã Cư Jút", "agency", ""), ("Hợp tác xã Đồng Tâm", "company", ""),
        ("Trường Mầm non Hoa Sen", "school", "mam_non"), ("Tổ sáng chế", "other", ""),
    ],
)  # fmt: skip
def test_a_name_tells_kind_and_level(name, kind, level):
    assert (likely_kind(name), likely_level(name)) == (kind, level)


@pytest.mark.parametrize(
    ("text", "read"),
    [("Xã Cư Jút", ("xa", "Cư Jút")), ("P. Nghĩa Tân", ("phuong", "Nghĩa Tân")), ("Cư Jút", ("xa", "Cư Jút")),
     ("Thị trấn Ea TLing", ("thi_tran", "Ea TLing")), ("Đặc khu Phú Quý", ("dac_khu", "Phú Quý"))],
)  # fmt: skip
def test_a_commune_is_read_with_its_kind(text, read):
    assert read_commune(text) == read


def _listed(number, name, commune=None, province="lam_dong", now=None):
    return Listed(number, name, unit_key(name), province, commune, now or commune)


def test_doubles_are_the_same_name_in_the_same_place_or_none_known():
    same = _listed(1, "Trường THCS Nguyễn Huệ", 7), _listed(2, "Nguyễn Huệ THCS", 7)
    before = _listed(3, "THCS Nguyễn Huệ", 5, now=7)
    elsewhere = _listed(4, "THCS Nguyễn Huệ", 9)
    assert doubles([*same, before, elsewhere]) == [(*same, before)]
    nowhere = _listed(5, "Trường Trung học cơ sở Nguyễn Huệ")
    assert doubles([*same, nowhere]) == [(*same, nowhere)]
    assert doubles([same[0], elsewhere]) == []


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Trường THCS Nguyễn Huệ", "THCS Nguyên Hueẹ", False),
        ("Trường THCS Nguyễn Trãi", "Trường THCS Nguyễn Trảii", True),
        ("Trường THCS Hoa Phượng", "Trường THCS Hoa Phưong", False),
        ("Trường THCS Hoa Phượng", "Trường THCS Hoa Phuợgn", True),
        ("Trường THCS Hoa Phượng", "Trường THCS Hoa Hượng", True),
        ("Trường THPT số 1", "Trường THPT số 2", False),
        ("Trường THPT Tân An", "Trường THPT Tân Ái", False),
        ("Trường THPT Tân Phú", "Trường THPT Tân Phong", False),
    ],
)
def test_a_slip_of_one_letter_is_offered_and_a_number_is_no_slip(one: str, other: str, found: bool) -> None:
    units = [listed(1, one), listed(2, other)]
    assert bool(misspelt(units)) is found
    # What is the same without accents is found as doubles, not twice.
    assert not (misspelt(units) and doubles(units))


def test_a_slip_in_another_commune_is_another_school() -> None:
    here = Listed(1, "x", unit_key("Trường THCS Hoa Phượng"), "lam_dong", 7, 7)
    there = Listed(2, "x", unit_key("Trường THCS Hoa Phượgn"), "lam_dong", 8, 8)
    assert misspelt([here, there]) == []
    assert misspelt([here, replace(there, commune_id=7, commune_now=7)]) != []


def listed(key: int, name: str) -> Listed:
    """A line of the directory without a commune."""
    return Listed(key, name, unit_key(name), "", None, None)
