"""What could have been otherwise: one judge away, one score a step up or down, another way of combining sheets."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from contest.editions.rules import Round
from contest.editions.rules.judging import Combine, Trim
from contest.foundation.refusal import Reason
from contest.prizes.rules.changes.kinds import SET_ASIDE, summed
from contest.prizes.rules.fragile.table import Table
from contest.ranking.rules import Contender, Sheet, why_not_adjust
from contest.ranking.rules.rank import ADJUSTED, Figure
from contest.ranking.rules.sheets import HANDED_IN, SUBMITTED
from contest.scoring.rules import cells

_ONE = Decimal(1)
_NOUGHT = Decimal(0)
# With more judges the model takes a minute, and a page waits for it.
_MOST_JUDGES = 300


class Turn(NamedTuple):
    """An entry whose mark would be another: see Table."""

    entry_id: int
    before: str
    after: str


class Cause(NamedTuple):
    """One thing otherwise, and what turns. kind: judge, step, method; a step is of one cell of one judge's sheet."""

    kind: str
    turns: tuple[Turn, ...]
    judge_id: int = 0
    entry_id: int = 0
    cell: str = ""
    step: Decimal = _NOUGHT
    method: str = ""


def _turns(found: Mapping[int, tuple[str, str]]) -> tuple[Turn, ...]:
    return tuple(Turn(entry_id, *marks) for entry_id, marks in found.items())


def without(contender: Contender, judge_id: int) -> Contender:
    """The entry without a judge's sheet; it then needs no more than it has left."""
    sheets = tuple(
        sheet._replace(state=SET_ASIDE) if sheet.judge_id == judge_id and sheet.state in HANDED_IN else sheet
        for sheet in contender.sheets
    )
    left = sum(sheet.state in HANDED_IN for sheet in sheets)
    needed = left if contender.needed is None else min(left, contender.needed)
    return replace(contender, sheets=sheets, needed=needed)


def left_out(table: Table) -> list[Cause]:
    """Every judge without whom something turns."""
    own_of, concerned = _concerned(table)
    found = []
    for judge_id in sorted(concerned):
        near = [table.figure(without(each, judge_id)) for each in concerned[judge_id]]
        turned = table.turned_near(near)
        if turned is None:
            # Those above fell so far that everybody the judge has scored comes to matter.
            turned = table.turned([table.figure(without(each, judge_id)) for each in own_of[judge_id]])
        if turned:
            found.append(Cause("judge", _turns(turned), judge_id=judge_id))
    return found


def _concerned(table: Table) -> tuple[dict[int, list[Contender]], dict[int, list[Contender]]]:
    """The entries of every judge, and of those judges who can turn anything the entries that stand or come near."""
    floor, lowest, reach = table.floor(), table.near_floor(), _reach(table)
    near = None if floor is None or lowest is None else min(floor, lowest)
    own_of: dict[int, list[Contender]] = {}
    close: dict[int, list[Contender]] = {}
    matter: set[int] = set()
    for contender in table.given.contenders:
        given = [sheet for sheet in contender.sheets if sheet.state == SUBMITTED]
        points = table.points[contender.entry_id]
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
    return own_of, {judge_id: close[judge_id] for judge_id in matter if judge_id in close}


def _reach(table: Table) -> Decimal | None:
    """What rounding can add to a figure that is a plain one of the sheets; None where it is not bounded by them."""
    rules = table.rules
    if rules.parts or rules.carry or rules.combine.method in (ADJUSTED, "sum"):
        return None
    return _ONE.scaleb(-rules.combine.rounding.places)


def _matters(table: Table, figure: Figure, floor: Decimal | None) -> bool:
    """Whether the entry stands at the floor or above it, with this figure or with its own."""
    if floor is None:
        return True
    return any(each is not None and each >= floor for each in (figure.scored.points, table.points[figure.scored.id]))


def steps(table: Table) -> list[Cause]:
    """Every single score with which something turns when it is one step higher or lower."""
    floor, found = table.floor(), []
    most = max(
        (cell.step * _weight(table, cell.criterion_key) for cell in cells(table.given.criteria)), default=_NOUGHT
    )
    bound = _bound(table, most)
    known: dict[tuple[int, int, Decimal | None], dict[int, tuple[str, str]]] = {}
    for contender in table.given.contenders:
        own = table.points[contender.entry_id]
        if own is None or (floor is not None and own + bound < floor):
            continue
        for sheet, cell, step in _stepped(table, contender):
            # Which cell it was only matters where the ladder of ties looks into the sheets.
            key = contender.entry_id, sheet.judge_id, sheet.total
            turned = known.get(key)
            if turned is None:
                figure = table.figure(_with(contender, sheet))
                is_alone, reached = _is_alone(table, figure), (contender.entry_id, 0, figure.scored.points)
                turned = known.get(reached) if is_alone else None
                if turned is None:
                    turned = table.turned([figure]) if _matters(table, figure, floor) else {}
                if is_alone:
                    known[key] = known[reached] = turned
            if turned:
                found.append(Cause("step", _turns(turned), sheet.judge_id, contender.entry_id, cell, step))
    return found


def _weight(table: Table, criterion_key: str) -> Decimal:
    return next((each.weight for each in table.given.criteria if each.key == criterion_key), _ONE)


def _bound(table: Table, most: Decimal) -> Decimal:
    """More than a figure can move when one total moves by `most`: no way of combining gives more, but for these."""
    rules = table.rules
    factor = max([_ONE, *(abs(weight) for weight in rules.carry.values())])
    full = sum((each.max * each.weight for each in table.given.criteria), _NOUGHT)
    if rules.parts and full:
        factor *= max(_ONE, sum((part.weight for part in rules.parts), _NOUGHT) / full)
    stretches = [
        abs(sheet.correction.stretch)
        for contender in table.given.contenders
        for sheet in contender.sheets
        if sheet.correction is not None
    ]
    return most * factor * max([_ONE, *stretches]) + 4 * _ONE.scaleb(-rules.combine.rounding.places) * factor


def _stepped(table: Table, contender: Contender) -> Iterator[tuple[Sheet, str, Decimal]]:
    """Every sheet with one cell a step higher or lower, where its scale allows that."""
    for sheet in contender.sheets:
        if sheet.state != SUBMITTED or sheet.total is None:
            continue
        for cell in cells(table.given.criteria):
            value = sheet.points.get(cell.key)
            for step in (cell.step, -cell.step):
                if value is not None and cell.least <= value + step <= cell.most:
                    points = {**sheet.points, cell.key: value + step}
                    yield summed(sheet._replace(points=points), table.given.criteria), cell.key, step


def _with(contender: Contender, sheet: Sheet) -> Contender:
    return replace(
        contender, sheets=tuple(sheet if each.judge_id == sheet.judge_id else each for each in contender.sheets)
    )


def _is_alone(table: Table, figure: Figure) -> bool:
    """Whether nobody else has these points, so that the ladder of ties, which looks into sheets, is not climbed."""
    equals = table.equals(figure.scored.points)
    return not equals or equals == [figure.scored.id]


def other_methods(table: Table) -> tuple[list[Cause], list[Reason]]:
    """What turns when sheets are combined in another way, and why one of the ways says nothing here."""
    found, reasons = [], []
    for name, combine in _others(table.rules, table.given.contenders):
        rules = table.rules.model_copy(update={"combine": combine})
        contenders = tuple(_plain(each) for each in table.given.contenders)
        if name == ADJUSTED:
            reasons = _why_not_compared(contenders)
            if reasons:
                continue
        other = Table(table.world, replace(table.given, rules=rules, contenders=contenders))
        turned = {
            entry_id: (table.base.get(entry_id, ""), other.base.get(entry_id, ""))
            for entry_id in sorted(table.base.keys() | other.base.keys())
            if table.base.get(entry_id, "") != other.base.get(entry_id, "")
        }
        if turned:
            found.append(Cause("method", _turns(turned), method=name))
    return found, reasons


def _why_not_compared(contenders: Sequence[Contender]) -> list[Reason]:
    """Why severity is not taken out for comparison: nothing joins the judges, or there are too many for the model."""
    judges = {sheet.judge_id for each in contenders for sheet in each.sheets}
    if len(judges) > _MOST_JUDGES:
        return [Reason("ranking_adjust_many", {"most": _MOST_JUDGES})]
    return why_not_adjust(contenders)


def _plain(contender: Contender) -> Contender:
    """The entry with its sheets as they were given, without corrections of severity."""
    if all(sheet.correction is None for sheet in contender.sheets):
        return contender
    return replace(contender, sheets=tuple(sheet._replace(correction=None) for sheet in contender.sheets))


def _others(rules: Round, contenders: Sequence[Contender]) -> Iterator[tuple[str, Combine]]:
    """The ways of combining beside the regulation's: mean, trimmed mean, median, severity taken out."""
    own = rules.combine
    scale = {"rounding": own.rounding}
    if own.method != "mean" or own.trim is not None:
        yield "mean", Combine.model_validate({"method": "mean", **scale})
    most = max((sum(s.state == SUBMITTED for s in each.sheets) for each in contenders), default=0)
    if own.trim is None and most >= 3:
        trim = Trim(drop_low=1, drop_high=1, when_at_least=3)
        yield "trimmed", Combine.model_validate({"method": "mean", "trim": trim, **scale})
    if own.method != "median" and most >= 3:
        yield "median", Combine.model_validate({"method": "median", **scale})
    if own.method != ADJUSTED:
        yield ADJUSTED, Combine.model_validate({"method": ADJUSTED, **scale})
