"""Whether two photographs are one: what is left of a picture after saving it anew, smaller, a rim cut off.

Each picture is kept as 64-bit hashes of its coarse waves (the signs of the lowest 8 × 8 cosine coefficients against
their median): of the whole and of windows as somebody would crop it, of the whole mirrored and turned, and of what is
within a white rim. Two pictures are one when the whole of one, or what is within its rim, is within NEAR bits of a
window of the other, or the whole of one of the whole of the other lying otherwise.
"""

from functools import lru_cache
from typing import Any

NEAR = 9
_FAR = 26
_SIDE = 64
_WAVES = 8
_RIMS = (0, 3, 5)
# What is left of a side after cutting so much off at either end; the whole first.
_CUTS = [(before, _SIDE - after) for before in _RIMS for after in _RIMS]
_WINDOWS = len(_CUTS) ** 2
# Bytes of a picture's marks: windows, seven other ways to lie, what is within a rim.
LENGTH = 8 * (_WINDOWS + 7 + 1)
# So much of a page is paper; and what has hardly any contrast looks like everything.
_PAPER, _LEAST_CONTRAST = 0.55, 12.0
_WHITE, _RIM_WHITE = 215, 0.8


def marks(grey: bytes) -> bytes:
    """The hashes of a picture (64 rows of 64 pixels, a byte each) as LENGTH bytes; b"" for a page of paper.

    Raises ValueError for another size.
    """
    import numpy as np  # noqa: PLC0415 - heavy

    pixels = np.frombuffer(grey, dtype=np.uint8).astype(np.float64).reshape(_SIDE, _SIDE)
    framed = _without_frame(pixels)
    if any(float(one.std()) < _LEAST_CONTRAST or float((one > _WHITE).mean()) > _PAPER for one in (pixels, framed)):
        return b""
    cut = np.concatenate([_waves(begin, end) for begin, end in _CUTS])
    waves = (cut @ pixels @ cut.T).reshape(len(_CUTS), _WAVES, len(_CUTS), _WAVES).swapaxes(1, 2)
    down, across = (_waves(0, side)[:, :side] for side in framed.shape)
    inner = down @ framed @ across.T
    every = np.concatenate([waves.reshape(-1, _WAVES, _WAVES), _turned(waves[0, 0]), inner[None]])
    return bytes(_hashes(every).astype("<u8").tobytes())


def _turned(waves: Any) -> Any:
    """The waves of a picture in the seven other ways it may lie: a mirror changes the sign of every other wave."""
    import numpy as np  # noqa: PLC0415 - heavy

    odd = np.where(np.arange(_WAVES) % 2, -1.0, 1.0)
    ways = [(lying, down, across) for lying in (waves, waves.T) for down in (1, odd[:, None]) for across in (1, odd)]
    return np.stack([lying * down * across for lying, down, across in ways[1:]])


def _hashes(waves: Any) -> Any:
    """Each 8 × 8 waves as one number: which are above their median."""
    import numpy as np  # noqa: PLC0415 - heavy

    flat = waves.reshape(len(waves), -1)
    signs = flat > np.median(flat[:, 1:], axis=1)[:, None]
    signs[:, 0] = False
    return np.packbits(signs, axis=1).view(">u8").ravel()


@lru_cache(maxsize=256)
def _waves(begin: int, end: int) -> Any:
    """The lowest rows of the cosine transform of the pixels from begin to end, noughts around."""
    import numpy as np  # noqa: PLC0415 - heavy

    length = end - begin
    places = (np.arange(length) + 0.5) * np.pi / length
    rows = np.zeros((_WAVES, _SIDE))
    rows[:, begin:end] = np.cos(np.arange(_WAVES)[:, None] * places[None, :]) / np.sqrt(length)
    return rows


def _without_frame(pixels: Any) -> Any:
    """The picture without a white rim around it, as a slide has, be there a line of writing in it."""
    import numpy as np  # noqa: PLC0415 - heavy

    white = pixels > _WHITE
    rows, columns = (np.flatnonzero(white.mean(axis=axis) < _RIM_WHITE) for axis in (1, 0))
    if len(rows) < _SIDE // 2 or len(columns) < _SIDE // 2:
        return pixels
    return pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def same_pictures(pictures: list[tuple[int, bytes]]) -> list[tuple[int, int, int]]:
    """Pairs of places of which pictures are one, with the bits between them; first < second, each pair once."""
    import numpy as np  # noqa: PLC0415 - heavy

    usable = [(place, np.frombuffer(each, dtype="<u8")) for place, each in pictures if len(each) == LENGTH]
    if len(usable) < 2:
        return []
    owners = np.array([place for place, _ in usable])
    table = np.stack([each for _, each in usable])
    windows, turned, inner = table[:, :_WINDOWS], table[:, _WINDOWS:-1], table[:, -1]
    whole = windows[:, 0]
    best: dict[tuple[int, int], int] = {}
    for row in range(len(usable) - 1):
        rest = slice(row + 1, None)
        lies = np.bitwise_count(whole[rest, None] ^ turned[row]).min(axis=1)
        rough = np.minimum(
            np.bitwise_count(whole[rest] ^ whole[row]),
            np.minimum(np.bitwise_count(whole[rest] ^ inner[row]), np.bitwise_count(inner[rest] ^ whole[row])),
        )
        near = np.flatnonzero(((rough <= _FAR) | (lies <= NEAR)) & (owners[rest] != owners[row]))
        if not len(near):
            continue
        there = near + row + 1
        bits = np.min(
            [
                lies[near],
                np.bitwise_count(windows[there] ^ whole[row]).min(axis=1),
                np.bitwise_count(windows[there] ^ inner[row]).min(axis=1),
                np.bitwise_count(whole[there][:, None] ^ windows[row]).min(axis=1),
                np.bitwise_count(inner[there][:, None] ^ windows[row]).min(axis=1),
            ],
            axis=0,
        )
        for place, apart in zip(there, bits, strict=True):
            if apart <= NEAR:
                pair = (int(min(owners[row], owners[place])), int(max(owners[row], owners[place])))
                best[pair] = min(best.get(pair, 64), int(apart))
    return [(*pair, bits) for pair, bits in best.items()]
