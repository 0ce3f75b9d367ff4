"""The prize table as a picture: entries in their order, equals in a box, the line of each tier drawn through them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple


class TableRow(NamedTuple):
    """A ranked entry as it stands: its prize ("" without one), whether people decided that, what the rules gave.

    waits: the tie it waits in for a decision, in words; "" otherwise. may_be: the tiers a tie left to people may
    end in for it. place: that of its rank inside its pool.
    """

    entry_id: int
    code: str
    title: str
    unit: str
    field_key: str
    division_key: str
    council_key: str
    rank: int
    points: Decimal | None
    tier_key: str = ""
    is_by_hand: bool = False
    rule_tier: str = ""
    amount_vnd: int | None = None
    reason: str = ""
    waits: str = ""
    waits_for: str = ""
    may_be: tuple[str, ...] = ()
    place: int = 0
    # What would turn its result: see prizes.rules.fragile.
    fragile: str = ""

    def scope_key(self, scope: str) -> str:
        """The field, division or council the row belongs to; "" for the edition."""
        keys = {"field": self.field_key, "division": self.division_key, "council": self.council_key}
        return keys.get(scope, "")

    @property
    def departs(self) -> bool:
        """Whether the organisers' decision differs from what the rules gave; deciding a tie left to them does not."""
        return self.is_by_hand and self.tier_key != self.rule_tier and self.tier_key not in self.may_be


class Box(NamedTuple):
    """Rows on one place; kind: "" one alone, "shared" equals, "waits" equals before a decision."""

    rows: tuple[TableRow, ...]
    kind: str


class Line(NamedTuple):
    """Where a tier ends: how many it has in this pool (None: open), how many are given, what waits, why it is short."""

    tier_key: str
    planned: int | None
    given: int
    waiting: int
    short: tuple[str, ...]


def drawn(
    tiers: Sequence[str],
    rows: Sequence[TableRow],
    planned: Mapping[str, int | None],
    short: Mapping[str, Sequence[str]],
) -> list[Box | Line]:
    """Rows of one pool (in the order of their rank) in boxes, with one line for each of the tiers, best first.

    A line stands after the last entry that has the tier by rule or waits for it; decisions that stand out of order do
    not move it, and it never cuts a box.
    """
    boxes = [_box(list(group)) for _, group in groupby(rows, key=lambda row: row.rank)]
    given, waiting = Counter(row.tier_key for row in rows), Counter(row.waits_for for row in rows)
    ends = _ends(boxes)
    after: dict[int, list[Line]] = {}
    least = -1
    for tier in tiers:
        least = max(least, ends.get(tier, -1))
        line = Line(tier, planned.get(tier), given[tier], waiting[tier], tuple(short.get(tier, ())))
        after.setdefault(least, []).append(line)
    found: list[Box | Line] = list(after.get(-1, ()))
    for place, box in enumerate(boxes):
        found.append(box)
        found.extend(after.get(place, ()))
    return found


def _box(rows: list[TableRow]) -> Box:
    kind = "" if len(rows) == 1 else "waits" if any(row.waits for row in rows) else "shared"
    return Box(tuple(rows), kind)


def _ends(boxes: Sequence[Box]) -> dict[str, int]:
    """For each tier the last box with an entry that has it by rule or waits for it."""
    found: dict[str, int] = {}
    for place, box in enumerate(boxes):
        for row in box.rows:
            if row.waits_for:
                found[row.waits_for] = place
            if row.tier_key and not row.departs:
                found[row.tier_key] = place
    return found
