"""Whether the judges can be compared: the graph of judges who scored the same entries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Links:
    """Groups of judges without an entry in common, and how firmly the judges of one group hang together.

    `firmness` is the second eigenvalue of the judges' Laplacian: 0 when they fall apart, about the number of entries
    that all groups share, 10 and more is good. `variance` is the mean of Var(b_i - b_j) / σ²; None when they do.
    """

    groups: tuple[tuple[int, ...], ...]
    firmness: float
    variance: float | None

    @property
    def is_one(self) -> bool:
        """Whether every judge can be compared with every other."""
        return len(self.groups) == 1


def links(entries: Sequence[int], judges: Sequence[int]) -> Links:
    """From the two ends of every score (entry, judge), of equal length and not empty.

    L = diag(m_j) - N' diag(1/n_p) N, the Laplacian left when the entries are eliminated from the two-way model.
    """
    import numpy as np  # noqa: PLC0415 - heavy: only the report of a closed round needs it

    of_entry: dict[int, list[int]] = {}
    for entry, judge in zip(entries, judges, strict=True):
        of_entry.setdefault(entry, []).append(judge)
    names = sorted(set(judges))
    groups = _groups(of_entry.values(), names)
    if len(groups) > 1 or len(names) < 2:
        return Links(groups, 0.0, None)
    place = {judge: number for number, judge in enumerate(names)}
    laplacian = np.zeros((len(names), len(names)))
    for own in of_entry.values():
        at = [place[judge] for judge in own]
        laplacian[np.ix_(at, at)] -= 1 / len(at)
        laplacian[at, at] += 1
    # Judges who hang together have one eigenvalue of nought, the first: what rounding leaves of it is not inverted.
    others = np.linalg.eigvalsh(laplacian)[1:]
    return Links(groups, float(others[0]), 2 * float(np.sum(1 / others)) / (len(names) - 1))


def _groups(together: Iterable[list[int]], names: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    head = {judge: judge for judge in names}

    def find(judge: int) -> int:
        while head[judge] != judge:
            head[judge] = head[head[judge]]
            judge = head[judge]
        return judge

    for own in together:
        for judge in own[1:]:
            head[find(judge)] = find(own[0])
    found: dict[int, list[int]] = {}
    for judge in names:
        found.setdefault(find(judge), []).append(judge)
    return tuple(sorted((tuple(each) for each in found.values()), key=lambda each: (-len(each), each)))
