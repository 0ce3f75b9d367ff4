"""`python -m bench [NAME …]`: pages, pipeline, writes, export, start, drill, assignment, ranking; Markdown on stdout.

The whole prints the tables of docs/performance.md; a few minutes on two cores.
"""

import argparse
import platform
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bench import assignment, drill, export, pages, pipeline, ranking, start, writes

TITLES = {
    "pages": "Pages",
    "pipeline": "The pipeline: 571 entries × 5 judges, import to workbooks",
    "writes": "Writing",
    "export": "Workbooks",
    "start": "Start and memory",
    "drill": "Kill and restore",
    "assignment": "Assignment",
    "ranking": "Ranking, prizes, and how sure they are",
}


def main() -> None:
    """Run what is asked for, or everything."""
    arguments = argparse.ArgumentParser(prog="python -m bench")
    arguments.add_argument("names", nargs="*", help="which benches; all when none is named")
    arguments.add_argument("--data", type=Path, help="assignment: a folder with published instances (.npz)")
    arguments.add_argument("--large", action="store_true", help="assignment, ranking: 100,000 entries as well")
    arguments.add_argument("--sizes", type=int, nargs="*", default=list(pages.SIZES))
    given = arguments.parse_args()
    names = given.names or list(TITLES)
    unknown = set(names) - set(TITLES)
    if unknown:
        arguments.error(f"no such bench: {', '.join(sorted(unknown))}; there are {', '.join(TITLES)}")
    sys.stdout.write(f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {platform.machine()}.\n")
    for name in names:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            sys.stdout.write(f"\n## {TITLES[name]}\n\n{_run(name, Path(folder), given)}\n")
            sys.stdout.flush()


def _run(name: str, folder: Path, given: argparse.Namespace) -> str:
    runs: dict[str, Callable[[], str]] = {
        "pages": lambda: pages.table(pages.measure(folder, tuple(given.sizes))),
        "pipeline": lambda: pipeline.measure(folder),
        "writes": lambda: writes.measure(folder),
        "export": lambda: export.measure(folder),
        "start": lambda: start.measure(folder),
        "drill": lambda: drill.measure(folder),
        "assignment": lambda: assignment.measure(given.data, large=given.large),
        "ranking": lambda: ranking.measure(ranking.SIZES if given.large else ranking.SIZES[:2]),
    }
    return runs[name]()


if __name__ == "__main__":
    main()
