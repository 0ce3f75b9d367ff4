"""The demo's pipeline against the sum of its parts measured alone in the same run."""

import io
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
from argon2 import PasswordHasher
from openpyxl import Workbook, load_workbook

from contest.juries.rules.problem import Problem
from contest.juries.rules.solver import solve

ENTRIES, JUDGES, EACH, CRITERIA = 571, 40, 5, 4


def parts(demo_out: Path, instance: Path) -> dict[str, float]:
    """Seconds of each part alone: the rows' bulk insert, the solver, the ranking, the workbooks' cells, one hash."""
    return {
        "bulk insert of the same rows": _timed(lambda: _insert(instance)),
        "solver": _timed(_solve),
        "ranking (numpy)": _timed(_rank),
        "openpyxl, the same cells": _timed(lambda: _write(demo_out)),
        "one password hash": _timed(lambda: PasswordHasher().hash("mat-khau-thu")),
    }


def _timed(deed: Callable[[], Any]) -> float:
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began


def _insert(instance: Path) -> None:
    """Every row of the demo's database, copied table by table into an empty one with executemany."""
    with tempfile.TemporaryDirectory() as folder, sqlite3.connect(instance / "contest.sqlite") as source:
        target = sqlite3.connect(Path(folder) / "copy.sqlite")
        target.execute("PRAGMA journal_mode=WAL")
        target.execute("PRAGMA synchronous=FULL")
        schema = source.execute("SELECT sql, name FROM sqlite_master WHERE type='table' AND sql IS NOT NULL").fetchall()
        for sql, name in schema:
            target.execute(sql)
            rows = source.execute(f'SELECT * FROM "{name}"').fetchall()
            if rows:
                marks = ",".join("?" * len(rows[0]))
                target.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)
        for (sql,) in source.execute("SELECT sql FROM sqlite_master WHERE type='index' AND sql IS NOT NULL").fetchall():
            target.execute(sql)
        target.commit()
        target.close()


def _solve() -> None:
    fits = np.random.default_rng(1).random(ENTRIES * JUDGES).tolist()
    solve(
        Problem(
            entries=list(range(ENTRIES)),
            judges=list(range(JUDGES)),
            demand=[EACH] * ENTRIES,
            cap=[ENTRIES] * JUDGES,
            pair_entry=[entry for entry in range(ENTRIES) for _ in range(JUDGES)],
            pair_judge=[judge for _ in range(ENTRIES) for judge in range(JUDGES)],
            pair_fit=fits,
        )
    )


def _rank() -> None:
    scores = np.random.default_rng(1).integers(0, 25, (ENTRIES, EACH, CRITERIA))
    np.argsort(-scores.sum(axis=2).mean(axis=1), kind="stable")


def _write(demo_out: Path) -> None:
    """The cells of the demo's workbooks, bare, through openpyxl."""
    for path in sorted(demo_out.glob("*.xlsx")):
        sheets = [list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(path, read_only=True).worksheets]
        book = Workbook(write_only=True)
        for rows in sheets:
            sheet = book.create_sheet()
            for row in rows:
                sheet.append(row)
        book.save(io.BytesIO())


def measure(folder: Path) -> str:
    """The pipeline's steps, its parts, and the ratio, as Markdown."""
    out = folder / "pipeline"
    environment = {"CONTEST_INSTANCE": str(folder / "pipeline-instance")}
    subprocess.run(
        [sys.executable, "-m", "contest", "demo", "--no-serve", "--out", str(out)],
        env={**os.environ, **environment}, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    facts = json.loads((out / "demo.json").read_text(encoding="utf-8"))
    alone = parts(out, Path(facts["instance"]))
    whole = sum(Decimal(str(seconds)) for seconds in facts["seconds"].values())
    together = sum(alone.values())
    rows = ["| step | s |", "| --- | ---: |"]
    rows += [f"| {step} | {seconds} |" for step, seconds in facts["seconds"].items()]
    rows += [f"| **whole pipeline** | **{whole:.2f}** |"]
    rows += [f"| alone: {name} | {seconds:.3f} |" for name, seconds in alone.items()]
    rows += [f"| **sum of the parts** | **{together:.2f}** |", f"| **ratio** | **{float(whole) / together:.2f}** |"]
    return "\n".join(rows)
