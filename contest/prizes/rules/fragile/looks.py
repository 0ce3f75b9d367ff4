"""Which few entries one more judge would help most: those whose side of a line is least known.

The chance that an entry belongs above a line is counted in rankings drawn from the mixed model; the next sheet goes
where p (1 - p) / (n + 1) is greatest (n: its sheets now). Only where the judges can be compared at all.
"""

from collections.abc import Sequence
from typing import NamedTuple

from contest.prizes.rules.fragile.lines import Line
from contest.prizes.rules.fragile.table import Table
from contest.ranking.rules import adjustment, why_not_adjust
from contest.ranking.rules.sheets import SUBMITTED

_DRAWS, _SEED = 400, 1
# Chances beyond these are no longer in doubt, and no more entries than these are named.
_DOUBT, _MOST = (0.1, 0.9), 8
# With more sheets the model takes too long for a page.
_MOST_SHEETS = 20_000


class SecondLook(NamedTuple):
    """An entry, the line (its place among the lines), how likely the entry belongs above it, its sheets now."""

    entry_id: int
    line: int
    chance: float
    sheets: int


def second_looks(table: Table, lines: Sequence[Line]) -> tuple[SecondLook, ...]:
    """The entries to look at once more, the most useful first; none where nothing can be said."""
    contenders = table.given.contenders
    sheets = {
        each.entry_id: sum(sheet.state == SUBMITTED and sheet.total is not None for sheet in each.sheets)
        for each in contenders
    }
    if table.rules.parts or table.rules.carry or sum(sheets.values()) > _MOST_SHEETS or why_not_adjust(contenders):
        return ()
    posterior = adjustment("mixed", contenders).fit.posterior
    by_pool: dict[tuple[str, str], list[int]] = {}
    for number, line in enumerate(lines):
        by_pool.setdefault((line.scope, line.scope_key), []).append(number)
    found: dict[int, SecondLook] = {}
    for (scope, key), numbers in by_pool.items():
        places = [lines[number].within for number in numbers]
        among = set(table.pools(scope)[key])
        for entry_id, chances in posterior.chances(places, _DRAWS, _SEED, among).items():
            for number, chance in zip(numbers, chances.within, strict=True):
                look = SecondLook(entry_id, number, chance, sheets[entry_id])
                if _DOUBT[0] < chance < _DOUBT[1] and _use(look) > _use(found.get(entry_id)):
                    found[entry_id] = look
    return tuple(sorted(found.values(), key=lambda look: (-_use(look), look.entry_id))[:_MOST])


def _use(look: SecondLook | None) -> float:
    return 0.0 if look is None else look.chance * (1 - look.chance) / (look.sheets + 1)
