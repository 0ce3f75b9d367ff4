"""In which order entries are called: drawn by lot, balanced against the earlier round, or by their codes.

Drawn by lot is a hash of the seed and the unit (or the entry): anybody who knows the seed draws the same again.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Called(NamedTuple):
    """An entry before its turn is known. late: how late it was judged in the earlier round, 0 first to 1 last."""

    entry_id: int
    label: str
    unit: str
    late: float | None = None


def call_order(entries: Sequence[Called], way: str, seed: int, *, units_together: bool) -> dict[int, int]:
    """The turn of each entry, from 0, whatever the order of the rows. way: lot, counterbalanced or code.

    Counterbalanced: who was judged late in the earlier round is called early now; who was in none counts as the
    middle. Units that stay together are called as one: by their lot, their mean, or their first code.
    """
    groups: dict[str, list[Called]] = {}
    for entry in sorted(entries, key=lambda one: (one.label, one.entry_id)):
        key = entry.unit if units_together and entry.unit else f"entry:{entry.entry_id}"
        groups.setdefault(key, []).append(entry)
    keys: Mapping[str, tuple[object, ...]] = {key: _key(way, seed, key, held) for key, held in groups.items()}
    turns: dict[int, int] = {}
    for key in sorted(groups, key=lambda one: keys[one]):
        for entry in sorted(groups[key], key=lambda one: _key(way, seed, f"entry:{one.entry_id}", [one])):
            turns[entry.entry_id] = len(turns)
    return turns


def _key(way: str, seed: int, key: str, held: Sequence[Called]) -> tuple[object, ...]:
    lot = hashlib.sha256(f"{seed}:{key}".encode()).hexdigest()
    if way == "code":
        return (held[0].label, held[0].entry_id)
    if way == "counterbalanced":
        late = sum(0.5 if one.late is None else one.late for one in held) / len(held)
        return (-round(late, 9), lot)
    return (lot,)
