"""`python -m bench [NAME …]`: pages, pipeline, writes, kill, assignment; Markdown on stdout."""

import argparse
import sys
import tempfile
from pathlib import Path

from bench import pages, pipeline

NAMES = ("pages", "pipeline")


def main() -> None:
    """Run what is asked for, or everything."""
    arguments = argparse.ArgumentParser(prog="python -m bench")
    arguments.add_argument("names", nargs="*", help="which benches; all when none is named")
    arguments.add_argument("--sizes", type=int, nargs="*", default=list(pages.SIZES))
    given = arguments.parse_args()
    names = given.names or list(NAMES)
    unknown = set(names) - set(NAMES)
    if unknown:
        arguments.error(f"no such bench: {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = Path(temporary)
        for name in names:
            sys.stdout.write(f"\n## {name}\n\n")
            if name == "pages":
                sys.stdout.write(pages.table(pages.measure(folder, tuple(given.sizes))) + "\n")
            elif name == "pipeline":
                sys.stdout.write(pipeline.measure(folder) + "\n")


if __name__ == "__main__":
    main()
