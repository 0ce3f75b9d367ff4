"""What goes into a ranking and what comes out of it: frozen rows, no database."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any, NamedTuple

from contest.editions.rules import Rounding
from contest.ranking.rules.rounding import rounded

SUBMITTED = "submitted"
# Handed in, and not counted by the conclusion of a disagreement: a quorum still counts it, as a sheet that is trimmed.
LEFT_OUT = "left_out"
HANDED_IN = (SUBMITTED, LEFT_OUT)

_TO_THE_THOUSANDTH = Rounding(places=3, rule="half_up")

RANKED = "ranked"
# What a ranking says of an entry, in the words of the pages.
STATUS_WORDS = {
    RANKED: "Đã xếp hạng",
    "no_sheets": "Chưa có phiếu chấm",
    "below_quorum": "Chưa đủ số phiếu chấm",
    "votes_missing": "Chưa có số phiếu bình chọn",
    "earlier_round_missing": "Chưa có điểm của vòng trước",
    "withdrawn": "Đã rút khỏi cuộc thi",
    "halted": "Tạm dừng chấm vì có người rút đồng ý chấm thi",
    "ineligible": "Không còn đủ điều kiện dự thi",
}


class Correction(NamedTuple):
    """What an adjusted ranking makes of a sheet: (total - level - shift) / stretch + level, weighing `weight`.

    shift: how much more generous the judge is than the others, in points; stretch: how much wider a scale is used.
    """

    shift: Decimal
    stretch: Decimal = Decimal(1)
    weight: Decimal = Decimal(1)
    level: Decimal = Decimal(0)

    def of(self, total: Decimal) -> Decimal:
        """What the sheet counts, to the thousandth."""
        level, shift = Fraction(self.level), Fraction(self.shift)
        return rounded((Fraction(total) - level - shift) / Fraction(self.stretch) + level, _TO_THE_THOUSANDTH)


class Sheet(NamedTuple):
    """One judge's sheet on one entry; `seat` is the judge's place on the council, `grade` stands in graded rounds.

    correction: only while an adjusted ranking is computed.
    """

    judge_id: int
    state: str
    total: Decimal | None = None
    points: Mapping[str, Decimal | None] = MappingProxyType({})
    seat: str = "member"
    grade: str = ""
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class Contender:
    """An entry in the round, with everything the regulation may compare it by.

    earlier: the figure of each earlier round by its key; previous: the one of the round before this.
    needed: how many handed-in sheets it must have, where scoring has said so (a quorum lowered by decision).
    """

    entry_id: int
    sheets: tuple[Sheet, ...] = ()
    field_key: str = ""
    division_key: str = ""
    council_key: str = ""
    status: str = "eligible"
    submitted_at: datetime | None = None
    youngest_born: date | None = None
    earlier: Mapping[str, Decimal] = field(default_factory=dict)
    previous: Decimal | None = None
    votes: int | None = None
    needed: int | None = None

    def scope(self, name: str) -> str:
        """The field, division or council the entry counts in; the whole edition is one scope."""
        if name == "field":
            return self.field_key
        if name == "division":
            return self.division_key
        return self.council_key if name == "council" else ""


class Derivation(Mapping[str, Any]):
    """How a figure came about, worked out when somebody looks into it."""

    __slots__ = ("_contender", "_found", "_work_out")

    def __init__(self, contender: Contender, work_out: Callable[[Contender], dict[str, Any]]) -> None:
        """work_out: gives the derivation of the entry."""
        self._contender, self._work_out = contender, work_out
        self._found: dict[str, Any] | None = None

    def _known(self) -> dict[str, Any]:
        if self._found is None:
            self._found = self._work_out(self._contender)
        return self._found

    def __getitem__(self, key: str) -> Any:
        """A part of it."""
        return self._known()[key]

    def __iter__(self) -> Iterator[str]:
        """The names of its parts."""
        return iter(self._known())

    def __len__(self) -> int:
        """How many parts it has."""
        return len(self._known())


class Placed(NamedTuple):
    """An entry's place: not ranked carries no rank and says why in `status` (a key of STATUS_WORDS).

    goes_on: True, False, or None where the council still has to choose or no round follows.
    tie_state: "" alone on the place, "shared" by the regulation, "needs_vote" until the council has voted.
    """

    entry_id: int
    rank: int | None
    points: Decimal | None
    sheets: int
    status: str
    goes_on: bool | None
    grade: str
    tie_state: str
    derivation: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tie:
    """Entries of equal points: what was compared, the places that came out, what still stands equal."""

    entry_ids: tuple[int, ...]
    points: Decimal | None
    steps: tuple[tuple[str, tuple[tuple[int, str | None], ...]], ...]
    places: tuple[tuple[int, ...], ...]
    standing: tuple[tuple[tuple[int, ...], str], ...]

    def document(self) -> dict[str, Any]:
        """The tie as it is kept with the run."""
        return {
            "entries": list(self.entry_ids),
            "points": None if self.points is None else format(self.points, "f"),
            "steps": [{"step": step, "values": [list(pair) for pair in values]} for step, values in self.steps],
            "places": [list(place) for place in self.places],
            "standing": [{"entries": list(ids), "state": state} for ids, state in self.standing],
        }
