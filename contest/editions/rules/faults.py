"""A fault of a regulation file: what is wrong, at which place of the file, and which other places it hangs on."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from contest.foundation.refusal import Reason

Path = tuple[str | int, ...]

_PLAIN = re.compile(r"\w+")
_LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `hangs_on`: places that, when they are faulty themselves, make this fault doubtful."""

    code: str
    path: Path
    params: Mapping[str, Any] = field(default_factory=dict)
    hangs_on: tuple[Path, ...] = ()
    # The line, where it is not simply that of the path.
    line: int = 0


def place(path: Path) -> str:
    """The path as people read it: rounds[0].criteria[1].max; the whole file is empty."""
    shown = ""
    for step in path:
        if isinstance(step, int):
            shown += f"[{step}]"
        elif _PLAIN.fullmatch(step):
            shown += f".{step}" if shown else step
        else:
            shown += f"[{quoted(step)}]"
    return shown


def quoted(value: object) -> str:
    """A value of the file as it is quoted in a sentence: on one line, not too long."""
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"


def touches(one: Path, other: Path) -> bool:
    """Whether one path lies within the other, or the other way round."""
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def line_of(path: Path, lines: Mapping[Path, int]) -> int:
    """The line of the nearest written place: a missing key is named at the line of what it is missing from."""
    for length in range(len(path), -1, -1):
        found = lines.get(path[:length])
        if found is not None:
            return found
    return 1


def as_reasons(faults: Iterable[Fault], lines: Mapping[Path, int], most: int) -> list[Reason]:
    """The faults in the order of the file, each with its line; beyond `most` they are only counted."""
    placed = sorted(
        {(fault.code, fault.path): (fault.line or line_of(fault.path, lines), fault) for fault in faults}.values(),
        key=lambda each: (each[0], place(each[1].path)),
    )
    reasons = [Reason(fault.code, {"line": line, **fault.params}, place(fault.path)) for line, fault in placed[:most]]
    if len(placed) > most:
        line = placed[most][0]
        reasons.append(Reason("regulation_more_faults", {"line": line, "count": len(placed) - most}))
    return reasons
