"""How many of the truly best each method of ranking finds, in worlds whose truth is known (bench/worlds.py).

python -m bench.simulation                  every method we offer, as it ranks, on each design
python -m bench.simulation --plain          the same points found with arrays: many worlds, no full calibration
python -m bench.simulation --second-round   where further scores are asked for by the rule

200 worlds, as those had whose figures stand beside ours: each difference is told in standard errors of a difference of
two such runs, and all together against what chance alone does (bench/repeating.py). --first 200: two hundred others.
"""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from bench.repeating import repeat, told
from bench.worlds import DESIGNS, ENTRIES, JUDGES, TOP, Array, Design, World, make_world
from contest.editions.rules import Criterion, Round
from contest.ranking.rules import rank_round, why_not_adjust
from contest.ranking.rules.adjusting import adjustment
from contest.ranking.rules.quality import calibrated, expected_wrong, mixed
from contest.ranking.rules.quality.more import Next, next_scores

CRITERIA = (Criterion(key="all", name="Điểm", max=100),)
_TRIM = {"drop_low": 1, "drop_high": 1, "when_at_least": 5}
# As a regulation would write them.
METHODS: dict[str, dict[str, Any]] = {
    "mean": {"method": "mean"},
    "lowest and highest dropped": {"method": "mean", "trim": _TRIM},
    "median": {"method": "median"},
    "adjusted": {"method": "adjusted"},
    "adjusted, full": {"method": "adjusted", "model": "full"},
}
# What ALGORITHMS.md B4 found with other code: 200 worlds, standard error about 0.4.
KNOWN = {
    "mean": (67.8, 73.5, 71.8, 56.1, 68.8, 68.2),
    "lowest and highest dropped": (66.1, 72.0, 70.8, 54.7, 67.6, 66.9),
    "median": (62.3, 69.4, 67.6, 50.4, 64.1, 63.1),
    "adjusted": (73.2, 73.5, 73.3, 72.5, 68.0, 74.7),
    "adjusted, full": (73.1, 73.5, None, 72.7, 68.1, 74.6),
}
Pointed = Callable[[World, dict[str, Any]], Array | None]
REFUSED = ("adjusted", "adjusted, full")
# So many worlds are behind each known figure.
WORLDS = 200
_PLACES = {design.name: place for place, design in enumerate(DESIGNS)}
# B7. Where the rule asks, one after another as our code does, or one for each of the sixty greatest between two fits.
SECOND_KNOWN = {
    "flat 5": 73.4,
    "4 and 1 by chance": 73.8,
    "4, then by the rule": 83.4,
    "3, then by the rule": 85.8,
    "4, then one each": 83.4,
    "3, then one each": 85.8,
}
_BATCH = 60


class Cell(NamedTuple):
    """A place in the table."""

    design: str
    method: str


def official(world: World, combine: dict[str, Any]) -> Array | None:
    """The points our ranking gives; None where it refuses because judges cannot be compared."""
    contenders = world.contenders()
    if combine["method"] == "adjusted" and why_not_adjust(contenders):
        return None
    rules = {"key": "final", "name": "Chung khảo", "judges_per_entry": 5, "criteria": [CRITERIA[0].model_dump()]}
    fine = {"places": 6, "rule": "half_up"}
    round_ = Round.model_validate({**rules, "combine": {**combine, "rounding": fine}})
    placed, _ = rank_round(round_, CRITERIA, contenders)
    points = np.empty(len(contenders))
    points[[each.entry_id for each in placed]] = [float(each.points or 0) for each in placed]
    return points


def estimated(world: World, combine: dict[str, Any]) -> Array:
    """What the model behind a refused ranking would say, a mean for each field."""
    columns = world.entry.tolist(), world.judge.tolist(), world.points.tolist()
    fit = calibrated if combine.get("model") == "full" else mixed
    scores = fit(*columns, dict(enumerate(world.field.tolist()))).scores
    return np.asarray([scores[entry] for entry in range(len(world.truth))])


def plain(world: World, combine: dict[str, Any]) -> Array | None:
    """The points `official` gives, found without its decimals and its places; None where it refuses."""
    sheets = world.points.reshape(ENTRIES, -1)
    if combine["method"] == "adjusted":
        contenders = world.contenders()
        if why_not_adjust(contenders):
            return None
        corrections = adjustment("mixed", contenders).corrections
        pairs = zip(world.entry.tolist(), world.judge.tolist(), strict=True)
        sheets = sheets - np.asarray([float(corrections[pair].shift) for pair in pairs]).reshape(ENTRIES, -1)
    if combine["method"] == "median":
        return np.asarray(np.median(sheets, axis=1))
    if "trim" in combine:
        sheets = np.sort(sheets, axis=1)[:, 1:-1]
    return np.round(np.mean(sheets, axis=1), 6)


def measure(
    designs: Sequence[Design], seeds: Sequence[int], ways: Mapping[str, dict[str, Any]], points_of: Pointed
) -> dict[Cell, list[float]]:
    """What each method finds of the truly best, by design and method, world after world."""
    hits: dict[Cell, list[float]] = {Cell(design.name, name): [] for design in designs for name in ways}
    for number, seed in enumerate(seeds, 1):
        for design in designs:
            world = make_world(design, seed)
            for name, combine in ways.items():
                points = points_of(world, combine)
                # A refusal is shown by what the model would have said, so that one sees what it avoids.
                assert (points is None) == (design.panels == "own" and name in REFUSED), (design.name, name)
                found = world.found(estimated(world, combine) if points is None else points)
                hits[Cell(design.name, name)].append(found)
        if not number % 10:
            print(f"{number} of {len(seeds)} worlds", file=sys.stderr, flush=True)
    return hits


def table(hits: Mapping[Cell, Sequence[float]]) -> str:
    """A line for each method, a column for each design: mean ± standard error (known) z; then all cells together."""
    designs = list(dict.fromkeys(cell.design for cell in hits))
    known = {cell: KNOWN[cell.method][_PLACES[cell.design]] for cell in hits}
    shared = {cell: value for cell, value in known.items() if value is not None}
    found = repeat(np.column_stack([hits[cell] for cell in shared]), list(shared.values()), WORLDS)
    far = dict(zip(shared, found.z.tolist(), strict=True))
    lines = ["| method | " + " | ".join(designs) + " |", "| --- |" + " ---: |" * len(designs)]
    for name in dict.fromkeys(cell.method for cell in hits):
        cells = []
        for cell in (Cell(design, name) for design in designs):
            own = hits[cell]
            cells.append(f"{np.mean(own):.1f} ± {np.std(own, ddof=1) / np.sqrt(len(own)):.1f}")
            cells[-1] += f" ({shared[cell]}) {far[cell]:+.1f}" if cell in shared else " (–)"
            cells[-1] += ", refused" if cell.design == "field panels" and name in REFUSED else ""
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    # What the worlds of one run have in common, how hard their best are to find, goes out between methods.
    beside = [cell for cell in shared if cell.method != "adjusted"]
    pairs = [(cell, Cell(cell.design, "adjusted")) for cell in beside]
    less = np.column_stack([np.subtract(hits[cell], hits[other]) for cell, other in pairs])
    paired = repeat(less, [shared[cell] - shared[other] for cell, other in pairs], WORLDS)
    return "\n".join([*lines, "", told(found), f"Each less `adjusted` on the same worlds: {told(paired)}"])


def second_round(seeds: Sequence[int]) -> str:
    """The same 2,855 scores, five for everybody or some of them where the rule asks for them."""
    hits: dict[str, list[float]] = {name: [] for name in SECOND_KNOWN}
    wrong: list[tuple[float, float]] = []
    for number, seed in enumerate(seeds, 1):
        flat = make_world(Design("flat"), seed)
        hits["flat 5"].append(flat.found(_scores(flat)))
        chances = _chances(flat)
        wrong.append((expected_wrong(list(chances.values()), TOP), TOP * (1 - hits["flat 5"][-1] / 100)))
        hits["4 and 1 by chance"].append(_more(make_world(Design("four", each=4), seed), by_chance))
        for each in (4, 3):
            for name, ask in (("by the rule", by_rule), ("one each", one_each)):
                hits[f"{each}, then {name}"].append(_more(make_world(Design(f"{each}", each=each), seed), ask))
        if not number % 10:
            print(f"{number} of {len(seeds)} worlds", file=sys.stderr, flush=True)
    found = repeat(np.column_stack(list(hits.values())), list(SECOND_KNOWN.values()), WORLDS)
    lines = ["| design, 2,855 scores | found | known | z |", "| --- | ---: | ---: | ---: |"]
    for (name, own), far in zip(hits.items(), found.z.tolist(), strict=True):
        error = np.std(own, ddof=1) / np.sqrt(len(own))
        lines.append(f"| {name} | {np.mean(own):.1f} ± {error:.1f} | {SECOND_KNOWN[name]} | {far:+.1f} |")
    expected, actual = np.mean(wrong, axis=0)
    lines.append(f"\nExpected wrong among thirty winners at flat 5: {expected:.2f}, actual {actual:.2f} (8.09, 7.87).")
    return "\n".join(lines)


def _scores(world: World) -> Array:
    fit = mixed(world.entry.tolist(), world.judge.tolist(), world.points.tolist())
    return np.asarray([fit.scores[entry] for entry in range(ENTRIES)])


def _chances(world: World) -> dict[int, float]:
    fit = mixed(world.entry.tolist(), world.judge.tolist(), world.points.tolist())
    return {entry: each.within[0] for entry, each in fit.posterior.chances((TOP,), draws=500).items()}


def by_chance(world: World, left: int) -> list[Next]:
    """All that is left, spread as evenly as judges are."""
    return next_scores(dict.fromkeys(range(ENTRIES), 0.5), _pairs(world), range(JUDGES), left)


def by_rule(world: World, left: int) -> list[Next]:
    """A batch, each score where the rule is greatest then: a doubtful entry may get several."""
    return next_scores(_chances(world), _pairs(world), range(JUDGES), min(_BATCH, left))


def one_each(world: World, left: int) -> list[Next]:
    """A batch, one score for each of the entries where the rule is greatest now."""
    counts, chances = np.bincount(world.entry, minlength=ENTRIES), _chances(world)
    worth = {entry: p * (1 - p) / (counts[entry] + 1) for entry, p in chances.items()}
    asked: list[Next] = []
    given = _pairs(world)
    for entry in sorted(worth, key=lambda one: (-worth[one], one))[: min(_BATCH, left)]:
        asked += next_scores({entry: 0.5}, given | set(asked), range(JUDGES), 1)
    return asked


def _pairs(world: World) -> set[tuple[int, int]]:
    return set(zip(world.entry.tolist(), world.judge.tolist(), strict=True))


def _more(world: World, ask: Callable[[World, int], list[Next]]) -> float:
    """Bring the world to five scores an entry on average, and say what is found then."""
    while (left := 5 * ENTRIES - len(world.entry)) > 0:
        asked = ask(world, left)
        world.add(np.asarray([each.entry_id for each in asked]), np.asarray([each.judge_id for each in asked]))
    return world.found(_scores(world))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.simulation")
    parser.add_argument("--worlds", type=int, default=WORLDS, help="how many")
    parser.add_argument("--first", type=int, default=0, help="the seed of the first world; the others follow")
    parser.add_argument("--second-round", action="store_true")
    parser.add_argument("--plain", action="store_true", help="with arrays, without full calibration")
    parser.add_argument("--level", type=float, default=DESIGNS[0].level, help="the points of the mean entry")
    parser.add_argument("--designs", nargs="*", help="these only")
    given = parser.parse_args()
    seeds = range(given.first, given.first + given.worlds)
    if given.second_round:
        sys.stdout.write(second_round(seeds) + "\n")
        return
    chosen = [each for each in DESIGNS if not given.designs or each.name in given.designs]
    designs = [replace(each, level=given.level) for each in chosen]
    ways = {name: each for name, each in METHODS.items() if not (given.plain and each.get("model") == "full")}
    sys.stdout.write(table(measure(designs, seeds, ways, plain if given.plain else official)) + "\n")


if __name__ == "__main__":
    main()
