"""The demo's material: the same for the same seed, distinct, plausible, invented."""

import unicodedata
from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest

import contest.editions
from contest.demo.rules import (
    DemoEntry,
    absent_judge,
    conflicts,
    content_words,
    make_clerks,
    make_entries,
    make_judges,
    make_titles,
    score,
    technical_regulation,
)
from contest.demo.rules.dice import Dice, shares
from contest.demo.rules.wordlists import real_titles
from contest.editions.rules import Regulation, parse
from contest.foundation.vietnamese import fold

SEED = 20  # the demo's own
KNOWN_DRAWS = [432, 952, 444, 295, 365, 31]
KNOWN_BELLS = [52, -39, 192, -7]


@pytest.fixture(scope="module")
def regulation() -> Regulation:
    preset = Path(contest.editions.__file__).parent / "presets" / "youth_demo.yaml"
    return parse(preset.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def entries() -> list[DemoEntry]:
    return make_entries(571, SEED)


def test_571_titles_are_distinct_even_without_accents() -> None:
    titles = [line.title for line in make_titles(571, SEED)]
    assert len(titles) == 571
    assert len({fold(title) for title in titles}) == 571


def test_titles_are_nfc_trimmed_and_fit_their_column() -> None:
    for line in make_titles(571, SEED):
        assert unicodedata.is_normalized("NFC", line.title)
        assert line.title == line.title.strip()
        assert "  " not in line.title
        assert 3 < len(line.title) <= 500


def test_every_real_title_is_there_once() -> None:
    titles = Counter(fold(line.title) for line in make_titles(571, SEED) if line.real)
    assert set(titles) == {fold(real.title) for real in real_titles()}
    assert set(titles.values()) == {1}
    assert len(real_titles()) == 150


@pytest.mark.parametrize("seed", [1, SEED])
def test_a_made_up_title_differs_from_any_other_in_two_words_at_least(seed: int) -> None:
    lines = [(content_words(line.title), line.real) for line in make_titles(571, seed)]
    close = [
        (sorted(one), sorted(other))
        for (one, real), (other, also_real) in combinations(lines, 2)
        if not (real and also_real) and len(one - other) < 2 and len(other - one) < 2
    ]
    assert close == []


def test_made_up_titles_are_no_numbered_copies() -> None:
    made = [line.title for line in make_titles(571, SEED) if not line.real]
    assert not [title for title in made if title.rstrip(")").split()[-1].isdigit()]


def test_thousands_of_titles_can_be_made_for_measurements() -> None:
    titles = make_titles(3000, SEED)
    assert len({fold(line.title) for line in titles}) == 3000


def test_a_small_demo_takes_real_titles_only() -> None:
    assert [line.real for line in make_titles(20, SEED)] == [True] * 20
    assert make_titles(0, SEED) == []


def test_entries_spread_over_the_fields_of_the_regulation(entries: list[DemoEntry], regulation: Regulation) -> None:
    fields = Counter(entry.field_key for entry in entries)
    assert fields == {"study": 140, "software": 86, "green": 115, "home": 130, "climate": 100}
    assert set(fields) == {field.key for field in regulation.fields}
    assert {entry.division_key for entry in entries} == {division.key for division in regulation.divisions}


def test_the_same_seed_gives_the_same_bytes_and_another_seed_does_not() -> None:
    assert repr(make_entries(571, SEED)).encode() == repr(make_entries(571, SEED)).encode()
    assert repr(make_judges(40, SEED)).encode() == repr(make_judges(40, SEED)).encode()
    assert make_entries(571, SEED) != make_entries(571, SEED + 1)


def test_the_dice_fall_as_they_fell_on_the_first_day() -> None:
    """Known answers: a demo made elsewhere, or by a later Python, is the same demo."""
    dice = Dice("known", 1)
    assert [dice.below(1000) for _ in range(6)] == KNOWN_DRAWS
    assert [dice.bell(100) for _ in range(4)] == KNOWN_BELLS


def test_authors_keep_the_age_of_the_regulation_and_of_their_class(
    entries: list[DemoEntry], regulation: Regulation
) -> None:
    age = regulation.entrants.age
    assert age.born_from is not None
    assert age.born_to is not None
    grades = {"primary": range(1, 6), "secondary": range(6, 10), "high": range(10, 13)}
    for entry in entries:
        assert 1 <= len(entry.authors) <= regulation.authors.max
        for author in entry.authors:
            grade = int("".join(letter for letter in author.class_name[:2] if letter.isdigit()))
            assert grade in grades[entry.division_key]
            assert age.born_from <= author.birth_on <= age.born_to
            assert author.birth_on.year == 2020 - grade


def test_groups_may_come_from_several_schools_but_never_hold_a_name_twice(entries: list[DemoEntry]) -> None:
    assert any(len({author.school for author in entry.authors}) > 1 for entry in entries)
    assert all(len({author.name for author in entry.authors}) == len(entry.authors) for entry in entries)
    assert {len(entry.authors) for entry in entries} == {1, 2, 3, 4, 5}


def test_no_unit_hands_in_more_than_the_regulation_allows(entries: list[DemoEntry], regulation: Regulation) -> None:
    most = regulation.entrants.quota.per_unit
    assert most is not None
    assert max(Counter(entry.unit for entry in entries).values()) <= most


def test_days_of_submission_lie_in_the_window_and_in_order(entries: list[DemoEntry], regulation: Regulation) -> None:
    days = [entry.submitted_on for entry in entries]
    window = regulation.timeline.submission
    assert days == sorted(days)
    assert window.opens.date() <= days[0]
    assert days[-1] <= window.enforced_deadline.date()
    assert sum(day >= date(2026, 6, 1) for day in days) > 571 // 3


def test_names_come_from_many_peoples(entries: list[DemoEntry]) -> None:
    names = {author.name for entry in entries for author in entry.authors}
    assert len(names) > 900
    for beginning in ("Y ", "H'", "Thạch ", "Giàng "):
        assert any(name.startswith(beginning) for name in names)
    assert all(unicodedata.is_normalized("NFC", name) for name in names)


def test_forty_judges_sit_on_the_five_councils_with_a_chair_and_a_deputy(regulation: Regulation) -> None:
    judges = make_judges(40, SEED)
    assert Counter(judge.council_key for judge in judges) == {
        "study": 10,
        "software": 6,
        "green": 8,
        "home": 9,
        "climate": 7,
    }
    assert {judge.council_key for judge in judges} == {council.key for council in regulation.councils}
    assert Counter(judge.role for judge in judges) == {"Chủ tịch": 5, "Phó Chủ tịch": 5, "Ủy viên": 30}
    people = [*judges, *make_clerks(SEED, judges)]
    assert len({person.email for person in people}) == len({person.name for person in people}) == 45
    assert all(person.email.endswith("@example.org") and person.email.isascii() for person in people)


def test_one_judge_is_away_and_another_one_has_a_conflict(entries: list[DemoEntry]) -> None:
    judges = make_judges(40, SEED)
    away = absent_judge(judges, SEED)
    (conflict,) = conflicts(entries, judges, SEED)
    assert judges[away].role == "Ủy viên"
    assert conflict.judge_index != away
    assert judges[conflict.judge_index].council_key == entries[conflict.entry_index].field_key


def test_points_are_exact_and_stand_on_the_steps_of_their_criterion(regulation: Regulation) -> None:
    criteria = regulation.rounds[0].criteria
    for entry, judge in [(0, 0), (17, 3), (570, 39)]:
        points = score(entry, judge, criteria, SEED)
        assert list(points) == [criterion.key for criterion in criteria]
        for criterion in criteria:
            given = points[criterion.key]
            assert isinstance(given, Decimal)
            assert 0 <= given <= criterion.max
            assert given % criterion.step == 0


def test_points_do_not_depend_on_who_is_asked_first(regulation: Regulation) -> None:
    criteria = regulation.rounds[0].criteria
    pairs = [(entry, judge) for entry in range(30) for judge in range(5)]
    forwards = {pair: score(*pair, criteria, SEED) for pair in pairs}
    backwards = {pair: score(*pair, criteria[::-1], SEED) for pair in reversed(pairs)}
    assert forwards == backwards


def test_parts_of_a_criterion_are_scored_each_by_itself() -> None:
    preset = Path(contest.editions.__file__).parent / "presets" / "tech_haiphong_2022.yaml"
    criteria = parse(preset.read_text(encoding="utf-8")).rounds[0].criteria
    assert list(score(4, 2, criteria, SEED)) == [
        "novelty",
        "use",
        "effect.economy",
        "effect.technique",
        "effect.society",
    ]


def _means(entries: list[DemoEntry], regulation: Regulation, draw: int) -> list[Decimal]:
    """What an assignment of five judges of the field's council would come to."""
    criteria = regulation.rounds[0].criteria
    judges = make_judges(40, SEED)
    means = []
    for place, entry in enumerate(entries):
        council = [index for index, judge in enumerate(judges) if judge.council_key == entry.field_key]
        five = Dice("assignment", draw, place).shuffled(council)[:5]
        totals = [sum(score(place, judge, criteria, SEED).values(), Decimal()) for judge in five]
        means.append(sum(totals, Decimal()) / 5)
    return sorted(means, reverse=True)


@pytest.mark.parametrize("draw", range(6))
def test_the_first_prizes_come_out_short_by_one_whoever_judges(
    draw: int, entries: list[DemoEntry], regulation: Regulation
) -> None:
    means = _means(entries, regulation, draw)
    special, first, *others = regulation.prizes.tiers
    assert special.threshold is not None
    assert first.threshold is not None
    assert special.threshold.holds(means[0])
    assert first.threshold.holds(means[4])
    assert not first.threshold.holds(means[5])
    consolation = others[-1].threshold
    assert consolation is not None
    assert consolation.holds(means[85])


def test_there_are_ties_and_severe_and_mild_judges(entries: list[DemoEntry], regulation: Regulation) -> None:
    repeated = [points for points, times in Counter(_means(entries, regulation, 0)).items() if times > 1]
    assert len(repeated) > 50
    criteria = regulation.rounds[0].criteria
    by_judge = [sum(sum(score(place, judge, criteria, SEED).values()) for place in range(200)) for judge in range(40)]
    assert max(by_judge) - min(by_judge) > 200 * 8


def test_shares_lose_nobody() -> None:
    for total in (0, 1, 7, 571, 1000):
        assert sum(shares(total, {"a": 140, "b": 86, "c": 115, "d": 130, "e": 100}).values()) == total


def test_adults_have_offices_shares_that_make_a_whole_and_no_division() -> None:
    entries = make_entries(120, 20, adults=True)
    assert len({entry.title for entry in entries}) == 120
    assert {entry.division_key for entry in entries} == {""}
    assert all(sum(author.share for author in entry.authors) == 100 for entry in entries)
    assert all(author.birth_on.year <= 2002 and author.class_name for entry in entries for author in entry.authors)


def test_the_technical_demo_has_fifty_two_prizes_and_the_fields_the_titles_belong_to() -> None:
    regulation = parse(technical_regulation())
    assert [tier.quantity.exact for tier in regulation.prizes.tiers] == [6, 12, 17, 17]
    assert {one.key for one in regulation.fields} == {entry.field_key for entry in make_entries(120, 20, adults=True)}
