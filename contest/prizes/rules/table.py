"""The prize table as a picture: entries in their order, equals in a box, the line of each tier drawn through them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby


@dataclass(frozen=True, slots=True)
class TableRow:
    """A ranked entry as it stands: its prize ("" without one), whether people decided that, what the rules gave.

    waits: the tie it waits in for a decision, in words; "" otherwise. may_be: the tiers a tie left to people may
    end in for it.
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

    def scope_key(self, scope: str) -> str:
        """The field, division or council the row belongs to; "" for the edition."""
        keys = {"field": self.field_key, "division": self.division_key, "council": self.council_key}
        return keys.get(scope, "")

    @property
    def departs(self) -> bool:
        """Whether the organisers' decision differs from what the rules gave; deciding a tie left to them does not."""
        return self.is_by_hand and self.tier_key != self.rule_tier and self.tier_key not in self.may_be


@dataclass(frozen=True, slots=True)
class Box:
    """Rows on one place; kind: "" one alone, "shared" equals, "waits" equals before a decision."""

    rows: tuple[TableRow, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Line:
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
    after: dict[int, list[Line]] = {}
    least = -1
    for tier in tiers:
        least = max([least, *(place for place, box in enumerate(boxes) if _ends(box, tier))])
        given = sum(row.tier_key == tier for row in rows)
        waiting = sum(row.waits_for == tier for row in rows)
        after.setdefault(least, []).append(Line(tier, planned.get(tier), given, waiting, tuple(short.get(tier, ()))))
    found: list[Box | Line] = list(after.get(-1, ()))
    for place, box in enumerate(boxes):
        found.append(box)
        found.extend(after.get(place, ()))
    return found


def _box(rows: list[TableRow]) -> Box:
    kind = "" if len(rows) == 1 else "waits" if any(row.waits for row in rows) else "shared"
    return Box(tuple(rows), kind)


def _ends(box: Box, tier: str) -> bool:
    return any((row.tier_key == tier and not row.departs) or row.waits_for == tier for row in box.rows)
