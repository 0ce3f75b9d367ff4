"""What the pages of PERFORMANCE's first table cost, in CPU, against the yardstick measured in the same run."""

from dataclasses import dataclass
from pathlib import Path

from bench.instances import Instance, make, sign_in
from bench.served import Served, served

SIZES = (571, 10_000)


@dataclass(frozen=True, slots=True)
class Line:
    """One page at one size."""

    page: str
    entries: int
    cpu: float
    ratio: float
    size: int


def paths(instance: Instance, server: Served) -> dict[str, tuple[str, str]]:
    """Page → (role, address)."""
    slug = instance.slug
    return {
        "organiser's list": ("secretary", f"/{slug}/danh-muc"),
        "list, searched": ("secretary", f"/{slug}/danh-muc?tim=may"),
        "ranking, by points": ("organiser", f"/{slug}/xep-hang/{instance.facts['round']}"),
        "prize table": ("organiser", f"/{slug}/giai-thuong"),
        "secretary's desk": ("secretary", f"/{slug}/ban-lam-viec"),
        "judge's dashboard": ("judge", f"/{slug}/cham-diem"),
        "score form": ("judge", str(instance.facts["judge_card"])),
        "public results": ("anonymous", f"/{slug}/ket-qua"),
        "public page": ("anonymous", f"/{slug}/"),
    }


def measure(folder: Path, sizes: tuple[int, ...] = SIZES) -> list[Line]:
    """Every page at every size."""
    with served(["-m", "bench.yardstick"], {}) as server:
        yardstick = server.cost("/", 400).cpu
    lines = [Line("yardstick", 0, yardstick, 1.0, 0)]
    for entries in sizes:
        lines += _at(make(folder, entries), entries, yardstick)
    return lines


def _at(instance: Instance, entries: int, yardstick: float) -> list[Line]:
    found = []
    with served(["-m", "contest", "serve", "--no-worker"], instance.environment) as server:
        memory = server.memory
        for page, (role, path) in paths(instance, server).items():
            visitor = Served(server.port, server._process)
            if role != "anonymous":
                sign_in(visitor, instance, role)
            cost = visitor.cost(path)
            found.append(Line(page, entries, cost.cpu, cost.cpu / yardstick, cost.size))
        found.append(Line("memory of the server, MiB at start", entries, memory, 0, 0))
    return found


def table(lines: list[Line]) -> str:
    """The figures as Markdown."""
    rows = ["| page | entries | CPU ms | × yardstick | bytes |", "| --- | ---: | ---: | ---: | ---: |"]
    rows += [f"| {one.page} | {one.entries} | {one.cpu:.2f} | {one.ratio:.1f} | {one.size} |" for one in lines]
    return "\n".join(rows)
