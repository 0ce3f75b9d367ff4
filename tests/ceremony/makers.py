"""A sealed result with an order made from it, for the tests of the ceremony; all invented."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from contest.ceremony.actions.order import Settings, open_ceremony
from contest.ceremony.queries.order import Order, order_of
from contest.ceremony.queries.script import Script, script_of
from contest.editions.models import Edition
from contest.entries.models import Entry, EntryAuthor
from contest.foundation.access import Actor
from contest.foundation.clock import LOCAL
from contest.foundation.database import db
from contest.people.models import Person
from contest.results.actions import seal_results
from tests.results.makers import make_decided

# Of the small technical regulation: one first, two second, three third prizes.
POINTS = ["90", "84", "80", "74", "70", "66"]
BEGINS = datetime(2026, 11, 20, 8, 0, tzinfo=LOCAL)


@dataclass(frozen=True)
class Stage:
    """An edition with an order: who arranges it, and its entries from the best."""

    edition: Edition
    entries: list[Entry]
    organiser: Actor
    person: Person

    @property
    def order(self) -> Order:
        """The order as it stands."""
        found = order_of(self.edition.id)
        assert found is not None
        return found

    @property
    def script(self) -> Script:
        """The script as it stands."""
        found = script_of(self.edition.id)
        assert found is not None
        return found

    @property
    def version(self) -> int:
        """The version of the order."""
        return self.order.card.version

    def groups(self) -> list[list[str]]:
        """The codes of who is called, group by group."""
        return [[line.code for line in part.lines] for part in self.script.parts if part.segment.is_group]

    def codes(self, *places: int) -> list[str]:
        """The codes of the best, the second …, counted from 0."""
        return [str(self.entries[place].code) for place in places]

    def author(self, place: int) -> EntryAuthor:
        """The first author of an entry."""
        return db.session.query(EntryAuthor).filter_by(entry_id=self.entries[place].id, position=1).one()


def make_stage(points: list[str] | None = None, *, size: int = 12, goes_up: str = "authors", **parts: Any) -> Stage:
    """A sealed result and its order, from the lowest prize to the highest."""
    edition, entries, organiser, person = make_decided(points or POINTS, **parts)
    seal_results(organiser, edition.id)
    open_ceremony(organiser, edition.id, Settings(BEGINS, "Hội trường", "lowest_first", size, goes_up))
    db.session.commit()
    return Stage(edition, entries, organiser, person)
