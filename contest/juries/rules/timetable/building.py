"""A timetable: nobody in two rooms at once, a school on one day and close together, the call's order kept as can be.

A first timetable is made by going through the call; a constraint solver then improves on it, with one thread and a
measured amount of work, so that the same input gives the same timetable.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from contest.foundation.refusal import Reason
from contest.juries.rules.timetable.grid import Cell, cells
from contest.juries.rules.timetable.problem import Built, Placed, Problem, Show
from contest.juries.rules.timetable.solving import Choice, improve

Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Board:
    """The problem as places: which (cell, room) each entry may have, what each would cost, who keeps whom apart."""

    problem: Problem
    cells: tuple[Cell, ...]
    shows: tuple[Show, ...]
    spots: Mapping[int, tuple[Spot, ...]]
    costs: Mapping[tuple[int, Spot], int]
    apart: tuple[frozenset[int], ...]


# What moving an entry that has its place costs, beside a slot away from its turn: who was told a time keeps it.
_MOVED = 400


def build(problem: Problem, effort: float = 2.0) -> Built:
    """The best timetable found. effort: a measure of the solver's work, about the seconds of a common machine."""
    board = _board(problem)
    choice = improve(
        Choice(board.spots, board.costs, board.apart, _units(board), tuple(cell.day for cell in board.cells)),
        _greedy(board),
        effort,
    )
    made = [_placed(board, entry_id, spot) for entry_id, spot in choice.items()]
    placed = tuple(sorted([*problem.pinned, *made], key=lambda one: (one.starts, one.room, one.entry_id)))
    left = [show for show in board.shows if show.entry_id not in choice]
    return Built(placed, {show.entry_id: _why(board, show, placed) for show in left}, _travels(problem, placed))


def _board(problem: Problem) -> Board:
    grid = tuple(cells(problem.frame))
    fixed = {one.entry_id for one in problem.pinned}
    shows = tuple(sorted((s for s in problem.shows if s.entry_id not in fixed), key=lambda s: (s.turn, s.entry_id)))
    needed = {show.entry_id: show for show in problem.shows}
    blocked = _blocked(problem, grid, needed)
    spots, costs = {}, {}
    wished = _wished(problem, shows, len(grid))
    old = _old_spots(problem, grid)
    for show in shows:
        rooms = _rooms_of(problem, show)
        busy = set().union(*(blocked.get(key, set()) for key in show.people))
        free = [
            (cell.number, room)
            for cell in grid
            for room in rooms
            if cell.number not in busy and cell.number not in blocked.get(f"room:{room}", set())
        ]
        spots[show.entry_id] = tuple(free)
        for spot in free:
            away = abs(spot[0] - wished[show.entry_id])
            had = old.get(show.entry_id)
            costs[show.entry_id, spot] = away if had is None else (0 if had == spot else _MOVED + away)
    return Board(problem, grid, shows, spots, costs, _apart(shows))


def _rooms_of(problem: Problem, show: Show) -> list[int]:
    rooms = enumerate(problem.frame.rooms)
    return [place for place, room in rooms if not room.council_ids or show.council_id in room.council_ids]


def _blocked(problem: Problem, grid: Iterable[Cell], shows: Mapping[int, Show]) -> dict[str, set[int]]:
    """The cells that pinned entries and other rounds take: of their room, and of everybody they need."""
    length, pause = timedelta(minutes=problem.frame.length), timedelta(minutes=problem.frame.changeover)
    names = {room.name: place for place, room in enumerate(problem.frame.rooms)}
    taken: dict[str, set[int]] = defaultdict(set)
    held = [(one, shows[one.entry_id].people if one.entry_id in shows else {}) for one in problem.pinned]
    for one, people in [*held, *((each.placed, each.show.people) for each in problem.elsewhere)]:
        over = {
            cell.number for cell in grid if cell.starts < one.ends + pause and one.starts < cell.starts + length + pause
        }
        for key in [f"room:{names.get(one.room)}", *people]:
            taken[key] |= over
    return taken


def _wished(problem: Problem, shows: tuple[Show, ...], slots: int) -> dict[int, int]:
    """The cell of each entry's turn, so many turns a cell as its rooms hold; the same for all rooms of the hall.

    A unit's turns follow each other in the one call, so its entries are called at about the same hour in every room.
    """
    waiting: Counter[tuple[int, ...]] = Counter()
    groups = {show.entry_id: tuple(_rooms_of(problem, show)) for show in shows}
    sizes = Counter(groups.values())
    wished = {}
    for place, show in enumerate(shows):
        rooms = groups[show.entry_id]
        own = waiting[rooms] // max(1, len(rooms))
        last = max(1, -(-sizes[rooms] // max(1, len(rooms))))
        # Halfway between its place in its own rooms (so that no cell stays empty) and its place in the whole call.
        common = place * last // max(1, len(shows))
        wished[show.entry_id] = min(slots - 1, (own + common) // 2)
        waiting[rooms] += 1
    return wished


def _old_spots(problem: Problem, grid: tuple[Cell, ...]) -> dict[int, Spot]:
    """Where entries are now, as spots; what is on no slot of the grid has none."""
    numbers = {cell.starts: cell.number for cell in grid}
    rooms = {room.name: place for place, room in enumerate(problem.frame.rooms)}
    return {
        one.entry_id: (numbers[one.starts], rooms[one.room])
        for one in problem.now
        if one.starts in numbers and one.room in rooms
    }


def _apart(shows: tuple[Show, ...]) -> tuple[frozenset[int], ...]:
    """Sets of entries that share a person, each once; those inside a larger one are left out."""
    held: dict[str, set[int]] = defaultdict(set)
    for show in shows:
        for key in show.people:
            held[key].add(show.entry_id)
    sets = sorted({frozenset(ids) for ids in held.values() if len(ids) > 1}, key=lambda ids: (-len(ids), sorted(ids)))
    kept: list[frozenset[int]] = []
    for ids in sets:
        if not any(ids <= larger for larger in kept):
            kept.append(ids)
    return tuple(kept)


def _units(board: Board) -> tuple[tuple[int, ...], ...]:
    if not board.problem.units_together:
        return ()
    held: dict[str, list[int]] = defaultdict(list)
    for show in board.shows:
        if show.unit:
            held[show.unit].append(show.entry_id)
    return tuple(tuple(ids) for _, ids in sorted(held.items()) if len(ids) > 1)


def _greedy(board: Board) -> dict[int, Spot]:
    """Entry after entry the cheapest spot that is left; entries with few spots first."""
    taken: set[Spot] = set()
    busy: dict[int, set[int]] = defaultdict(set)
    groups = defaultdict(list)
    for place, ids in enumerate(board.apart):
        for entry_id in ids:
            groups[entry_id].append(place)
    chosen: dict[int, Spot] = {}
    order = {show.entry_id: place for place, show in enumerate(board.shows)}
    for entry_id in sorted(order, key=lambda one: (len(groups[one]) == 0, order[one])):
        free = [
            spot
            for spot in board.spots[entry_id]
            if spot not in taken and not any(spot[0] in busy[place] for place in groups[entry_id])
        ]
        if not free:
            continue
        spot = min(free, key=lambda one: (board.costs[entry_id, one], one))
        chosen[entry_id] = spot
        taken.add(spot)
        for place in groups[entry_id]:
            busy[place].add(spot[0])
    return chosen


def _placed(board: Board, entry_id: int, spot: Spot) -> Placed:
    frame = board.problem.frame
    return Placed(entry_id, frame.rooms[spot[1]].name, board.cells[spot[0]].starts, frame.length)


def _why(board: Board, show: Show, placed: tuple[Placed, ...]) -> Reason:
    """Why an entry has no place, and what would make one."""
    rooms = _rooms_of(board.problem, show)
    if not rooms:
        return Reason("timetable_no_room_for", {"entry": show.label})
    names = {board.problem.frame.rooms[place].name for place in rooms}
    used = sum(one.room in names for one in placed)
    slots = len(board.cells) * len(rooms)
    if used >= slots:
        return Reason("timetable_full", {"entry": show.label, "rooms": ", ".join(sorted(names)), "slots": slots})
    if not board.spots[show.entry_id] and board.problem.elsewhere:
        return Reason("timetable_elsewhere", {"entry": show.label})
    others = [other for other in board.problem.shows if other.entry_id != show.entry_id]
    shared = Counter(key for key in show.people for other in others if key in other.people)
    if not shared:
        return Reason("timetable_full", {"entry": show.label, "rooms": ", ".join(sorted(names)), "slots": slots})
    busiest = max(shared, key=lambda key: (shared[key], key))
    facts = {"entry": show.label, "person": show.people[busiest], "entries": shared[busiest] + 1}
    return Reason("timetable_person_busy", facts)


def _travels(problem: Problem, placed: tuple[Placed, ...]) -> tuple[str, ...]:
    """Units with entries on more than one day."""
    if not problem.units_together:
        return ()
    units = {show.entry_id: show.unit for show in problem.shows if show.unit}
    days = defaultdict(set)
    for one in placed:
        if one.entry_id in units:
            days[units[one.entry_id]].add(one.starts.date())
    return tuple(sorted(unit for unit, held in days.items() if len(held) > 1))
