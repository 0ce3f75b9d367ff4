"""The demo's pipeline, from the import to the workbooks, against the sum of its parts measured alone in the same run.

Not in it: inventing titles, people and scores, and the second edition that waits for entrants to try.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from bench.parts import bare_cells, parts

_NOT_OF_IT = ("invented", "second")


def measure(folder: Path) -> str:
    """The pipeline's steps, its parts, and the ratio, as Markdown."""
    out = folder / "pipeline"
    environment = {"CONTEST_INSTANCE": str(folder / "pipeline-instance")}
    subprocess.run(
        [sys.executable, "-m", "contest", "demo", "--no-serve", "--out", str(out)],
        env={**os.environ, **environment}, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    facts = json.loads((out / "demo.json").read_text(encoding="utf-8"))
    steps = {step: seconds for step, seconds in facts["seconds"].items() if step not in _NOT_OF_IT}
    instance = Path(facts["instance"])
    alone = parts(out, instance, (1, facts["round"]))
    bare = sum(alone.values()) - alone["openpyxl, the same cells"] + bare_cells(out)
    whole, together = sum(steps.values()), sum(alone.values())
    rows = ["| step | s | | part alone | s |", "| --- | ---: | --- | --- | ---: |"]
    left = [f"| {step} | {seconds:.2f} | " for step, seconds in steps.items()]
    right = [f"| {name} | {seconds:.3f} |" for name, seconds in alone.items()]
    rows += [one + (right[place] if place < len(right) else "| | |") for place, one in enumerate(left)]
    rows += [f"| **whole** | **{whole:.2f}** | | **sum** | **{together:.2f}** |", ""]
    rows += [
        f"Ratio **{whole / together:.2f}**; against cells without any style {whole / bare:.2f} (sum {bare:.2f} s)."
    ]
    return "\n".join(rows)
