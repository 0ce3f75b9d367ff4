"""The yardstick: the least a Flask page can do: one SQLite query, fifty rows through Jinja, waitress."""

import argparse
import sqlite3
import tempfile
from pathlib import Path

from flask import Flask, g, render_template_string
from waitress import serve

PAGE = """<!doctype html><title>{{ title }}</title><table>{% for row in rows %}
<tr><td>{{ row[0] }}</td><td>{{ row[1] }}</td><td>{{ row[2] }}</td><td>{{ row[3] }}</td></tr>{% endfor %}</table>"""


def make(path: Path) -> Flask:
    """The application on a small table of its own."""
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, code TEXT, title TEXT, points INTEGER)")
        base.executemany(
            "INSERT INTO entry (code, title, points) VALUES (?, ?, ?)",
            [(f"HS-{n:04}", f"Máy gặt đập liên hợp cho ruộng nhỏ {n}", n % 100) for n in range(571)],
        )
    app = Flask("yardstick")

    @app.get("/")
    def rows() -> str:
        base = g.get("base")
        if base is None:
            base = g.base = sqlite3.connect(path)
        found = base.execute("SELECT id, code, title, points FROM entry ORDER BY id LIMIT 50").fetchall()
        return render_template_string(PAGE, title="Danh mục", rows=found)

    @app.teardown_appcontext
    def close(error: BaseException | None) -> None:
        if (base := g.pop("base", None)) is not None:
            base.close()

    return app


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--port", type=int, required=True)
    with tempfile.TemporaryDirectory() as folder:
        serve(make(Path(folder) / "base.sqlite"), host="127.0.0.1", port=arguments.parse_args().port, threads=8)
