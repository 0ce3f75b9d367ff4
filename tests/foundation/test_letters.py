"""Letters' words: places are found however they are typed, faults are named, no default is at fault."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.foundation.letters import Event, Place, events, filled, learn, why_not_words
from contest.rooms import learn_words

learn_words()
EVENT = Event(
    "test.event",
    "Thử",
    "ai đó",
    "now",
    "Về {mã số}",
    "Hạn: {hạn}",
    (Place("mã số", "KT-1"), Place("hạn", "17:00", needed=True), Place("nội dung", "a\nb", many_lines=True)),
)


def codes(subject, text):
    return [(each.code, each.where) for each in why_not_words(EVENT, subject, text)]


@pytest.mark.parametrize(
    ("subject", "text", "expected"),
    [
        ("Về {mã số}", "Hạn {hạn}", []),
        ("Về {Mã Số}", "Hạn {HAN}", []),
        ("", "Hạn {hạn}", [("letter_subject_missing", "subject")]),
        ("Về", "  ", [("letter_text_missing", "text")]),
        ("Về {mã}", "Hạn {hạn}", [("letter_place_unknown", "subject")]),
        ("Về", "Chào bạn", [("letter_place_missing", "text")]),
        ("Về", "Hạn {hạn", [("letter_brace_open", "text"), ("letter_place_missing", "text")]),
        ("Về", "Hạn {hạn}}", [("letter_brace_open", "text")]),
        ("{nội dung}", "Hạn {hạn}", [("letter_subject_place", "subject")]),
        ("x" * 201, "{hạn}", [("letter_subject_long", "subject")]),
        ("Về", "{hạn}" + "x" * 8000, [("letter_text_long", "text")]),
    ],
)
def test_every_fault_is_named_at_its_field(subject, text, expected):
    assert codes(subject, text) == expected


def test_a_line_whose_places_are_all_empty_is_left_out():
    assert filled("A\nHạn: {hạn}\nB {hạn} {mã}", {"hạn": "", "mã": "1"}) == "A\nB  1"


def test_braces_in_what_is_filled_in_are_no_places():
    assert filled("{a} {b}", {"a": "{b}", "b": "x"}) == "{b} x"


@given(st.text(alphabet="ab {}\n", max_size=30))
def test_words_found_without_fault_leave_no_place_open(words):
    event = Event("x", "x", "x", "now", "", "", (Place("a", "1"), Place("b", "2")))
    if words.strip() and not why_not_words(event, "x", words):
        assert "{" not in filled(words, event.samples)


def test_no_event_of_the_house_has_words_at_fault():
    assert len(events()) > 10
    assert [event.key for event in events() if why_not_words(event, event.subject, event.text)] == []


def test_an_event_with_words_at_fault_is_refused_when_the_house_is_opened():
    with pytest.raises(ValueError, match="letter_place_unknown"):
        learn([Event("x.y", "x", "x", "now", "x", "{không có}", ())])


def test_no_sample_of_a_letter_names_an_author():
    """Letters about a dossier carry its code and title; whose it is, the reader knows."""
    about_entries = [event for event in events() if event.key.startswith(("entry.", "screening.", "results."))]
    assert [event.key for event in about_entries if "tác giả" in [place.name for place in event.places]] == []
