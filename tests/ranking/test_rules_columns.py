"""A round read as columns is ranked exactly as entry after entry, to the last digit and the last word."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.editions.rules import Rounding
from contest.ranking.rules import Contender, Placed, Sheet, Tie, rank_round
from contest.ranking.rules import columns as read
from contest.ranking.rules.many import Ranking
from contest.ranking.rules.rounding import rounded
from tests.ranking.makers import CRITERIA, contender, make_round

STATES = ["submitted"] * 9 + ["left_out", "absent", "missing", "recused", "set_aside"]
# Few figures, so that many are equal, with none to three digits.
TOTALS = [Decimal(each) for each in ("0", "12.5", "60", "60.000", "60.125", "70.3", "70.333", "99.999")]
RULES = st.sampled_from(["half_up", "half_even", "down", "up"])
LADDERS = st.sampled_from(
    [["share"], ["vote_of_council"], ["criterion:novelty", "vote_of_council", "share"], ["highest_sheet", "share"],
     ["median", "earlier_submission", "vote_of_council"]]
)  # fmt: skip
GOES_ON = st.sampled_from([None, {"top": 3}, {"percent": 50, "boundary_tie": "to_council"}, {"top": 2, "per": "field"}])


@contextmanager
def columns_from(entries: int) -> Iterator[None]:
    """Rounds of so many entries are read as columns."""
    with patch.object(read, "MANY", entries):
        yield


def both(round_: Any, entries: list[Contender], settled: Any = (), *, is_last: bool = True) -> Iterator[Any]:
    """Everything a ranking says, as columns and one entry after another."""
    for many, is_read in ((1, True), (10**9, False)):
        with columns_from(many):
            placed, ties = rank_round(round_, CRITERIA, entries, settled, is_last=is_last)
            assert isinstance(placed, Ranking) is is_read
            yield [said(each) for each in placed], [said(placed[n]) for n in range(len(placed))], ties


def said(placed: Placed) -> tuple[Any, ...]:
    """A row to the last digit: 80 and 80.00 are not the same."""
    return (*map(str, placed[:-1]), dict(placed.derivation))


@st.composite
def rounds(draw: Any) -> Any:
    combine: dict[str, Any] = {"method": draw(st.sampled_from(["mean", "median"]))}
    combine["rounding"] = {"places": draw(st.integers(0, 4)), "rule": draw(RULES)}
    if draw(st.booleans()):
        low, high, least = draw(st.integers(0, 2)), draw(st.integers(0, 2)), draw(st.integers(1, 5))
        combine["trim"] = {"drop_low": low, "drop_high": high, "when_at_least": least}
    parts: dict[str, Any] = {"combine": combine, "ties": draw(LADDERS), "goes_on": draw(GOES_ON)}
    return make_round(
        **parts,
        judges_per_entry=draw(st.sampled_from([1, 3, "all_of_council"])),
        quorum=draw(st.sampled_from([None, 2])),
    )


def entries_of(chance: random.Random) -> list[Contender]:
    """Two dozen entries in any order, with sheets in every state and figures of which many are equal."""
    found = []
    for entry_id in chance.sample(range(1, 25), chance.randint(1, 24)):
        sheets = []
        for judge in range(chance.choice((0, 1, 2, 3, 4, 5, 5, 6))):
            state, total = chance.choice(STATES), chance.choice(TOTALS)
            # A disputed sheet keeps its total; others that do not count may have none.
            kept = total if state in ("submitted", "left_out") or chance.random() < 0.5 else None
            novelty = {"novelty": chance.choice((None, Decimal(30), Decimal(31)))}
            sheets.append(Sheet(judge, state, kept, novelty))
        found.append(
            Contender(
                entry_id,
                tuple(sheets),
                field_key=chance.choice(("ict", "energy")),
                status=chance.choice(["eligible"] * 6 + ["withdrawn", "halted", "rejected"]),
                submitted_at=datetime(2026, 1, chance.randint(1, 3), tzinfo=UTC),
                needed=chance.choice((None, None, None, 1, 4)),
            )
        )
    return found


@given(round_=rounds(), seed=st.integers(0, 10**9), is_last=st.booleans())
def test_columns_say_what_one_entry_after_another_says(round_: Any, seed: int, is_last: bool) -> None:
    chance = random.Random(seed)
    entries, vote = entries_of(chance), chance.sample(range(1, 25), 24)
    short, long = both(round_, entries, [vote], is_last=is_last)
    assert short == long
    assert short[0] == short[1]


@given(
    above=st.lists(st.integers(-60, 60) | st.integers(-(10**15), 10**15), min_size=8, max_size=20),
    below=st.integers(1, 8) | st.integers(1, 10**4),
    rule=RULES,
)
def test_columns_round_as_fractions_are_rounded(above: list[int], below: int, rule: Any) -> None:
    found = read._rounded(np.array(above), np.full(len(above), below), rule)
    assert found.tolist() == [int(rounded(Fraction(each, below), Rounding(places=0, rule=rule))) for each in above]


@pytest.mark.parametrize("total", ["123456789012345678", "0.123456789012345678", "99999999999999.9999", "1E+20"])
def test_figures_too_long_for_columns_go_the_long_way(total: str) -> None:
    entries = [contender(1, total, "80", "70"), contender(2, "79", "80", "70")]
    with columns_from(1):
        assert read.columns_of(make_round(), entries) is None
        short = [said(each) for each in rank_round(make_round(), CRITERIA, entries)[0]]
    assert short == [said(each) for each in rank_round(make_round(), CRITERIA, entries)[0]]


@pytest.mark.parametrize(
    "parts",
    [
        {"combine": {"method": "sum"}},
        {"combine": {"method": "weighted", "weights": {"chair": 2}}},
        {"carry": {"preliminary": "0.4", "final": "0.6"}},
        {"grade_bands": [{"name": "A", "threshold": {"at_least": 80}}]},
    ],
)
def test_rounds_that_are_not_plain_are_not_read_as_columns(parts: dict[str, Any]) -> None:
    with columns_from(1):
        assert read.columns_of(make_round(**parts), [contender(1, "80", "79", "78")]) is None


def test_a_small_round_is_not_read_as_columns_and_needs_no_numpy_for_it() -> None:
    assert read.columns_of(make_round(), [contender(1, "80", "79", "78")]) is None


def test_a_tie_met_in_columns_is_told_with_each_entry_of_it() -> None:
    entries = [contender(1, "80", "70", "60"), contender(2, "80", "70", "60"), contender(3, "90", "90", "90")]
    with columns_from(1):
        placed, ties = rank_round(make_round(ties=["share"]), CRITERIA, entries)
    assert ties == [Tie((1, 2), Decimal("70.00"), (), ((1, 2),), (((1, 2), "shared"),))]
    assert [(each.entry_id, each.rank, each.tie_state) for each in placed] == [
        (3, 1, ""),
        (1, 2, "shared"),
        (2, 2, "shared"),
    ]
    assert placed[-1].derivation["tie"] == {"number": 0, "equals": 2, "steps": [], "state": "shared"}
