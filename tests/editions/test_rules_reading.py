"""Whatever a file holds, the reader answers with a regulation or with reasons; and what is read is exact."""

import random
import unicodedata
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.editions.rules import parse, read
from contest.editions.rules.calendar import WORDS as CALENDAR
from contest.editions.rules.canonical import written
from contest.editions.rules.source import LARGEST, plain_value, read_source
from contest.editions.rules.wordlist import WORDS
from contest.foundation.refusal import Refusal
from contest.foundation.words import sentence, tell
from tests.editions.makers import text_of

tell(WORDS | CALENDAR)
NAMES = st.sampled_from(["small_technical", "small_youth"])
PIECES = ["{", "}", "[", "]", ":", "- ", "\n", "  ", '"', "'", "#", "&a", "*a", "!!int", "null", "-1", "1e9", "\t",
          "max: 0", "key: x", "\u0000", "\u2028", "é", "%", "|", ">", "<<: ", "---\n", "...", "? "]  # fmt: skip


@given(NAMES, st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 40), st.sampled_from(PIECES)), max_size=4))
def test_a_mangled_file_never_breaks_the_reader(name: str, cuts: list[tuple[int, int, str]]) -> None:
    text = text_of(name)
    for place, length, piece in cuts:
        start = place % len(text)
        text = text[:start] + piece + text[start + length :]
    reading = read(text)
    assert (reading.regulation is None) == bool(reading.faults)
    for fault in reading.faults:
        assert sentence(fault).startswith("Dòng ")


def scramble(value: object, dice: random.Random, odds: float) -> object:
    """The same values with some of them replaced by something that may not stand there."""
    if dice.random() < odds:
        return dice.choice([None, 0, -1, "", "x", [], {}, [None], {"key": "x"}, True, Decimal("1.5"), 10**17, [[]]])
    if isinstance(value, dict):
        return {key: scramble(each, dice, odds) for key, each in value.items() if dice.random() > odds / 2}
    if isinstance(value, list):
        return [scramble(each, dice, odds) for each in value]
    return value


@given(NAMES, st.integers(0, 10**9), st.sampled_from([0.005, 0.03, 0.2]))
def test_values_that_may_not_stand_there_are_refused_never_a_crash(name: str, seed: int, odds: float) -> None:
    document = scramble(read_source(text_of(name)).document, random.Random(seed), odds)
    reading = read(written({"a": document} if not isinstance(document, dict) else document))
    for fault in reading.faults:
        assert sentence(fault)


@given(st.text(max_size=300))
def test_any_text_at_all_is_answered(text: str) -> None:
    assert read(text).regulation is None


def test_the_whole_of_a_file_is_read_in_milliseconds_and_a_large_one_is_refused() -> None:
    assert [fault.code for fault in read("a: " + "x" * LARGEST).faults] == ["regulation_too_large"]


@pytest.mark.parametrize(
    "bomb",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        "[" * 5000,
        "{a: " * 2000,
        "- " * 3000 + "x",
        "? " * 1000,
        "a: !!python/object/apply:os.system ['true']",
    ],
)
def test_bombs_are_refused_without_being_unfolded(bomb: str) -> None:
    reading = read(bomb)
    assert reading.regulation is None
    assert len(reading.faults) <= 2


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("0.50", Decimal("0.50")),
        ("0912345678", "0912345678"),
        ("on", "on"),
        ("no", "no"),
        ("17:00", "17:00"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        ("null", None),
        ("true", True),
        ("2026-02-30", "2026-02-30"),
    ],
)
def test_plain_words_are_read_as_they_look(text: str, value: object) -> None:
    assert plain_value(text) == value


def test_text_in_any_unicode_form_is_kept_in_one() -> None:
    text = unicodedata.normalize("NFD", text_of("small_technical"))
    assert parse(text) == parse(text_of("small_technical"))


def test_every_fault_is_named_at_once() -> None:
    text = text_of("small_technical")
    for there, planted in (
        ("level: province", "level: provnce"),
        ("quorum: 2", "quorum: 4"),
        ("fields: [agri]", "fields: [agri, water]"),
        ("amount: 24000000", "amount: 34000000"),
        ("blind: true", "blind: true\n    blnd: true"),
    ):
        text = text.replace(there, planted)
    with pytest.raises(Refusal) as refusal:
        parse(text)
    assert [reason.where for reason in refusal.value.reasons] == [
        "level",
        "councils[1].fields[1]",
        "rounds[0].blnd",
        "rounds[0].quorum",
        "prizes.tiers[2].amount",
    ]


def test_what_hangs_on_a_faulty_value_is_not_complained_about() -> None:
    text = text_of("small_technical").replace("{key: agri, name", "{key: Agri Culture, name")
    assert [fault.where for fault in read(text).faults] == ["fields[2].key"]


def test_a_thousand_faults_are_counted_not_listed() -> None:
    text = text_of("small_technical") + "faq:\n" + "  - {q: a}\n" * 500
    faults = read(text).faults
    assert len(faults) == 101
    assert faults[-1].code == "regulation_more_faults"


def test_short_forms_mean_the_same_as_long_ones() -> None:
    text = text_of("small_technical").replace("same_as: preliminary", "criteria: same_as:preliminary")
    assert parse(text) == parse(text_of("small_technical"))
    more = text_of("small_youth") + (
        "nomination: {to: Toàn quốc, at_most: 20}\n"
        "extra_awards:\n  - {key: units, name: Tập thể, of: units, by: points, points: {entered: 1, third: 2}}\n"
    )
    regulation = parse(more)
    assert regulation.nomination[0].at_most == 20
    assert regulation.extra_awards[0].points is not None
    assert regulation.extra_awards[0].points.tiers == {"third": Decimal(2)}
    voted = text_of("small_youth").replace("    blind: true\n", "    vote: {on: disputed, majority: 1/2}\n")
    vote = parse(voted).rounds[0].vote
    assert vote is not None
    assert vote.majority == Fraction(1, 2)
