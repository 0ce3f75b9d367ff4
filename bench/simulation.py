"""How many of the truly best each method of ranking finds, in worlds whose truth is known (bench/worlds.py).

python -m bench.simulation                  every method we offer, on each design: 200 worlds
python -m bench.simulation --second-round   where further scores are asked for by the rule: 60 worlds
"""

import argparse
import sys
from collections.abc import Sequence
from typing import Any

import numpy as np

from bench.worlds import DESIGNS, ENTRIES, JUDGES, TOP, Array, Design, World, make_world
from contest.editions.rules import Criterion, Round
from contest.ranking.rules import rank_round, why_not_adjust
from contest.ranking.rules.quality import calibrated, expected_wrong, mixed
from contest.ranking.rules.quality.more import next_scores

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
SECOND_KNOWN = {"flat 5": 73.4, "4 and 1 by chance": 73.8, "4, then by the rule": 83.4, "3, then by the rule": 85.8}
_BATCH = 60


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


def measure(designs: Sequence[Design], worlds: int) -> str:
    """A table: a line for each method, a column for each design; what is known stands in brackets."""
    cells: dict[tuple[str, str], str] = {}
    places = {design.name: place for place, design in enumerate(DESIGNS)}
    for design in designs:
        hits: dict[str, list[float]] = {name: [] for name in METHODS}
        refused = dict.fromkeys(METHODS, 0)
        for seed in range(worlds):
            world = make_world(design, seed)
            for name, combine in METHODS.items():
                points = official(world, combine)
                refused[name] += points is None
                hits[name].append(world.found(estimated(world, combine) if points is None else points))
        for name, found in hits.items():
            known = KNOWN[name][places[design.name]]
            error = np.std(found, ddof=1) / np.sqrt(worlds)
            said = "–" if known is None else f"{known}"
            told = f", refused {refused[name]}/{worlds}" if refused[name] else ""
            cells[name, design.name] = f"{np.mean(found):.1f} ± {error:.1f} ({said}){told}"
            print(f"{design.name}: {name}: {cells[name, design.name]}", file=sys.stderr, flush=True)
    heads = [design.name for design in designs]
    lines = ["| method | " + " | ".join(heads) + " |", "| --- |" + " ---: |" * len(heads)]
    lines += [f"| {name} | " + " | ".join(cells[name, head] for head in heads) + " |" for name in METHODS]
    return "\n".join(lines)


def second_round(worlds: int) -> str:
    """The same 2,855 scores, five for everybody or some of them where the rule asks for them."""
    hits: dict[str, list[float]] = {name: [] for name in SECOND_KNOWN}
    wrong: list[tuple[float, float]] = []
    for seed in range(worlds):
        flat = make_world(Design("flat"), seed)
        hits["flat 5"].append(flat.found(_scores(flat)))
        chances = _chances(flat)
        wrong.append((expected_wrong(list(chances.values()), TOP), TOP * (1 - hits["flat 5"][-1] / 100)))
        hits["4 and 1 by chance"].append(_more(make_world(Design("four", each=4), seed), targeted=False))
        for each in (4, 3):
            world = make_world(Design(f"{each}", each=each), seed)
            hits[f"{each}, then by the rule"].append(_more(world, targeted=True))
        print(f"world {seed}", {name: round(float(np.mean(own)), 1) for name, own in hits.items()}, file=sys.stderr)
    lines = ["| design, 2,855 scores | found | known |", "| --- | ---: | ---: |"]
    for name, own in hits.items():
        error = np.std(own, ddof=1) / np.sqrt(worlds)
        lines.append(f"| {name} | {np.mean(own):.1f} ± {error:.1f} | {SECOND_KNOWN[name]} |")
    expected, actual = np.mean(wrong, axis=0)
    lines.append(f"\nExpected wrong among thirty winners at flat 5: {expected:.2f}, actual {actual:.2f} (8.09, 7.87).")
    return "\n".join(lines)


def _scores(world: World) -> Array:
    fit = mixed(world.entry.tolist(), world.judge.tolist(), world.points.tolist())
    return np.asarray([fit.scores[entry] for entry in range(ENTRIES)])


def _chances(world: World) -> dict[int, float]:
    fit = mixed(world.entry.tolist(), world.judge.tolist(), world.points.tolist())
    return {entry: each.within[0] for entry, each in fit.posterior.chances((TOP,), draws=500).items()}


def _more(world: World, *, targeted: bool) -> float:
    """Bring the world to five scores an entry on average, and say what is found then."""
    while len(world.entry) < 5 * ENTRIES:
        given = set(zip(world.entry.tolist(), world.judge.tolist(), strict=True))
        left = 5 * ENTRIES - len(world.entry)
        chances = _chances(world) if targeted else dict.fromkeys(range(ENTRIES), 0.5)
        budget = min(_BATCH, left) if targeted else left
        asked = next_scores(chances, given, range(JUDGES), budget)
        world.add(np.asarray([each.entry_id for each in asked]), np.asarray([each.judge_id for each in asked]))
    return world.found(_scores(world))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.simulation")
    parser.add_argument("--worlds", type=int, help="how many; 200, or 60 for the second round")
    parser.add_argument("--second-round", action="store_true")
    parser.add_argument("--designs", nargs="*", help="these only")
    given = parser.parse_args()
    if given.second_round:
        sys.stdout.write(second_round(given.worlds or 60) + "\n")
        return
    designs = [each for each in DESIGNS if not given.designs or each.name in given.designs]
    sys.stdout.write(measure(designs, given.worlds or 200) + "\n")


if __name__ == "__main__":
    main()
