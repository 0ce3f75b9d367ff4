"""Who is shown where: the table of ages, consents and places, and names inside titles."""

from datetime import date

import pytest

from contest.entries.rules import AuthorFacts
from contest.results.rules import SURFACES, may_show, named_authors, without_names
from tests.editions.makers import regulation

# The small youth regulation counts ages on the announced deadline, 15/07/2030; minors are below 18.
YOUTH = regulation("small_youth").but(consents=("judging", "publish_name", "photographs", "press"))
TECHNICAL = regulation("small_technical").but(consents=("publish_name", "photographs", "press"))
AGES = {
    "5": {"birth_on": date(2025, 1, 1)},
    "6, 7 tomorrow": {"birth_on": date(2023, 7, 16)},
    "7 today": {"birth_on": date(2023, 7, 15)},
    "12": {"birth_on": date(2018, 1, 1)},
    "17, 18 tomorrow": {"birth_on": date(2012, 7, 16)},
    "18 today": {"birth_on": date(2012, 7, 15)},
    "40": {"birth_on": date(1990, 1, 1)},
    "year of an 18th birthday": {"birth_year": 2012},
    "year of a 19th birthday": {"birth_year": 2011},
    "unknown": {},
}
GIVEN = {"nobody": (), "guardian": ("guardian",), "child": ("self",), "both": ("guardian", "self")}
# By age: which of GIVEN are enough for a purpose to hold.
GUARDIAN_ALONE = {"guardian", "both"}
BOTH = {"both"}
ALL = set(GIVEN)
AGREES = {"child", "both"}
ENOUGH = {
    # age: (for the name, for photographs and the press)
    "5": (GUARDIAN_ALONE, GUARDIAN_ALONE),
    "6, 7 tomorrow": (GUARDIAN_ALONE, GUARDIAN_ALONE),
    "7 today": (BOTH, BOTH),
    "12": (BOTH, BOTH),
    "17, 18 tomorrow": (BOTH, BOTH),
    "18 today": (ALL, AGREES),
    "40": (ALL, AGREES),
    "year of an 18th birthday": (BOTH, BOTH),
    "year of a 19th birthday": (ALL, AGREES),
    "unknown": (BOTH, BOTH),
}


def author(age, given=(), purposes=("publish_name", "photographs", "press"), refused=()):
    consents = frozenset((purpose, by) for purpose in purposes for by in given)
    return AuthorFacts("Lê Thị Na", **AGES[age], consents=consents - frozenset(refused), refused=frozenset(refused))


@pytest.mark.parametrize("surface", sorted(SURFACES))
@pytest.mark.parametrize("given", sorted(GIVEN))
@pytest.mark.parametrize("age", sorted(AGES))
def test_age_and_consents_decide_on_each_place(age, given, surface):
    for_name, for_others = ENOUGH[age]
    expected = {
        "public": given in for_name,
        "posted": given in for_name,
        "press": given in for_name and given in for_others,
        "photographs": given in for_others,
    }[surface]
    assert may_show(author(age, GIVEN[given]), YOUTH, surface) is expected


@pytest.mark.parametrize("by", ["guardian", "self"])
@pytest.mark.parametrize("purpose", ["publish_name", "press", "photographs"])
@pytest.mark.parametrize("age", sorted(AGES))
def test_what_one_takes_back_is_gone_from_every_place_that_asks_for_it(age, purpose, by):
    taken_back = author(age, ("guardian", "self"), refused=[(purpose, by)])
    for surface, purposes in SURFACES.items():
        assert may_show(taken_back, YOUTH, surface) is (purpose not in purposes)


@pytest.mark.parametrize("purpose", ["publish_name", "press", "photographs"])
def test_a_consent_to_one_purpose_is_none_to_another(purpose):
    only = author("12", ("guardian", "self"), purposes=(purpose,))
    shown = {surface for surface in SURFACES if may_show(only, YOUTH, surface)}
    assert shown == {surface for surface, purposes in SURFACES.items() if purposes == (purpose,)}


def test_an_adult_contest_takes_nobody_for_a_child_without_reason():
    assert may_show(author("unknown"), TECHNICAL, "public")
    assert not may_show(author("12"), TECHNICAL, "public")


def test_who_is_not_named_is_counted():
    authors = [author("40"), author("12"), author("12")]
    assert named_authors(authors, YOUTH) == ["Lê Thị Na", "2 tác giả (không công bố tên)"]


@pytest.mark.parametrize("title", ["Máy của Lê Thị Na", "Máy của LÊ THỊ  NA", "Máy của lê thị\nna"])
def test_a_hidden_name_is_taken_out_of_titles_too(title):
    assert without_names(title, [author("12")], YOUTH) == "Máy của (không công bố tên)"
    assert without_names(title, [author("40")], YOUTH) == title
