"""A demo goes through whatever its invented people turn out to be; all invented."""

from datetime import date
from typing import Any

from contest.demo.commands.play import play
from contest.demo.rules import DemoEntry, make_entries
from contest.prizes.queries import extras


def of_one_birthday(count: int, seed: int, *, adults: bool = False) -> list[DemoEntry]:
    """Entries whose authors were all born on one day."""
    entries = make_entries(count, seed, adults=adults)
    return [
        entry._replace(authors=tuple(author._replace(birth_on=date(2014, 5, 5)) for author in entry.authors))
        for entry in entries
    ]


def test_of_equals_for_an_award_beside_the_tiers_one_is_decided_on_and_the_demo_goes_on(
    db: Any, monkeypatch: Any
) -> None:
    monkeypatch.setitem(play.__globals__, "make_entries", of_one_birthday)
    done = play(30, lambda words, steps: None, slug="mot-ngay-sinh")
    youngest = [line for line in extras(done.edition_id, done.regulation) if line.entry_id is not None]
    assert [line.award_key for line in youngest] == ["youngest"]
    assert "bốc thăm" in youngest[0].reason
