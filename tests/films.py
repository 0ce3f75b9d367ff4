"""Films for tests, made of boxes: small, with or without what a telephone writes of place and camera."""

import random
import struct
from collections.abc import Iterator
from pathlib import Path

PLACE = b"+21.0285+105.8542/"
CAMERA = b"iPhone cua An"
GPS_TRACK = b"GPSL 21.0285 105.8542 "


def box(kind: bytes, *content: bytes) -> bytes:
    """A box with its length before it."""
    body = b"".join(content)
    return struct.pack(">I4s", len(body) + 8, kind) + body


def _full(kind: bytes, *content: bytes) -> bytes:
    return box(kind, bytes(4), *content)


def _of_apple() -> bytes:
    """What an iPhone writes: keys by name, and their values by number (QuickTime File Format, Metadata)."""
    named = [(b"com.apple.quicktime.location.ISO6709", PLACE), (b"com.apple.quicktime.model", CAMERA)]
    keys = _full(b"keys", struct.pack(">I", len(named)), *(box(b"mdta", key) for key, _ in named))
    values = [
        box(struct.pack(">I", number), box(b"data", struct.pack(">II", 1, 0), value))
        for number, (_, value) in enumerate(named, 1)
    ]
    return box(b"meta", _full(b"hdlr", bytes(4), b"mdta", bytes(13)), keys, box(b"ilst", *values))


def _track(handler: bytes, entry: bytes, samples: int, size: int, offset: int, told: bytes = b"") -> bytes:
    table = box(
        b"stbl",
        _full(b"stsd", struct.pack(">I", 1), entry),
        _full(b"stts", struct.pack(">III", 1, samples, 1000)),
        _full(b"stsc", struct.pack(">IIII", 1, 1, samples, 1)),
        _full(b"stsz", struct.pack(">II", size, samples)),
        _full(b"stco", struct.pack(">II", 1, offset)),
    )
    media = box(
        b"mdia",
        _full(b"mdhd", b"TIME" * 2, struct.pack(">IIHH", 1000, 5000, 0, 0)),
        _full(b"hdlr", bytes(4), handler, bytes(12), told, b"\0"),
        box(b"minf", _full(b"hdlr", b"dhlr", b"alis", bytes(12), told, b"\0"), table),
    )
    return box(b"trak", _full(b"tkhd", b"TIME" * 2, bytes(72)), media, box(b"udta", box(b"\xa9xyz", PLACE)))


def film(size: int = 4096, *, telling: bool = True, brand: bytes = b"isom", seed: int = 1) -> bytes:
    """An MP4 with a picture track and, when it tells, places in five boxes and a track of GPS."""
    return b"".join(pieces(size, telling=telling, brand=brand, seed=seed))


def pieces(size: int, *, telling: bool, brand: bytes = b"isom", seed: int = 1) -> Iterator[bytes]:
    """The same in pieces, for films that are larger than memory should be."""
    head = box(b"ftyp", brand, bytes(4), b"isomavc1")
    gps = GPS_TRACK * 4 if telling else b""
    start = len(head) + 8
    visual = bytes(6) + struct.pack(">H", 1) + bytes(16) + struct.pack(">HH", 64, 48) + bytes(14)
    entry = box(b"avc1", visual, CAMERA.ljust(32, b"\0") if telling else bytes(32), bytes(4))
    tracks = [_track(b"vide", entry, 1, size, start, CAMERA if telling else b"")]
    more = []
    if telling:
        tracks.append(_track(b"meta", box(b"gpmd", bytes(8)), 4, len(GPS_TRACK), start + size))
        more = [
            box(b"udta", box(b"\xa9xyz", PLACE), box(b"loci", PLACE)),
            _full(b"meta", box(b"ilst", CAMERA)),
            _of_apple(),
            box(b"uuid", b"\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac", PLACE),
        ]
    movie = box(b"moov", _full(b"mvhd", b"TIME" * 2, bytes(88)), *tracks, *more)
    yield head + struct.pack(">I4s", size + len(gps) + 8, b"mdat")
    dice = random.Random(seed)
    left = size
    while left:
        block = dice.randbytes(min(left, 1 << 20))
        yield block
        left -= len(block)
    yield gps + movie + (box(b"XMP_", CAMERA) + box(b"free", PLACE) if telling else b"")


def write_film(path: Path, size: int, *, telling: bool = False) -> Path:
    """A film on disk."""
    with path.open("wb") as file:
        for piece in pieces(size, telling=telling):
            file.write(piece)
    return path
