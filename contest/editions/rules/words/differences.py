"""What an amendment changes, part by part, in words; items of lists are followed by their keys."""

from dataclasses import dataclass

from contest.editions.rules.faults import Path
from contest.editions.rules.regulation import Regulation
from contest.editions.rules.words.values import Line, lines_of


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: the part of the regulation, the place in it, before and after (None: was not said)."""

    part: str
    place: str
    before: str | None
    after: str | None


def differences(before: Regulation, after: Regulation) -> list[Change]:
    """Every difference in the order of the regulation; an item that came or went is told once, as a whole."""
    old = {line.path: line for line in lines_of(before)}
    new = {line.path: line for line in lines_of(after)}
    found: list[Change] = []
    told: set[Path] = set()
    for path in [*new, *(path for path in old if path not in new)]:
        one, other = old.get(path), new.get(path)
        if one is not None and other is not None:
            if one.value != other.value:
                found.append(_change(other, one.value, other.value))
            continue
        whole = _came_or_went(path, set(old if one is None else new))
        if whole in told:
            continue
        told.add(whole)
        line = other or one
        if line is not None:
            value = _summary(line, whole)
            found.append(_change(_cut(line, whole), *((None, value) if one is None else (value, None))))
    return found


def _came_or_went(path: Path, there: set[Path]) -> Path:
    """The shortest beginning of the path that the other side, `there`, has not."""
    for length in range(1, len(path)):
        head = path[:length]
        if not any(other[:length] == head for other in there):
            return head
    return path


def _summary(line: Line, whole: Path) -> str:
    return line.value if whole == line.path else line.labels[len(whole) - 1]


def _cut(line: Line, whole: Path) -> Line:
    return Line(whole, line.labels[: len(whole)], line.value)


def _change(line: Line, before: str | None, after: str | None) -> Change:
    return Change(line.labels[0], " › ".join(line.labels[1:]), before, after)
