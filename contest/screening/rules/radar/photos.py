"""Whether two photographs are one: what is left of a picture after saving it anew, smaller, a rim cut off.

Each picture is kept as 64-bit hashes of its coarse waves (the signs of the lowest 8 × 8 cosine coefficients against
their median): of the whole, and of windows as somebody would crop it. Two pictures are one when the whole of one is
within NEAR bits of a window of the other.
"""

from typing import Any

NEAR = 9
_FAR = 26
_SIDE = 64
_WAVES = 8
_RIMS = (0, 3, 5)
# So much of a page is paper; and what has hardly any contrast looks like everything.
_PAPER, _LEAST_CONTRAST = 0.55, 12.0


def marks(grey: bytes) -> bytes:
    """The hashes of a picture (64 rows of 64 pixels, a byte each), that of the whole first; b"" for a page of paper.

    Raises ValueError for another size.
    """
    import numpy as np  # noqa: PLC0415 - heavy

    pixels = np.frombuffer(grey, dtype=np.uint8).astype(np.float64).reshape(_SIDE, _SIDE)
    if float(pixels.std()) < _LEAST_CONTRAST or float((pixels > 215).mean()) > _PAPER:
        return b""
    cuts = [(a, b) for a in _RIMS for b in _RIMS]
    hashes = [_hash(pixels[t : _SIDE - b, left : _SIDE - r]) for t, b in cuts for left, r in cuts]
    return np.array(hashes, dtype="<u8").tobytes()


def _hash(pixels: Any) -> int:
    import numpy as np  # noqa: PLC0415 - heavy

    low = (_waves(pixels.shape[0]) @ pixels @ _waves(pixels.shape[1]).T).ravel()
    signs = low > np.median(low[1:])
    signs[0] = False
    return int.from_bytes(np.packbits(signs).tobytes(), "big")


def _waves(length: int) -> Any:
    """The lowest rows of the cosine transform."""
    import numpy as np  # noqa: PLC0415 - heavy

    places = (np.arange(length) + 0.5) * np.pi / length
    return np.cos(np.arange(_WAVES)[:, None] * places[None, :]) / np.sqrt(length)


def same_pictures(pictures: list[tuple[int, bytes]]) -> list[tuple[int, int, int]]:
    """Pairs of places of which pictures are one, with the bits between them; first < second, each pair once."""
    import numpy as np  # noqa: PLC0415 - heavy

    usable = [(place, np.frombuffer(each, dtype="<u8")) for place, each in pictures if each]
    if len(usable) < 2:
        return []
    owners = np.array([place for place, _ in usable])
    windows = np.stack([each for _, each in usable])
    whole = windows[:, 0]
    best: dict[tuple[int, int], int] = {}
    for row in range(len(usable) - 1):
        rough = np.bitwise_count(whole[row + 1 :] ^ whole[row])
        near = np.flatnonzero((rough <= _FAR) & (owners[row + 1 :] != owners[row])) + row + 1
        if not len(near):
            continue
        one = np.bitwise_count(windows[near] ^ whole[row]).min(axis=1)
        other = np.bitwise_count(whole[near][:, None] ^ windows[row][None, :]).min(axis=1)
        for place, bits in zip(near, np.minimum(one, other), strict=True):
            if bits <= NEAR:
                pair = (int(min(owners[row], owners[place])), int(max(owners[row], owners[place])))
                best[pair] = min(best.get(pair, 64), int(bits))
    return [(*pair, bits) for pair, bits in best.items()]
