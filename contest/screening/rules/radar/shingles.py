"""How much of one text stands in another: runs of words, forgetting those that stand in many works.

A text is kept as a sketch: the hashes of its runs of four and of eight words (folded, one name for one thing). Short
runs survive a text rewritten word by word; long ones tell a copy from a turn of phrase. Up to WHOLE runs all are kept,
of a longer text one in four, chosen by the hash, so that two sketches keep the same runs. Of a text of three pages one
in four would be too few to tell a chapter in common from chance; of a longer one it is enough.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

from contest.screening.rules.radar.tokens import names

RUNS = (4, 8)
# A run that more works have is the form's or the trade's, not the author's.
MOST_OWNERS = 10
# How fast a run that several works have loses weight; in a short description there is little else to go by.
FADES, FADES_SHORT = 1.0, 0.35
# A text with fewer runs of its own counts as if it had so many: a phrase in common is no copy. Of two files; of a
# description in a file; of two descriptions.
LEAST_RUNS, LEAST_TOLD, LEAST_SHORT = 240, 32, 48
WHOLE = 2400
_KEEP = 4
# Sketches of an earlier version have other runs beside these, marked by this bit.
_OTHERS = 1 << 63


@lru_cache(maxsize=200_000)
def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")


def hashes(words: Sequence[str]) -> Any:
    """A 64-bit hash of each word, as an array."""
    import numpy as np  # noqa: PLC0415 - heavy

    return np.fromiter(map(_hash, words), dtype=np.uint64, count=len(words))


def sketch(text: str) -> bytes:
    """The runs of a text as little-endian 64-bit hashes, sorted, each once; b"" for hardly any words."""
    return sketch_of(hashes(names(text)))


def sketch_of(words: Any) -> bytes:
    """The sketch of a text by the hashes of its words."""
    import numpy as np  # noqa: PLC0415 - heavy

    found = [runs_of(words, length) & np.uint64(_OTHERS - 1) for length in RUNS if len(words) >= length]
    if not found:
        return b""
    runs = np.unique(np.concatenate(found))
    if len(runs) > WHOLE:
        runs = _thinned(runs)
    return runs.astype("<u8").tobytes()


def runs_of(words: Any, length: int) -> Any:
    """The hash of each run of so many words, of which there must be as many."""
    import numpy as np  # noqa: PLC0415 - heavy

    total = np.full(len(words) - length + 1, length, dtype=np.uint64)
    for place in range(length):
        total = total * np.uint64(0x9E3779B97F4A7C15) + words[place : place + len(total)]
        total ^= total >> np.uint64(29)
    return total


def run_as_kept(run: int) -> int:
    """A run as it stands in a sketch."""
    return run & (_OTHERS - 1)


def is_kept_always(run: int) -> bool:
    """Whether the sketch of a long text has the run, too."""
    return run_as_kept(run) % _KEEP == 0


def _thinned(runs: Any) -> Any:
    import numpy as np  # noqa: PLC0415 - heavy

    return runs[runs % np.uint64(_KEEP) == 0]


class Told(NamedTuple):
    """A text of a work (by place): a description somebody typed, or else a file."""

    place: int
    sketch: bytes
    is_short: bool


class Overlap(NamedTuple):
    """Two works of which the one with fewer runs of its own shares so many of so many, as weighed (see `overlaps`).

    `shorts` says how many of the two texts are descriptions.
    """

    first: int
    second: int
    share: float
    shared: int
    of: int
    shorts: int = 0


def overlaps(texts: Iterable[Told], least: float) -> list[Overlap]:
    """Texts of two works (first < second) of which one shares at least this part of its own runs with the other; of a
    description and a file, the description.

    A run of n works weighs 1 / (n - 1) ** fades, and nothing when more than MOST_OWNERS have it: what only two works
    have is a copy, what ten have is how people write about such things. Texts that are kept whole are compared whole;
    where one of two was thinned, what both would keep.
    """
    import numpy as np  # noqa: PLC0415 - heavy

    texts = sorted(texts)
    all_runs = [np.frombuffer(one.sketch, dtype="<u8").astype(np.uint64, copy=False) for one in texts]
    all_runs = [runs[: np.searchsorted(runs, np.uint64(_OTHERS))] for runs in all_runs]
    thin = np.array([len(_thinned(runs)) == len(runs) for runs in all_runs], dtype=bool)
    whole = np.flatnonzero(~thin)
    found = _overlaps([texts[n] for n in whole], [all_runs[n] for n in whole], least, 1)
    if thin.any():
        found += _overlaps(texts, [_thinned(runs) for runs in all_runs], least, _KEEP, thin)
    return found


def _overlaps(
    texts: Sequence[Told], all_runs: Sequence[Any], least: float, kept: int, thin: Any = None
) -> list[Overlap]:
    """The same where one run in `kept` was kept; with `thin`, pairs of which at least one text is."""
    import numpy as np  # noqa: PLC0415 - heavy

    if not texts:
        return []
    place = np.array([one.place for one in texts])
    short = np.array([one.is_short for one in texts])
    alone, owner, others, goes_on = _rows(place, all_runs)
    own = [alone + np.bincount(owner, weights=others**-fades, minlength=len(texts)) for fades in (FADES, FADES_SHORT)]
    codes, weights = [np.empty(0, dtype=np.int64)], [np.empty(0)]
    step, same = 1, goes_on
    while same.any():
        rows = np.flatnonzero(same)
        ours, theirs = owner[rows], owner[rows + step]
        good = place[ours] != place[theirs]
        if thin is not None:
            good &= thin[ours] | thin[theirs]
        rows, ours, theirs = rows[good], ours[good], theirs[good]
        codes.append(ours * len(texts) + theirs)
        weights.append(others[rows] ** -np.where(short[ours] | short[theirs], FADES_SHORT, FADES))
        same = same[:-1] & goes_on[step:]
        step += 1
    pairs, inverse = np.unique(np.concatenate(codes), return_inverse=True)
    shared = np.bincount(inverse, weights=np.concatenate(weights), minlength=len(pairs))
    first, second = pairs // len(texts), pairs % len(texts)
    lesser = np.minimum(own[1][first], own[1][second])
    told = np.where(short[first], own[1][first], own[1][second])
    shorts = short[first].astype(np.int64) + short[second]
    of = np.choose(shorts, [np.minimum(own[0][first], own[0][second]), told, lesser])
    of = np.maximum(of, np.array([LEAST_RUNS, LEAST_TOLD, LEAST_SHORT])[shorts] / kept)
    good = shared >= least * of
    alike = zip(place[first[good]], place[second[good]], shared[good], of[good], shorts[good], strict=True)
    return [Overlap(int(a), int(b), float(c / n), round(c), round(n), int(d)) for a, b, c, n, d in alike]


def _rows(place: Any, all_runs: Sequence[Any]) -> tuple[Any, Any, Any, Any]:
    """How many runs each text has that no other has; and the rows text × run of the others, sorted by run, without
    what too many works have: the text, how many other works have the run (1 at least), whether the next row is of it.
    """
    import numpy as np  # noqa: PLC0415 - heavy

    owner = np.repeat(np.arange(len(all_runs), dtype=np.int32), [len(one) for one in all_runs])
    runs = np.concatenate(all_runs)
    order = np.argsort(runs, kind="stable")
    runs, owner = runs[order], owner[order]
    del order
    same = runs[1:] == runs[:-1]
    several = np.append(same, False) | np.append(False, same)
    alone = np.bincount(owner[~several], minlength=len(all_runs))
    runs, owner = runs[several], owner[several]
    goes_on = np.append(runs[1:] == runs[:-1], False)[: len(runs)]
    begins = np.flatnonzero(np.append(True, ~goes_on)[: len(runs)])
    sizes = np.diff(np.append(begins, len(runs)))
    # Each work counts once: what somebody says in the description and in a file has one author.
    another = np.zeros(len(runs), dtype=np.int64)
    another[1:] = goes_on[:-1] & (place[owner[1:]] != place[owner[:-1]])
    works = np.add.reduceat(another, begins) if len(runs) else another
    others = np.repeat(np.maximum(works, 1), sizes)
    few = others < MOST_OWNERS
    return alone, owner[few].astype(np.int64), others[few].astype(np.float64), goes_on[few]
