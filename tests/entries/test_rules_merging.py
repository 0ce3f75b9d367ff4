"""Two people typing in one part: nothing either changed is lost, and where both changed one field nobody's goes."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from contest.entries.rules.merging import as_pairs, merge

BASE = {"title": "Máy gặt", "summary": "Cũ", "unit": "Hợp tác xã"}


def test_different_fields_are_put_together():
    merged = merge(BASE, BASE | {"title": "Máy gặt mini"}, BASE | {"summary": "Mới"})
    assert merged == (BASE | {"title": "Máy gặt mini", "summary": "Mới"}, ())


def test_the_same_field_changed_to_two_things_is_a_clash_and_stands_as_typed_here():
    merged = merge(BASE, BASE | {"title": "Của em"}, BASE | {"title": "Của cô", "summary": "Mới"})
    assert merged.clashes == ("title",)
    assert (merged.values["title"], merged.values["summary"]) == ("Của em", "Mới")


def test_the_same_change_twice_is_no_clash():
    assert merge(BASE, BASE | {"title": "Mới"}, BASE | {"title": "Mới"}).clashes == ()


def lines(*names: str, representative: str = "0") -> dict[str, Any]:
    return {"rows": [{"name": name, "share": "50"} for name in names], "representative": representative}


def test_each_added_an_author_and_both_are_there():
    merged = merge(lines("An"), lines("An", "Của em", representative="1"), lines("An", "Của cô"))
    assert [row["name"] for row in merged.values["rows"]] == ["An", "Của cô", "Của em"]
    assert (merged.values["representative"], merged.clashes) == ("2", ())


def test_two_authors_changed_by_two_people_are_both_changed():
    mine, saved = lines("An", "Bình"), lines("An", "Bình")
    mine["rows"][0] = {"name": "An", "share": "60"}
    saved["rows"][1] = {"name": "Bình", "share": "40"}
    merged = merge(lines("An", "Bình"), mine, saved)
    assert [row["share"] for row in merged.values["rows"]] == ["60", "40"]
    mine["rows"][1] = {"name": "Bình", "share": "45"}
    assert merge(lines("An", "Bình"), mine, saved).clashes == ("rows-1-share",)


def test_an_author_taken_away_while_another_is_changed_is_asked_about():
    changed = lines("An", "Bình")
    changed["rows"][0] = {"name": "Ân", "share": "50"}
    assert merge(lines("An", "Bình"), changed, lines("Bình")).clashes == ("rows",)
    assert merge(lines("An", "Bình"), lines("An", "Bình"), lines("Bình")).values == lines("Bình")


def test_a_part_goes_by_the_names_of_the_form():
    assert as_pairs(lines("An")) == {"rows-0-name": "An", "rows-0-share": "50", "representative": "0"}
    assert as_pairs(BASE) == BASE


words = st.dictionaries(st.sampled_from("abcd"), st.sampled_from(["", "x", "y", "z"]))


@given(words, words, words)
def test_no_change_of_either_is_ever_lost(base, mine, saved):
    merged = merge(base, mine, saved)
    for name in {*mine, *saved}:
        began, typed, there, value = (side.get(name, "") for side in (base, mine, saved, merged.values))
        if name in merged.clashes:
            assert len({began, typed, there}) == 3
        else:
            assert value == (typed if typed != began else there)
            assert there == began or value == there


@given(words, words)
def test_who_alone_changed_something_gets_just_that(base, mine):
    for merged in (merge(base, mine, base), merge(base, base, mine)):
        assert merged.clashes == ()
        assert {name: value for name, value in merged.values.items() if value} == {
            name: value for name, value in mine.items() if value
        }
