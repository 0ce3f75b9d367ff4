"""What pages cost, in CPU: each between two spells of the yardstick, so that what else the machine does cancels out.

Judges' and progress pages are taken in the midst of scoring, what follows it in a contest that is over.
"""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.instances import Instance, make, sign_in
from bench.served import Served, served

SIZES = (571, 10_000)
_SPELLS, _TIMES = 8, 20
_UNSETTLED = 61.0


@dataclass(frozen=True, slots=True)
class Line:
    """One page at one size: milliseconds of CPU, times the yardstick, bytes."""

    page: str
    entries: int
    cpu: float
    ratio: float
    size: int


def paths(instance: Instance) -> dict[str, tuple[str, str]]:
    """Page → (role, address), once the contest is over."""
    slug, key = instance.slug, instance.facts["round"]
    return {
        "organiser's list": ("secretary", f"/{slug}/danh-muc"),
        "list, searched": ("secretary", f"/{slug}/danh-muc?tim=may"),
        "an entry, for the office": ("secretary", f"/{slug}/danh-muc/1"),
        "screening desk": ("secretary", f"/{slug}/tham-dinh"),
        "screening desk, fifty": ("secretary", f"/{slug}/tham-dinh?nhom=eligible"),
        "ranking, by points": ("organiser", f"/{slug}/xep-hang/{key}"),
        "prize table": ("organiser", f"/{slug}/giai-thuong"),
        "extra awards": ("organiser", f"/{slug}/giai-thuong/giai-them"),
        "publication": ("organiser", f"/{slug}/cong-bo"),
        "public results": ("anonymous", f"/{slug}/ket-qua"),
        "public results, searched": ("anonymous", f"/{slug}/ket-qua?tim=may"),
        "public page": ("anonymous", f"/{slug}/"),
    }


def open_card(judge: Served, instance: Instance) -> str:
    """The address of the card that the judge's list says is next."""
    start = f"/{instance.slug}/cham-diem/{instance.facts['round']}/"
    # The round's grid is linked there, too.
    found = re.search(f'href="({re.escape(start)}(?!bang")[^"]+)"', judge.ask(f"/{instance.slug}/cham-diem")[1])
    if found is None:
        raise RuntimeError("the judge's list has no card")
    return found[1]


def paths_scoring(instance: Instance) -> dict[str, tuple[str, str]]:
    """Page → (role, address), in the midst of scoring."""
    slug, key = instance.slug, instance.facts["round"]
    return {
        "organiser's desk": ("organiser", f"/{slug}/ban-lam-viec"),
        "secretary's desk": ("secretary", f"/{slug}/ban-lam-viec"),
        "councils": ("secretary", f"/{slug}/hoi-dong"),
        "conflicts": ("secretary", f"/{slug}/hoi-dong/xung-dot"),
        "assignment": ("secretary", f"/{slug}/phan-cong/{key}"),
        "dossiers of an assignment": ("secretary", f"/{slug}/phan-cong/{key}/ho-so"),
        "scoring progress": ("secretary", f"/{slug}/tien-do/{key}"),
        "judge's dashboard": ("judge", f"/{slug}/cham-diem"),
        "score form": ("judge", ""),
    }


def measure(folder: Path, sizes: tuple[int, ...] = SIZES) -> list[Line]:
    """Every page at every size."""
    made = [
        (make(folder, entries, *options), entries, not options, time.monotonic())
        for entries in sizes
        for options in ((), ("--until-scoring",))
    ]
    return [line for instance, entries, over, at in made for line in _at(instance, entries, at, over=over)]


def _at(instance: Instance, entries: int, made_at: float, *, over: bool) -> Iterator[Line]:
    # Sums are not kept while the last deed is younger than a minute (decision 34); a contest is looked at far longer.
    time.sleep(max(0.0, made_at + _UNSETTLED - time.monotonic()))
    pages = paths(instance) if over else paths_scoring(instance)
    serve = ["-m", "contest", "serve", "--no-worker"]
    with served(["-m", "bench.yardstick"], {}) as yardstick, served(serve, instance.environment) as server:
        for page, (role, path) in pages.items():
            visitor = server.another()
            if role != "anonymous":
                sign_in(visitor, instance, role)
            yield _line(page, entries, visitor, path or open_card(visitor, instance), yardstick)


def _line(page: str, entries: int, visitor: Served, path: str, yardstick: Served) -> Line:
    """A page and the yardstick by turns."""
    least = spent = 0.0
    size = visitor.warm(path)
    yardstick.warm("/")
    for _ in range(_SPELLS):
        least += yardstick.cost("/", _TIMES).cpu
        spent += visitor.cost(path, _TIMES).cpu
    return Line(page, entries, spent / _SPELLS, spent / least, size)


def table(lines: list[Line]) -> str:
    """The figures as Markdown: a row a page, its cost at the least size, and how it grows."""
    sizes = sorted({one.entries for one in lines})
    found = {(one.page, one.entries): one for one in lines}
    heads = "".join(f" growth to {size:,} |" for size in sizes[1:])
    rows = [f"| page | CPU ms | × yardstick | KB |{heads}", "| --- | ---: | ---: | ---: |" + " ---: |" * len(sizes[1:])]
    for page in dict.fromkeys(one.page for one in lines):
        first = found[page, sizes[0]]
        grown = "".join(f" {found[page, size].ratio / first.ratio:.2f} |" for size in sizes[1:])
        rows.append(f"| {page} | {first.cpu:.2f} | {first.ratio:.1f} | {first.size / 1000:.0f} |{grown}")
    return "\n".join(rows)
