"""What could have been otherwise: one judge away, one score a step up or down, another way of combining sheets."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple

from contest.editions.rules.judging import Combine, Trim
from contest.foundation.refusal import Reason
from contest.prizes.rules.changes.kinds import SET_ASIDE, summed
from contest.prizes.rules.fragile.concerned import concerned_in, concerned_of
from contest.prizes.rules.fragile.table import Table
from contest.ranking.rules import Contender, Sheet, why_not_adjust
from contest.ranking.rules.figure import Figure
from contest.ranking.rules.rank import ADJUSTED
from contest.ranking.rules.sheets import HANDED_IN, SUBMITTED
from contest.ranking.rules.ties import looks_into_sheets
from contest.scoring.rules import Cell, cells

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
    concerned = concerned_in(table.columns, table) if table.columns is not None else concerned_of(table)
    found = []
    for judge_id in sorted(concerned.near):
        near = [table.figure(without(each, judge_id)) for each in concerned.near[judge_id]]
        turned = table.turned_near(near)
        if turned is None:
            # Those above fell so far that everybody the judge has scored comes to matter.
            turned = table.turned([table.figure(without(each, judge_id)) for each in concerned.own(judge_id)])
        if turned:
            found.append(Cause("judge", _turns(turned), judge_id=judge_id))
    return found


def _matters(table: Table, figure: Figure, floor: Decimal | None) -> bool:
    """Whether the entry stands at the floor or above it, with this figure or with its own."""
    if floor is None:
        return True
    return any(each is not None and each >= floor for each in (figure.scored.points, table.points(figure.scored.id)))


def steps(table: Table) -> list[Cause]:
    """Every single score with which something turns when it is one step higher or lower."""
    floor, found = table.floor(), []
    every = cells(table.given.criteria)
    known: dict[tuple[int, int, Decimal | None], dict[int, tuple[str, str]]] = {}
    for contender in _within_a_step(table, every, floor):
        for sheet, cell, step in _stepped(table, every, contender):
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


def _within_a_step(table: Table, every: Sequence[Cell], floor: Decimal | None) -> Iterator[Contender]:
    """The ranked entries that stand at the floor or above it, or would with one score a step higher."""
    most = max((cell.step * _weight(table, cell.criterion_key) for cell in every), default=_NOUGHT)
    lowest = None if floor is None else floor - _bound(table, most)
    reach = set(takewhile(lambda key: lowest is None or (table.points(key) or 0) >= lowest, table.order))
    return (each for each in table.given.contenders if each.entry_id in reach)


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
        for contender in (table.given.contenders if rules.combine.method == ADJUSTED else ())
        for sheet in contender.sheets
        if sheet.correction is not None
    ]
    return most * factor * max([_ONE, *stretches]) + 4 * _ONE.scaleb(-rules.combine.rounding.places) * factor


def _stepped(table: Table, every: Sequence[Cell], contender: Contender) -> Iterator[tuple[Sheet, str, Decimal]]:
    """Every sheet with one cell a step higher or lower, where its scale allows that."""
    for sheet in contender.sheets:
        if sheet.state != SUBMITTED or sheet.total is None:
            continue
        for cell in every:
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
    """Whether nothing looks into the sheets: nobody else has these points, or no step of the ladder of ties does."""
    if not looks_into_sheets(table.rules):
        return True
    equals = table.equals(figure.scored.points)
    return not equals or equals == [figure.scored.id]


def other_methods(table: Table) -> tuple[list[Cause], list[Reason]]:
    """What turns when sheets are combined in another way, and why one of the ways says nothing here."""
    found, reasons = [], []
    for name, combine in _others(table):
        given = replace(table.given, rules=table.rules.model_copy(update={"combine": combine}))
        if table.rules.combine.method == ADJUSTED:
            given = replace(given, contenders=tuple(map(_plain, given.contenders)))
        if name == ADJUSTED:
            reasons = _why_not_compared(given.contenders)
            if reasons:
                continue
        other = Table(table.world, given, table.columns if name != ADJUSTED else None)
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
    judges: set[int] = set()
    for contender in contenders:
        judges.update(sheet.judge_id for sheet in contender.sheets)
        if len(judges) > _MOST_JUDGES:
            return [Reason("ranking_adjust_many", {"most": _MOST_JUDGES})]
    return why_not_adjust(contenders)


def _plain(contender: Contender) -> Contender:
    """The entry with its sheets as they were given, without corrections of severity."""
    if all(sheet.correction is None for sheet in contender.sheets):
        return contender
    return replace(contender, sheets=tuple(sheet._replace(correction=None) for sheet in contender.sheets))


def _others(table: Table) -> Iterator[tuple[str, Combine]]:
    """The ways of combining beside the regulation's: mean, trimmed mean, median, severity taken out."""
    own = table.rules.combine
    scale = {"rounding": own.rounding}
    if own.method != "mean" or own.trim is not None:
        yield "mean", Combine.model_validate({"method": "mean", **scale})
    has_three = any(sum(s.state == SUBMITTED for s in each.sheets) >= 3 for each in table.given.contenders)
    if own.trim is None and has_three:
        trim = Trim(drop_low=1, drop_high=1, when_at_least=3)
        yield "trimmed", Combine.model_validate({"method": "mean", "trim": trim, **scale})
    if own.method != "median" and has_three:
        yield "median", Combine.model_validate({"method": "median", **scale})
    if own.method != ADJUSTED:
        yield ADJUSTED, Combine.model_validate({"method": ADJUSTED, **scale})
