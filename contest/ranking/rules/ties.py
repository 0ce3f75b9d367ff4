"""Equal points: the regulation's ladder, step by step, until the council has to vote or places are shared."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, takewhile
from typing import Any, NamedTuple

from contest.editions.rules import Criterion, Round
from contest.ranking.rules.combine import Kept, criterion_figure, median
from contest.ranking.rules.rounding import rounded
from contest.ranking.rules.sheets import Contender, Tie

SHARED, NEEDS_VOTE = "shared", "needs_vote"
VOTE, SHARE = "vote_of_council", "share"

# What a step compares, as the derivation and the pages say it.
STEP_WORDS = {
    "median": "trung vị các phiếu",
    "highest_sheet": "phiếu cao nhất",
    "lowest_sheet": "phiếu thấp nhất",
    "earlier_round": "điểm vòng trước",
    "earlier_submission": "nộp hồ sơ sớm hơn",
    "youngest": "tác giả nhỏ tuổi hơn",
    VOTE: "biểu quyết của hội đồng",
    SHARE: "đồng hạng",
}


_IN_SHEETS = ("median", "highest_sheet", "lowest_sheet")


def looks_into_sheets(round_: Round) -> bool:
    """Whether some step of the ladder compares what single sheets say."""
    steps = takewhile(lambda step: step not in (SHARE, VOTE), round_.ties)
    return any(step in _IN_SHEETS or step.startswith("criterion:") for step in steps)


def shares_at_once(round_: Round) -> bool:
    """Whether equals share their place with nothing compared."""
    return round_.ties[:1] in ((), (SHARE,))


class Scored(NamedTuple):
    """A contender with its figure, on the way to a place."""

    contender: Contender
    kept: Kept
    points: Decimal | None

    @property
    def id(self) -> int:
        """The entry's key."""
        return self.contender.entry_id


Value = Decimal | int | None


@dataclass(slots=True)
class Ladder:
    """The regulation's steps with what they need: criteria, the council's settlements (the newest last)."""

    round_: Round
    criteria: Mapping[str, Criterion]
    settlements: Sequence[Sequence[int]] = ()
    seen: list[tuple[str, tuple[tuple[int, str | None], ...]]] = field(default_factory=list)
    standing: list[tuple[tuple[int, ...], str]] = field(default_factory=list)

    def climb(self, group: Sequence[Scored]) -> tuple[list[list[Scored]], Tie]:
        """The group, given by rising key, in its order, equals together, and the record of how it came about."""
        if shares_at_once(self.round_):
            return [list(group)], sharing([scored.id for scored in group], group[0].points)
        self.seen, self.standing = [], []
        groups = self._split(list(group), list(self.round_.ties))
        tie = Tie(
            entry_ids=tuple(sorted(scored.id for scored in group)),
            points=group[0].points,
            steps=tuple(self.seen),
            places=tuple(tuple(sorted(scored.id for scored in place)) for place in groups),
            standing=tuple(self.standing),
        )
        return groups, tie

    def _split(self, group: list[Scored], steps: list[str]) -> list[list[Scored]]:
        if len(group) == 1:
            return [group]
        if not steps or steps[0] == SHARE:
            return self._stand(group, SHARED)
        step, rest = steps[0], steps[1:]
        if step == VOTE:
            return self._voted(group)
        values = {scored.id: _value(self, step, scored) for scored in group}
        self.seen.append((step, _shown(step, values)))
        ordered = sorted(group, key=lambda scored: (_worse(values[scored.id]), scored.id))
        parts = [list(part) for _, part in groupby(ordered, key=lambda scored: values[scored.id])]
        return [place for part in parts for place in self._split(part, rest)]

    def _voted(self, group: list[Scored]) -> list[list[Scored]]:
        members = {scored.id for scored in group}
        order = next((s for s in reversed(self.settlements) if members <= set(s)), None)
        if order is None:
            return self._stand(group, NEEDS_VOTE)
        place = {entry_id: index for index, entry_id in enumerate(order)}
        ordered = sorted(group, key=lambda scored: place[scored.id])
        self.seen.append((VOTE, tuple((scored.id, str(n)) for n, scored in enumerate(ordered, 1))))
        return [[scored] for scored in ordered]

    def _stand(self, group: list[Scored], state: str) -> list[list[Scored]]:
        self.standing.append((tuple(sorted(scored.id for scored in group)), state))
        return [group]


def sharing(entry_ids: Sequence[int], points: Decimal | None) -> Tie:
    """The tie of equals, by rising key, that the regulation gives one place without looking further."""
    ids = tuple(entry_ids)
    return Tie(ids, points, (), (ids,), ((ids, SHARED),))


def standing_of(groups: Iterable[Sequence[int]], ties: Iterable[Tie]) -> dict[int, str]:
    """For everybody who is not alone on a place: shared, or waiting for a vote."""
    found = {entry_id: SHARED for group in groups if len(group) > 1 for entry_id in group}
    return found | {entry_id: state for tie in ties for ids, state in tie.standing for entry_id in ids}


def ties_by_entry(ties: Iterable[Tie], states: Mapping[int, str]) -> dict[int, dict[str, Any]]:
    """For each entry the tie it was in: how many were equal, its values on every step, whether it still stands."""
    found: dict[int, dict[str, Any]] = {}
    for number, tie in enumerate(ties):
        equals = len(tie.entry_ids)
        for entry_id in tie.entry_ids:
            found[entry_id] = {"number": number, "equals": equals, "steps": [], "state": states.get(entry_id, "")}
        for step, values in tie.steps:
            for entry_id, value in values:
                found[entry_id]["steps"].append([step, value])
    # Grades share their places without a ladder.
    found |= {entry_id: {"state": state} for entry_id, state in states.items() if entry_id not in found}
    return found


def _worse(value: Value) -> tuple[int, Any]:
    """Sort key: the greater value first, an unknown one last."""
    return (1, 0) if value is None else (0, -value)


def _shown(step: str, values: Mapping[int, Value]) -> tuple[tuple[int, str | None], ...]:
    """What was compared, entry by entry. Of births and moments only their order is told."""
    if step in ("youngest", "earlier_submission"):
        order = sorted({value for value in values.values() if value is not None}, reverse=True)
        places = {value: str(place) for place, value in enumerate(order, 1)}
        return tuple((i, None if v is None else places[v]) for i, v in sorted(values.items()))
    return tuple((i, None if v is None else format(v, "f")) for i, v in sorted(values.items()))


def _value(ladder: Ladder, step: str, scored: Scored) -> Value:
    """The entry's value on a step, the greater the better; None when it has none."""
    rounding = ladder.round_.combine.rounding
    if step.startswith("criterion:"):
        criterion = ladder.criteria.get(step.removeprefix("criterion:"))
        exact = None if criterion is None else criterion_figure(scored.kept, ladder.round_.combine, criterion)
        return None if exact is None else rounded(exact, rounding)
    measure = _MEASURES.get(step)
    found = measure(scored) if measure else None
    return rounded(found, rounding) if isinstance(found, Fraction) else found


def _totals(scored: Scored) -> list[Decimal]:
    return [sheet.total for sheet in scored.kept.handed_in if sheet.total is not None]


def _youngest(scored: Scored) -> int | None:
    born = scored.contender.youngest_born
    return born.toordinal() if born else None


def _earlier_submission(scored: Scored) -> int | None:
    at = scored.contender.submitted_at
    return -int(at.timestamp() * 1_000_000) if at else None


_MEASURES: dict[str, Callable[[Scored], Decimal | Fraction | int | None]] = {
    "median": lambda scored: median(_totals(scored)) if _totals(scored) else None,
    "highest_sheet": lambda scored: max(_totals(scored), default=None),
    "lowest_sheet": lambda scored: min(_totals(scored), default=None),
    "earlier_round": lambda scored: scored.contender.previous,
    "earlier_submission": _earlier_submission,
    "youngest": _youngest,
}
