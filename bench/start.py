"""How long the server takes to answer for the first time, and the memory it holds then and after its pages."""

import time
from pathlib import Path

from bench.instances import make, sign_in
from bench.pages import paths
from bench.served import served

_TIMES = 3


def measure(folder: Path) -> str:
    """The table in Markdown."""
    instance = make(folder, 571)
    # Whoever installs the house has it compiled; where Python was told not to, every start would compile it anew.
    compiled = {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}
    taken, first, later = [], 0.0, 0.0
    for _ in range(_TIMES):
        began = time.perf_counter()
        with served(["-m", "contest", "serve", "--no-worker"], {**instance.environment, **compiled}) as server:
            server.ask("/")
            taken.append(time.perf_counter() - began)
            first = server.memory
            for role, path in paths(instance).values():
                visitor = server.another()
                if role != "anonymous":
                    sign_in(visitor, instance, role)
                visitor.warm(path)
            later = server.memory
    rows = [
        "| of a server | measured | goal |",
        "| --- | ---: | ---: |",
        f"| from the command to the first answer, s (best of {_TIMES}) | {min(taken):.2f} | 1.5 |",
        f"| memory at the first answer, MiB | {first:.0f} | 110 |",
        f"| memory after eight kinds of pages, MiB | {later:.0f} | |",
    ]
    return "\n".join(rows)
