"""Notes of several doors, and what is read aloud."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from contest.ceremony.rules.attendance import CallFacts, Guest, Note, attendance, calls_here, guest_of, why_not_note
from contest.ceremony.rules.speaking import Said, Spoken, needs_hint, said, sentence_of, suggestions, usual_title
from contest.editions.queries import parsed_regulation
from contest.entries.rules import AuthorFacts
from tests.editions.makers import text_of

SIX = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)


def note(number: int, state: str, after: int | None, minute: int = 0, stand_in: str = "") -> Note:
    return Note(number, state, stand_in, "Cửa 1", SIX + timedelta(minutes=minute), after)


def test_a_door_that_knew_of_the_last_note_replaces_it():
    found = attendance([note(1, "present", None), note(2, "left", 1)])
    assert (found.note.state, found.against, found.is_here) == ("left", None, False)


def test_two_doors_that_say_the_same_without_knowing_are_no_conflict():
    found = attendance([note(1, "present", None), note(2, "present", None, 3)])
    assert found.against is None
    assert attendance([note(1, "present", None), note(2, "present", None, 3), note(3, "left", 2)]).against is None


def test_two_doors_that_differ_stand_against_each_other_until_somebody_settles_it():
    notes = [note(1, "present", None, 9), note(2, "stand_in", None, 4, "Bà Lan")]
    found = attendance(notes)
    # What happened later at a door counts meanwhile, in whatever order the notes came in.
    assert (found.note.id, found.against.id) == (1, 2)
    settled = attendance([*notes, note(3, "stand_in", found.last, 12, "Bà Lan")])
    assert (settled.note.id, settled.against) == (3, None)


def test_a_door_that_goes_on_without_a_line_settles_nothing_it_never_saw():
    notes = [note(1, "present", None, 9), note(2, "stand_in", None, 4, "Bà Lan")]
    own = Note(3, "left", "", "Cửa 2", SIX + timedelta(minutes=12), None, follows=2)
    found = attendance([*notes, own])
    assert (found.note.id, found.against.id, found.last) == (3, 1, 3)


def test_nobody_noted_nobody_known():
    assert attendance([]) is None


def test_of_several_guests_two_doors_count_their_own_and_more_than_are_awaited_is_asked_about():
    notes = [replace(note(1, "present", None), people=2), replace(note(2, "present", None, 3), people=1)]
    found = attendance(notes, 5)
    assert (found.people, found.against) == (3, None)
    # A door that knew of both says how many there are now.
    later = attendance([*notes, replace(note(3, "present", found.last, 5), people=4)], 5)
    assert (later.people, later.against) == (4, None)
    over = attendance([*notes, replace(note(3, "present", 1, 5), people=5)], 5)
    assert (over.people, over.against.people) == (5, 1)
    assert attendance(notes).against is None


@given(some.lists(some.tuples(some.sampled_from(("present", "left", "awaited")), some.booleans()), min_size=1))
def test_the_last_door_that_knew_of_all_before_it_is_right(given_notes):
    notes = [
        note(number, state, number - 1 if knew or number == 1 else None, number)
        for number, (state, knew) in enumerate(given_notes, 1)
    ]
    found = attendance(notes)
    assert found.last == len(notes)
    if given_notes[-1][1]:
        assert (found.note.id, found.against) == (len(notes), None)


def test_a_call_is_for_any_of_an_entrys_authors_and_an_award_of_one_for_that_one():
    an, binh = Guest(1), Guest(2)
    standing = {an: attendance([note(1, "left", None)]), binh: attendance([note(2, "stand_in", None, 0, "Bà Lan")])}
    calls = [CallFacts(10, (an, binh)), CallFacts(11, (an,)), CallFacts(12, (Guest(None, "Trường A"),))]
    assert calls_here(calls, standing) == {10}


@pytest.mark.parametrize("word", ["", "x1", "a", "a12x", "a²", "a1234567890", "u"])
def test_a_word_that_names_no_guest_is_none(word):
    assert guest_of(word) is None


def test_a_guest_has_one_word():
    for guest in (Guest(12), Guest(None, "Trường A")):
        assert guest_of(guest.key) == guest


def test_a_stand_in_has_a_name():
    assert [each.code for each in why_not_note("stand_in", " ", Guest(1), [Guest(1)])] == ["door_stand_in_missing"]
    assert [each.code for each in why_not_note("present", "", Guest(2), [Guest(1)])] == ["door_unknown_guest"]
    assert why_not_note("stand_in", "Bà Lan", Guest(1), [Guest(1)]) == []


# ---- what is read


@pytest.mark.parametrize(
    "name",
    ["H'Lan Niê Kdăm", "Y Thuôn Ayŭn", "Chau Sóc Thi", "Giàng A Páo", "Ksor H'Bia", "Néang Chanh Đa", "Thạch Sa Rết"],
)
def test_names_that_are_easily_misread_ask_for_a_hint(name):
    assert needs_hint(name)


@pytest.mark.parametrize(
    "name",
    ["Nguyễn Thị Phương Quỳnh", "Trần Quốc Khuê", "Lò Văn Xuyến", "Đỗ Giang", "Bùi Khuỷu", "Nguyễn Oanh", "Lê Nguyệt"],
)
def test_names_written_as_they_sound_do_not(name):
    assert not needs_hint(name)


def test_a_child_without_consent_is_called_as_the_family_agreed():
    youth = parsed_regulation(text_of("small_youth"))
    child = AuthorFacts("Nguyễn An")
    assert said(child, youth, "", "em An, lớp 5A") == Said("em An, lớp 5A", "", is_unnamed=True)
    assert said(child, youth, "Ăn", "") == Said("một em học sinh", "", is_unnamed=True)
    agreed = AuthorFacts("Nguyễn An", consents=frozenset({("publish_name", "guardian"), ("publish_name", "self")}))
    assert said(agreed, youth, "An", "em An, lớp 5A") == Said("Nguyễn An", "An")


def test_a_line_is_read_as_it_is_spoken():
    names = (Said("Nguyễn An"), Said("H'Lan Niê"), Said("Trần Bình"))
    line = Spoken(1, "Giải Ba", "Máy gieo hạt", names, "Xã Ea Kao", stand_in="bà Lê Lan")
    assert sentence_of(line, "giải pháp") == (
        "Giải pháp “Máy gieo hạt”, của nhóm tác giả Nguyễn An, H'Lan Niê và Trần Bình, Xã Ea Kao. "
        "Người lên nhận thay: bà Lê Lan."
    )
    assert sentence_of(Spoken(1, "Tập thể", "", (), "Trường A"), "giải pháp") == "Trường A."


def test_a_long_title_is_read_short_where_a_short_one_exists():
    assert usual_title("Máy gieo hạt", "Máy gieo") == "Máy gieo hạt"
    assert usual_title("x" * 91, "Máy gieo") == "Máy gieo"
    assert usual_title("x" * 91, "") == "x" * 91


def test_how_a_name_sounded_before_is_suggested():
    earlier = [("H’Lan Niê", "hờ-lan ni-ê"), ("Nguyễn An", "an"), ("h'lan niê", "hờ lan nê"), ("H'Lan Niê", "")]
    assert suggestions("H'Lan Niê", earlier) == ("hờ-lan ni-ê", "hờ lan nê")
