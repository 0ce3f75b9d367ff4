"""Every score of a round as a workbook, against openpyxl writing the same cells with the same styles, and without."""

import io
from functools import partial
from pathlib import Path

from openpyxl import load_workbook

from bench.instances import make
from bench.parts import bare_book, best_of, styled_book
from contest.app import create_app
from contest.config import read_settings
from contest.foundation.database import reading
from contest.papers.reports import workbook


def measure(folder: Path, entries: int = 571) -> str:
    """The table in Markdown: processor seconds, the best of three."""
    instance = make(folder, entries)
    app = create_app(read_settings(dict(instance.environment)))
    rows = [
        "| workbook | cells | CPU s | openpyxl, styled | ratio | openpyxl, bare | ratio |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    with app.app_context(), reading():
        for kind in ("tabulation", "register", "prize-list"):
            content = workbook(1, kind)[1]
            ours = best_of(partial(workbook, 1, kind)).busy
            book = load_workbook(io.BytesIO(content))
            cells = sum(sheet.max_row * sheet.max_column for sheet in book.worksheets)
            styled, bare = best_of(styled_book(book)).busy, best_of(bare_book(book)).busy
            rows.append(
                f"| {kind}, {entries} entries | {cells} | {ours:.3f} | {styled:.3f} | {ours / styled:.2f} "
                f"| {bare:.3f} | {ours / bare:.2f} |"
            )
    return "\n".join(rows)
