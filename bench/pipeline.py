"""The demo's pipeline, from the import to the workbooks, against the sum of its parts measured alone in the same run.

Not in it: inventing titles, people and scores, presentations, a meeting, how sure the prizes are (a worker's work), the
ceremony, numbers of certificates, and the second edition for entrants to try. Modules are loaded before either is
measured: that is the start of a process (see `start`), not the pipeline's work.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

from bench.parts import Took, bare_cells, parts

_NOT_OF_IT = ("invented", "second", "presentations", "meeting", "sureness", "ceremony", "certificates")
_LOADED = "import sys, openpyxl.writer.excel, ortools.graph.python.min_cost_flow; from contest.cli import main; main()"
_TIMES = 6


def measure(folder: Path) -> str:
    """The pipeline's steps, its parts, and the ratio, as Markdown: the best of six runs of either, and each by itself.

    By turns: a machine that is slower for a minute is so for both.
    """
    steps: dict[str, Took] = {}
    alone: dict[str, Took] = {}
    bare: dict[str, Took] = {}
    ratios: list[float] = []
    for turn in range(_TIMES):
        out = folder / f"pipeline-{turn}"
        facts = _play(out, folder / f"pipeline-instance-{turn}")
        counted = [step for step in facts["seconds"] if step not in _NOT_OF_IT]
        whole = {step: Took(facts["seconds"][step], facts["busy"][step]) for step in counted}
        pieces = parts(out, Path(facts["instance"]), facts["round"])
        ratios.append(_sum(whole).busy / _sum(pieces).busy)
        _keep_best(steps, whole)
        _keep_best(alone, pieces)
        _keep_best(bare, {"bare": bare_cells(out)})
    return f"{table(steps, alone, bare['bare'])}\n\n{_spread(ratios)}"


def _sum(taken: dict[str, Took]) -> Took:
    return Took(sum(one.wall for one in taken.values()), sum(one.busy for one in taken.values()))


def _spread(ratios: list[float]) -> str:
    """The best of six may be a quick moment's for one part and a slow one's for another: what each turn says."""
    return f"Turn by turn {min(ratios):.2f} to {max(ratios):.2f}, in the middle {median(ratios):.2f}."


def _keep_best(known: dict[str, Took], taken: dict[str, Took]) -> None:
    """Of each the least so far."""
    for name, took in taken.items():
        best = known.get(name, took)
        known[name] = Took(min(best.wall, took.wall), min(best.busy, took.busy))


def _play(out: Path, instance: Path) -> dict[str, Any]:
    subprocess.run(
        [sys.executable, "-c", _LOADED, "demo", "--no-serve", "--out", str(out)],
        env={**os.environ, "CONTEST_INSTANCE": str(instance)}, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    facts: dict[str, Any] = json.loads((out / "demo.json").read_text(encoding="utf-8"))
    return facts


def table(steps: dict[str, Took], alone: dict[str, Took], bare: Took) -> str:
    """Processor seconds of the steps and of the parts, side by side, and the ratios of their sums."""
    whole, together = _sum(steps), _sum(alone)
    least = together.busy - alone["openpyxl, the same cells"].busy + bare.busy
    left = [f"| {step} | {took.busy:.2f} | " for step, took in steps.items()]
    right = [f"| {name} | {took.busy:.3f} |" for name, took in alone.items()]
    rows = ["| step | CPU s | | part alone | CPU s |", "| --- | ---: | --- | --- | ---: |"]
    rows += [one + (right[place] if place < len(right) else "| | |") for place, one in enumerate(left)]
    rows += [f"| **whole** | **{whole.busy:.2f}** | | **sum** | **{together.busy:.2f}** |", ""]
    rows.append(
        f"Ratio of processor time **{whole.busy / together.busy:.2f}**, of wall time "
        f"{whole.wall / together.wall:.2f} ({whole.wall:.2f} s to {together.wall:.2f} s); against cells written "
        f"without any style {whole.busy / least:.2f}."
    )
    return "\n".join(rows)
