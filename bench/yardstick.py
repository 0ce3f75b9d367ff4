"""The yardstick: the least a Flask page of a contest can do, and the least a durable save can do, behind waitress.

The page: one SQLite query by index, fifty of 571 entries through one compiled Jinja template. No accounts, no
permissions, no menu. The save: one sheet of four points and the entry's mean in one durable transaction.
"""

import argparse
import random
import sqlite3
import tempfile
import threading
from pathlib import Path

from flask import Flask, redirect, request
from waitress import serve
from werkzeug.wrappers import Response

PAGE = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Bài dự thi</title>
<link rel="stylesheet" href="/s.css"></head><body><h1>Bài dự thi</h1><table><thead><tr><th>Mã</th><th>Tên</th>
<th>Tác giả</th><th>Lĩnh vực</th><th>Trạng thái</th><th>Điểm</th><th>Phiếu</th></tr></thead><tbody>
{% for r in rows %}<tr><td><a href="/sub/{{ r.id }}">{{ r.code }}</a></td><td>{{ r.title }}</td><td>{{ r.author }}</td>
<td>{{ r.field }}</td><td>{{ r.status }}</td><td>{{ '%.2f'|format(r.mean) }}</td><td>{{ r.n }}</td></tr>
{% endfor %}</tbody></table></body></html>"""

_SCHEMA = """
CREATE TABLE entry (id INTEGER PRIMARY KEY, code, title, author, field, status, mean REAL, n INTEGER);
CREATE TABLE sheet (id INTEGER PRIMARY KEY, entry_id INTEGER, judge_id INTEGER, comment, UNIQUE (entry_id, judge_id));
CREATE TABLE score (sheet_id INTEGER, criterion INTEGER, points REAL, PRIMARY KEY (sheet_id, criterion)) WITHOUT ROWID;
CREATE INDEX entry_mean ON entry (mean DESC);
"""
_MEAN = """UPDATE entry SET mean = (SELECT avg(total) FROM (SELECT sum(points) AS total FROM score
JOIN sheet ON sheet.id = score.sheet_id WHERE sheet.entry_id = ? GROUP BY sheet.id)) WHERE id = ?"""
_SHEET = """INSERT INTO sheet (entry_id, judge_id, comment) VALUES (?, ?, ?)
ON CONFLICT (entry_id, judge_id) DO UPDATE SET comment = excluded.comment RETURNING id"""


def fill(path: Path, entries: int = 571) -> None:
    """A small contest's list."""
    chance = random.Random(1)
    with sqlite3.connect(path) as base:
        base.execute("PRAGMA journal_mode=WAL")
        base.executescript(_SCHEMA)
        base.executemany(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, 'submitted', ?, 5)",
            [
                (n, f"TN{n:05}", f"Máy gặt đập liên hợp cho ruộng nhỏ số {n}", f"Tác giả {n}", f"Lĩnh vực {n % 5}",
                 chance.random() * 40)
                for n in range(1, entries + 1)
            ],
        )  # fmt: skip


def make(path: Path) -> Flask:
    """The application; a connection for every thread, kept open."""
    app, kept = Flask("yardstick"), threading.local()
    template = app.jinja_env.from_string(PAGE)

    def base() -> sqlite3.Connection:
        if not hasattr(kept, "base"):
            kept.base = sqlite3.connect(path, isolation_level=None)
            kept.base.row_factory = sqlite3.Row
            kept.base.execute("PRAGMA synchronous=FULL")
        found: sqlite3.Connection = kept.base
        return found

    @app.get("/")
    def rows() -> str:
        asked = "SELECT id, code, title, author, field, status, mean, n FROM entry ORDER BY mean DESC LIMIT 50"
        return template.render(rows=base().execute(asked).fetchall())

    @app.post("/save")
    def save() -> Response:
        form, kept_base = request.form, base()
        kept_base.execute("BEGIN IMMEDIATE")
        asked = (int(form["entry"]), int(form["judge"]), form["comment"])
        sheet = kept_base.execute(_SHEET, asked).fetchone()[0]
        points = [(sheet, place, float(form[f"s{place}"])) for place in range(4)]
        kept_base.executemany("INSERT OR REPLACE INTO score VALUES (?, ?, ?)", points)
        kept_base.execute(_MEAN, (asked[0], asked[0]))
        kept_base.execute("COMMIT")
        return redirect("/", 303)

    return app


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--port", type=int, required=True)
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder) / "base.sqlite")
        serve(make(Path(folder) / "base.sqlite"), host="127.0.0.1", port=arguments.parse_args().port, threads=8)
