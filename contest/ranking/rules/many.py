"""The ranking of a plain round read as columns: the same places, points and ties, and rows made when asked for.

What `rank_round` gives of each entry is given here, too; but the row of an entry is made, and how its figure came about
worked out, for whoever is asked about: of a hundred thousand entries few are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, overload

from contest.editions.rules import Criterion, Round
from contest.ranking.rules.columns import Columns, reached
from contest.ranking.rules.combine import keep
from contest.ranking.rules.cut import Ranked, cut
from contest.ranking.rules.figure import Figure, figure_of
from contest.ranking.rules.lean import Means
from contest.ranking.rules.parts import Ballots, full_marks
from contest.ranking.rules.sheets import RANKED, Contender, Derivation, Placed, Tie
from contest.ranking.rules.ties import Ladder, Scored, shares_at_once, sharing, standing_of, ties_by_entry

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]


def rank_many(
    round_: Round,
    criteria: Sequence[Criterion],
    columns: Columns,
    settlements: Sequence[Sequence[int]],
    *,
    is_last: bool,
) -> tuple[Sequence[Placed], list[Tie]]:
    """See `rank_round`."""
    ranking = Ranking(round_, tuple(criteria), columns, *_in_order(round_, criteria, columns, settlements), is_last)
    return ranking, ranking.ties


def _in_order(
    round_: Round, criteria: Sequence[Criterion], columns: Columns, settlements: Sequence[Sequence[int]]
) -> tuple[list[int], list[Decimal], list[int], list[Tie]]:
    """The ranked from the best: their places in the columns, points and ranks; and what became of equals."""
    found = reached(columns, round_.combine)
    rows, points, keys = found.order.tolist(), found.decimals(), columns.keys[found.order].tolist()
    contenders, trim = columns.contenders, round_.combine.trim
    ladder = Ladder(round_, {criterion.key: criterion for criterion in criteria}, settlements)
    ranks: list[int] = []
    ties: list[Tie] = []
    for start, end in found.groups():
        if end - start == 1:
            ranks.append(start + 1)
        elif shares_at_once(round_):
            ranks += [start + 1] * (end - start)
            ties.append(sharing(keys[start:end], points[start]))
        else:
            row_of = dict(zip(keys[start:end], rows[start:end], strict=True))
            equals = (contenders[row] for row in rows[start:end])
            split, tie = ladder.climb([Scored(each, keep(each.sheets, trim), points[start]) for each in equals])
            rows[start:end] = [row_of[scored.id] for scored in chain.from_iterable(split)]
            for group in split:
                ranks += [len(ranks) + 1] * len(group)
            ties.append(tie)
    return rows, points, ranks, ties


@dataclass(frozen=True)
class Ranking(Sequence[Placed]):
    """Every entry with its place, as `rank_round` gives them: the ranked from the best, then the others.

    rows: where each ranked entry stands in the columns.
    """

    round: Round
    criteria: tuple[Criterion, ...]
    columns: Columns
    rows: list[int]
    points: list[Decimal]
    ranks: list[int]
    ties: list[Tie]
    is_last: bool

    def __len__(self) -> int:
        """How many entries there are."""
        return len(self.columns.contenders)

    @overload
    def __getitem__(self, place: int) -> Placed: ...

    @overload
    def __getitem__(self, place: slice) -> list[Placed]: ...

    def __getitem__(self, place: int | slice) -> Placed | list[Placed]:
        """The row of the entry at a place of the order."""
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        place = range(len(self))[place]
        return self._ranked(place) if place < len(self.rows) else self._unranked(self._others[place - len(self.rows)])

    def __iter__(self) -> Iterator[Placed]:
        """Every row, the best first."""
        return chain(map(self._ranked, range(len(self.rows))), map(self._unranked, self._others))

    def _ranked(self, place: int) -> Placed:
        contender = self.columns.contenders[self.rows[place]]
        key = contender.entry_id
        return Placed(
            key,
            self.ranks[place],
            self.points[place],
            self._handed_in[self.rows[place]],
            RANKED,
            self._going.get(key),
            "",
            self._states.get(key, ""),
            Derivation(contender, self._told),
        )

    def _unranked(self, row: int) -> Placed:
        scored, status, grade, derivation, sheets = self._figure(self.columns.contenders[row])
        goes_on = None if self.is_last else False
        return Placed(scored.id, None, None, sheets, status, goes_on, grade, "", derivation)

    @cached_property
    def _handed_in(self) -> list[int]:
        found: list[int] = self.columns.handed_in.tolist()
        return found

    @cached_property
    def _others(self) -> list[int]:
        found: list[int] = (~self.columns.ranked).nonzero()[0].tolist()
        return found

    @cached_property
    def _states(self) -> dict[int, str]:
        return standing_of((), self.ties)

    @cached_property
    def _going(self) -> Mapping[int, bool | None]:
        if self.is_last:
            return {}
        goes_on, contenders = self.round.goes_on, self.columns.contenders
        scope = goes_on.per if goes_on else "edition"
        ranked = (
            (contenders[row], rank, points)
            for row, rank, points in zip(self.rows, self.ranks, self.points, strict=True)
        )
        pool = [Ranked(each.entry_id, rank, points, "", each.scope(scope)) for each, rank, points in ranked]
        return cut(goes_on, pool, is_last=False)

    @cached_property
    def _met(self) -> dict[int, dict[str, Any]]:
        return ties_by_entry(self.ties, self._states)

    @cached_property
    def _scale(self) -> tuple[Decimal, Means]:
        return full_marks(self.criteria), Means(self.round.combine.rounding)

    def _figure(self, contender: Contender) -> Figure:
        full, means = self._scale
        return figure_of(self.round, full, contender, Ballots(), means)

    def _told(self, contender: Contender) -> dict[str, Any]:
        """The derivation, with the tie that was met."""
        found = self._figure(contender).derivation
        if contender.entry_id in self._met:
            found["tie"] = self._met[contender.entry_id]
        return found
