"""How alike two texts are whatever their figures: the same sentences about the same things, with other numbers in them.

Somebody who hands an old description in again changes what is easy to change: numbers, the name of a part, the order
of two clauses. The runs of `shingles` break at each of these, and what is left between two figures many works have.
So runs of three words are compared as well, over the words without figures, each counting by its rarity:

    score = Σ shared / (lesser of the two's own + some),   a run of n of N works weighs log(N / n) / log(N)

One turn of phrase in common says little; twenty of them with the same things between them are no accident. What more
than MOST_OWNERS works have, or one of twelve, is the trade's or the form's: no sign of a copy, though it counts in how
long a text is.
"""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from contest.screening.rules.radar.shingles import Overlap, hashes, runs_of

# A run of more works than that, or of a larger part of all, tells nothing of two that share it.
MOST_OWNERS = 128
_MOST_OF_ALL, _LEAST_CUT = 12, 10


_RUN = 3


def wording(words: Sequence[str]) -> Any:
    """The runs of three of a text's words without figures, as an array of hashes, each once."""
    import numpy as np  # noqa: PLC0415 - heavy

    said = hashes([word for word in words if word.isalpha()])
    return np.unique(runs_of(said, _RUN)) if len(said) >= _RUN else said[:0]


class _Table(NamedTuple):
    """Which work has which run, both as numbers from 0: by work, and by run; `ends` are where each one's rows end."""

    own: Any
    weights: Any
    by_work: Any
    work_ends: Any
    by_run: Any
    run_ends: Any


def alike_in_wording(
    texts: list[tuple[int, Any]], least: float, some: float, asked: Collection[int] | None = None
) -> list[Overlap]:
    """Works (by place, first < second) whose score is at least `least`; a text counts as if it were longer by `some`
    rare runs. With `asked` only pairs that one of these places is in. Memory grows with the texts, not with the pairs.
    """
    import numpy as np  # noqa: PLC0415 - heavy

    places = sorted({place for place, _ in texts})
    if len(places) < 2:
        return []
    table = _table(texts, {place: row for row, place in enumerate(places)})
    rows = range(len(places)) if asked is None else [row for row, place in enumerate(places) if place in set(asked)]
    found = {}
    for row in rows:
        shared = _shared(table, row)
        of = np.minimum(table.own[row], table.own)
        for other in np.flatnonzero(shared >= least * (of + some)).tolist():
            score = float(shared[other] / (of[other] + some))
            pair = places[min(row, other)], places[max(row, other)]
            found[pair] = Overlap(*pair, score, round(float(shared[other])), round(float(of[other])))
    return [found[pair] for pair in sorted(found)]


def _table(texts: list[tuple[int, Any]], rows: dict[int, int]) -> _Table:
    import numpy as np  # noqa: PLC0415 - heavy

    runs = [one for _, one in texts]
    owners = np.repeat(np.array([rows[place] for place, _ in texts], dtype=np.uint64), [len(one) for one in runs])
    # One work's files may say the same; each run counts once for a work.
    both = np.unique(np.stack([np.concatenate(runs), owners], axis=1), axis=0)
    _, run, sizes = np.unique(both[:, 0], return_inverse=True, return_counts=True)
    owner = both[:, 1].astype(np.int64)
    weights = np.log(len(rows) / np.maximum(sizes, 2)) / np.log(max(len(rows), 3))
    own = np.bincount(owner, weights=weights[run], minlength=len(rows))
    telling = (sizes > 1) & (sizes <= max(_LEAST_CUT, min(MOST_OWNERS, len(rows) // _MOST_OF_ALL)))
    kept = telling[run]
    owner, run = owner[kept], run[kept]
    by_work = np.argsort(owner, kind="stable")
    run_ends = np.cumsum(np.where(telling, sizes, 0))
    work_ends = np.cumsum(np.bincount(owner, minlength=len(rows)))
    return _Table(own, weights, run[by_work], work_ends, owner, run_ends)


def _shared(table: _Table, row: int) -> Any:
    """What each work shares with this one; 0 with itself."""
    import numpy as np  # noqa: PLC0415 - heavy

    begin = table.work_ends[row - 1] if row else 0
    mine = table.by_work[begin : table.work_ends[row]]
    starts = np.where(mine > 0, table.run_ends[mine - 1], 0)
    lengths = table.run_ends[mine] - starts
    # The rows of all these runs, one after the other.
    behind = np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
    having = table.by_run[behind + np.arange(len(behind))]
    shared = np.bincount(having, weights=np.repeat(table.weights[mine], lengths), minlength=len(table.own))
    shared[row] = 0
    return shared
