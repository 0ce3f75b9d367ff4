"""Two people typing in one part of the form: what each changed is kept, and where both changed one field nobody's goes.

A part is what the form holds (`solution`: name and value; `authors`: lines and who represents them). Three of them are
compared: the one both began with, the one typed here, and the one saved meanwhile.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple


class Merged(NamedTuple):
    """What both make together. `clashes` are the form's names of fields that both changed, each to something else;
    in `values` such a field is as it was typed here.
    """

    values: dict[str, Any]
    clashes: tuple[str, ...]


def merge(base: Mapping[str, Any], mine: Mapping[str, Any], saved: Mapping[str, Any]) -> Merged:
    """Put together a part that was changed twice."""
    if "rows" in mine:
        return _authors(base, mine, saved)
    return _fields(base, mine, saved, "")


def _fields(base: Mapping[str, Any], mine: Mapping[str, Any], saved: Mapping[str, Any], prefix: str) -> Merged:
    values: dict[str, Any] = {}
    clashes = []
    for name in dict.fromkeys([*mine, *saved]):
        began, typed, there = (side.get(name, "") for side in (base, mine, saved))
        value = there if typed == began else typed
        if typed not in (began, there) and there != began:
            clashes.append(f"{prefix}{name}")
        if value != "" or name in mine:
            values[name] = value
    return Merged(values, tuple(clashes))


def _authors(base: Mapping[str, Any], mine: Mapping[str, Any], saved: Mapping[str, Any]) -> Merged:
    began, typed, there = (list(side.get("rows", ())) for side in (base, mine, saved))
    if typed in (began, there) or there == began:
        chosen = there if typed == began else typed
        representative = _representative(base, mine, saved, 0, len(began))
        return Merged({"rows": chosen, "representative": representative[0]}, representative[1])
    if min(len(typed), len(there)) < len(began):
        # One took a line away while the other changed some: which line is whose cannot be known.
        return Merged(dict(mine), ("rows",))
    rows: list[Mapping[str, Any]] = []
    clashes: list[str] = []
    for place, line in enumerate(began):
        merged = _fields(line, typed[place], there[place], f"rows-{place}-")
        rows.append(merged.values)
        clashes += merged.clashes
    theirs = there[len(began) :]
    representative = _representative(base, mine, saved, len(theirs), len(began))
    added = [line for line in typed[len(began) :] if line not in theirs]
    values = {"rows": rows + theirs + added, "representative": representative[0]}
    return Merged(values, (*clashes, *representative[1]))


def _representative(
    base: Mapping[str, Any], mine: Mapping[str, Any], saved: Mapping[str, Any], moved: int, known: int
) -> tuple[str, tuple[str, ...]]:
    """Who speaks for the group; lines added here stand behind those added meanwhile."""
    began, typed, there = (str(side.get("representative", "")) for side in (base, mine, saved))
    if typed.isdecimal() and int(typed) >= known:
        typed = str(int(typed) + moved)
    clash = typed not in (began, there) and there != began
    return (there if typed == began else typed), (("representative",) if clash else ())


def as_pairs(values: Mapping[str, Any]) -> dict[str, str]:
    """A part by the names of its form's fields."""
    rows: Sequence[Mapping[str, str]] = values.get("rows", ())
    flat = {f"rows-{place}-{name}": value for place, row in enumerate(rows) for name, value in row.items()}
    return flat | {name: str(value) for name, value in values.items() if name != "rows"}
