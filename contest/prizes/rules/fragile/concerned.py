"""Which judges could turn anything, and the entries of theirs that stand at a line or could come near one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from contest.prizes.rules.fragile.table import Table
from contest.ranking.rules import Contender
from contest.ranking.rules.columns import Columns, close_to
from contest.ranking.rules.rank import ADJUSTED
from contest.ranking.rules.sheets import SUBMITTED

_NOUGHT, _ONE = Decimal(0), Decimal(1)


@dataclass(frozen=True, slots=True)
class Concerned:
    """near: of those judges who can turn anything, the entries that stand or may come near; own: all of a judge's."""

    near: Mapping[int, Sequence[Contender]]
    own: Callable[[int], Sequence[Contender]]


def concerned_of(table: Table) -> Concerned:
    """Found entry after entry."""
    floor, near, reach = table.floor(), _near(table), _reach(table)
    own_of: dict[int, list[Contender]] = {}
    close: dict[int, list[Contender]] = {}
    matter: set[int] = set()
    for contender in table.given.contenders:
        given = [sheet for sheet in contender.sheets if sheet.state == SUBMITTED]
        points = table.points(contender.entry_id)
        most = max((sheet.total for sheet in given if sheet.total is not None), default=_NOUGHT)
        is_near = points is None or near is None or points >= near
        # No figure of plain sheets passes the highest of them.
        may_come = near is None or reach is None or most + reach >= near
        matters = points is None or floor is None or points >= floor or reach is None or most + reach >= floor
        for sheet in given:
            own_of.setdefault(sheet.judge_id, []).append(contender)
            if is_near or may_come:
                close.setdefault(sheet.judge_id, []).append(contender)
            if matters:
                matter.add(sheet.judge_id)
    return Concerned({judge_id: close[judge_id] for judge_id in matter if judge_id in close}, own_of.__getitem__)


def concerned_in(columns: Columns, table: Table) -> Concerned:
    """The same in columns: a plain round, so that no figure passes the highest of its sheets."""
    near: dict[int, list[Contender]] = {}
    for judge_id, contender in close_to(columns, table.rules.combine, table.floor(), _near(table)):
        near.setdefault(judge_id, []).append(contender)
    return Concerned(near, columns.of_judge)


def _near(table: Table) -> Decimal | None:
    """Whoever stays below these points does not come near; None where all do."""
    floor, lowest = table.floor(), table.near_floor()
    return None if floor is None or lowest is None else min(floor, lowest)


def _reach(table: Table) -> Decimal | None:
    """What rounding can add to a figure that is a plain one of the sheets; None where it is not bounded by them."""
    rules = table.rules
    if rules.parts or rules.carry or rules.combine.method in (ADJUSTED, "sum"):
        return None
    return _ONE.scaleb(-rules.combine.rounding.places)
