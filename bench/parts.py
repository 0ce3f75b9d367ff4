"""The parts of the pipeline, each measured once and alone on what the pipeline itself worked on."""

import io
import sqlite3
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from argon2 import PasswordHasher
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell

from contest.app import create_app
from contest.config import read_settings
from contest.juries.queries import prepared_round
from contest.juries.queries.planning import facts_of
from contest.juries.rules.planning import bands_of, problem_of
from contest.juries.rules.solver import solve
from contest.ranking.queries import inputs_of
from contest.ranking.rules import rank_round


class Took(NamedTuple):
    """Seconds on the wall, and of the processor."""

    wall: float
    busy: float


def parts(out: Path, instance: Path, round_key: str) -> dict[str, Took]:
    """What each part takes: inserting the same rows, the solver, the ranking, the same cells, one password hash."""
    solver, ranking = _rules(instance, 1, round_key)
    return {
        "bare bulk insert of the same rows": _insert(instance),
        "solver": solver,
        "ranking": ranking,
        "openpyxl, the same cells": _write(out, styled=True),
        "one password hash": _once(lambda: PasswordHasher().hash("mat-khau-thu")),
    }


def bare_cells(out: Path) -> Took:
    """The time of openpyxl for the same values without any style: not what a workbook is, but the least there is."""
    return _write(out, styled=False)


def best_of(deed: Callable[[], Any]) -> Took:
    """The best of a few runs."""
    taken = [_once(deed) for _ in range(6)]
    return Took(min(one.wall for one in taken), min(one.busy for one in taken))


def _once(deed: Callable[[], Any]) -> Took:
    began, busy = time.perf_counter(), time.process_time()
    deed()
    return Took(time.perf_counter() - began, time.process_time() - busy)


def _insert(instance: Path) -> Took:
    """Every row of the database (audit and ledger too), table by table with executemany into the same schema."""
    with sqlite3.connect(instance / "contest.sqlite") as source:
        made = [
            sql for (sql,) in source.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rootpage")
        ]
        names = [name for (name,) in source.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {name: source.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}
    with tempfile.TemporaryDirectory() as folder:
        return _fill(Path(folder) / "copy.sqlite", made, rows)


def _fill(path: Path, made: list[str], rows: dict[str, list[Any]]) -> Took:
    target = sqlite3.connect(path)
    target.execute("PRAGMA journal_mode=WAL")
    target.execute("PRAGMA synchronous=FULL")
    for sql in sorted(made, key=lambda one: not one.startswith("CREATE TABLE")):
        target.execute(sql)
    target.commit()

    def insert() -> None:
        for name, lines in rows.items():
            if lines:
                target.executemany(f'INSERT INTO "{name}" VALUES ({",".join("?" * len(lines[0]))})', lines)
        target.commit()

    took = _once(insert)
    target.close()
    return took


def _rules(instance: Path, edition_id: int, round_key: str) -> tuple[Took, Took]:
    """The solver and the ranking rule on the demo's own problem and sheets."""
    app = create_app(read_settings({"CONTEST_INSTANCE": str(instance)}))
    with app.app_context():
        facts = facts_of(edition_id, prepared_round(edition_id, round_key))
        # As it was before the plan: nobody assigned yet.
        facts = replace(facts, kept=frozenset(), current=frozenset())
        inputs = inputs_of(edition_id, round_key)
    problem = problem_of(facts, bands_of(facts), keep=False)
    solver = _once(lambda: solve(problem, 1))
    given = (inputs.rules, inputs.criteria, inputs.contenders, inputs.settlements)
    return solver, _once(lambda: rank_round(*given, is_last=inputs.is_last))


def _write(out: Path, *, styled: bool) -> Took:
    """The cells of the demo's workbooks through openpyxl, each with the style it has there or none."""
    books = [load_workbook(path) for path in sorted(out.glob("*.xlsx"))]
    writers = [styled_book(book) if styled else bare_book(book) for book in books]

    def write() -> None:
        for one in writers:
            one()

    return _once(write)


def bare_book(book: Any) -> Callable[[], None]:
    """What writes the values of a workbook's cells through openpyxl, row by row."""
    sheets = [[list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets]

    def write() -> None:
        copy: Any = Workbook(write_only=True)
        for rows in sheets:
            sheet = copy.create_sheet()
            for row in rows:
                sheet.append(row)
        copy.save(io.BytesIO())

    return write


def styled_book(book: Any) -> Callable[[], None]:
    """What writes a workbook's cells through openpyxl, each with its style."""
    sheets = [[[(cell.value, cell._style) for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets]

    def write() -> None:
        copy: Any = Workbook(write_only=True)
        for name in ("_fonts", "_borders", "_fills", "_alignments", "_number_formats", "_protections", "_cell_styles"):
            setattr(copy, name, getattr(book, name))
        for rows in sheets:
            sheet = copy.create_sheet()
            for row in rows:
                sheet.append([_cell(sheet, value, style) for value, style in row])
        copy.save(io.BytesIO())

    return write


def _cell(sheet: Any, value: Any, style: Any) -> Any:
    cell: Any = WriteOnlyCell(sheet, value)
    cell._style = style
    return cell
