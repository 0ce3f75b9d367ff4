"""How much of one text stands in another: runs of words, forgetting those that stand in many works.

A text is kept as a sketch: the hashes of its runs of four and of eight words (folded, one name for one thing), all of
them while it is short, one in four of a long one, chosen by the hash, so that two sketches keep the same runs. Short
runs survive a text rewritten word by word; long ones tell a copy from a turn of phrase. Beside them stand, marked by
their first bit, the runs of three of the words without figures (`wording`).
"""

from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

from contest.screening.rules.radar.tokens import names

RUNS = (4, 8)
# A run that more works have is the form's or the trade's, not the author's.
MOST_OWNERS = 10
# How fast a run that several works have loses weight; in a short description there is little else to go by.
FADES, FADES_SHORT = 1.0, 0.35
# A text with fewer runs of its own counts as if it had so many: a phrase in common is no copy.
LEAST_RUNS = 48
LEAST_THINNED = 16
# Words without figures: so many in a run, and the bit such a run has set.
_WORDING = 3
_WORDING_BIT = 1 << 63
_SHORT = 800
_KEEP = 4


@lru_cache(maxsize=200_000)
def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")


def sketch(text: str) -> bytes:
    """The runs of a text as little-endian 64-bit hashes, sorted, each once; b"" for hardly any words."""
    import numpy as np  # noqa: PLC0415 - heavy

    said = names(text)
    words = np.array([_hash(name) for name in said], dtype=np.uint64)
    found = [_runs(words, length) & np.uint64(_WORDING_BIT - 1) for length in RUNS if len(words) >= length]
    if not found:
        return b""
    figure = np.array([not name.isalpha() for name in said])
    if len(words) - int(figure.sum()) >= _WORDING:
        found.append(_runs(words[~figure], _WORDING) | np.uint64(_WORDING_BIT))
    runs = np.unique(np.concatenate(found))
    if len(runs) > _SHORT:
        runs = runs[runs % np.uint64(_KEEP) == 0]
    return runs.astype("<u8").tobytes()


def _runs(words: Any, length: int) -> Any:
    """The hash of each run of so many words."""
    import numpy as np  # noqa: PLC0415 - heavy

    total = np.full(len(words) - length + 1, length, dtype=np.uint64)
    for place in range(length):
        total = total * np.uint64(0x9E3779B97F4A7C15) + words[place : place + len(total)]
        total ^= total >> np.uint64(29)
    return total


def _runs_of(sketch_: bytes) -> Any:
    """The runs of four and eight words of a sketch."""
    import numpy as np  # noqa: PLC0415 - heavy

    runs = np.frombuffer(sketch_, dtype="<u8").astype(np.uint64)
    return runs[runs < np.uint64(_WORDING_BIT)]


def wording_of(sketch_: bytes) -> Any:
    """The runs of a sketch that have no figures in them."""
    import numpy as np  # noqa: PLC0415 - heavy

    runs = np.frombuffer(sketch_, dtype="<u8").astype(np.uint64)
    return runs[runs >= np.uint64(_WORDING_BIT)]


class Overlap(NamedTuple):
    """Two works of which the one with fewer runs of its own shares so many of so many, as weighed (see `overlaps`)."""

    first: int
    second: int
    share: float
    shared: int
    of: int


def thinned(sketch_: bytes) -> bytes:
    """A sketch with only those runs a long text keeps, so that a short one can be held against it."""
    import numpy as np  # noqa: PLC0415 - heavy

    runs = np.frombuffer(sketch_, dtype="<u8")
    return bytes(runs[runs % np.uint64(_KEEP) == 0].tobytes())


def overlaps(
    sketches: list[tuple[int, bytes]], least: float, least_runs: int = LEAST_RUNS, fades: float = FADES
) -> list[Overlap]:
    """Works (by place, first < second) of which one shares at least this part of its own runs with the other.

    A run of n works weighs 1 / (n - 1) ** fades, and nothing when more than MOST_OWNERS have it: what only two works
    have is a copy, what ten have is how people write about such things.
    """
    import numpy as np  # noqa: PLC0415 - heavy

    runs = [_runs_of(one) for _, one in sketches]
    if not runs:
        return []
    places = np.repeat(np.array([place for place, _ in sketches], dtype=np.uint64), [len(one) for one in runs])
    table = np.unique(np.stack([np.concatenate(runs), places], axis=1), axis=0)
    hashes, owners = table[:, 0], table[:, 1].astype(np.int64)
    sizes = np.unique(hashes, return_counts=True)[1]
    size = np.repeat(sizes, sizes)
    weights = np.where(size <= MOST_OWNERS, 1 / np.maximum(size - 1, 1) ** fades, 0.0)
    own = np.bincount(owners, weights=weights)
    found = [_pairs(hashes, owners, weights, step) for step in range(1, MOST_OWNERS)]
    pairs, inverse = np.unique(np.concatenate([codes for codes, _ in found]), return_inverse=True)
    shared = np.bincount(inverse, weights=np.concatenate([weight for _, weight in found]), minlength=len(pairs))
    first, second = pairs >> np.int64(32), pairs & np.int64(0xFFFFFFFF)
    of = np.maximum(np.minimum(own[first], own[second]), least_runs)
    good = shared >= least * of
    rows = zip(first[good], second[good], shared[good], of[good], strict=True)
    return [Overlap(int(a), int(b), float(c / n), round(c), round(n)) for a, b, c, n in rows]


def _pairs(hashes: Any, owners: Any, weights: Any, step: int) -> tuple[Any, Any]:
    """Works that have one run, so many places apart in the sorted table, as one number each, with the run's weight."""
    same = (hashes[:-step] == hashes[step:]) & (weights[:-step] > 0)
    return (owners[:-step][same] << 32) | owners[step:][same], weights[:-step][same]
