"""What a film of a telephone tells of place, time and camera is blanked where it lies; not one picture is touched.

MP4 and MOV are boxes within boxes (ISO/IEC 14496-12). What a player needs is kept by name; every other box becomes
free space of the same length, so that all offsets still hold and nothing has to be copied, however long the film is.
"""

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from contest.foundation.refusal import refuse_with

_TOP = frozenset(
    {b"ftyp", b"styp", b"moov", b"mdat", b"free", b"skip", b"wide", b"moof", b"mfra", b"sidx", b"ssix", b"prft"}
)
_MOVIE = frozenset({b"mvhd", b"trak", b"mvex", b"iods"})
_TRACK = frozenset({b"tkhd", b"edts", b"mdia", b"tref", b"tapt", b"clip", b"matt", b"load", b"trgr"})
_MEDIA = frozenset({b"mdhd", b"hdlr", b"minf", b"elng"})
_FREE = frozenset({b"free", b"skip", b"wide"})
# Full boxes that begin with when the film was made and changed.
_DATED = frozenset({b"mvhd", b"tkhd", b"mdhd"})
# Tracks that are neither seen nor heard: places, movements of the camera, faces, settings, for each moment.
_SEEN_AND_HEARD = frozenset({b"vide", b"soun", b"sbtl", b"text", b"subt", b"clcp"})
# Where the free words of a handler begin: telephones write their own name there.
_HANDLER_NAME = 24
# Of a picture's description: where the name of the compressor stands (32 bytes), which names the camera.
_COMPRESSOR = 50
_MOST_BOXES = 200_000
_BLOCK = bytes(1 << 20)


@dataclass(frozen=True, slots=True)
class Box:
    """A box: where it begins, where its content begins, where it ends; offsets in bytes from the start of the file."""

    kind: bytes
    start: int
    body: int
    end: int


class _Strange(Exception):
    """The boxes do not fit into each other."""


def without_traces(path: Path, name: str) -> bool:
    """Blank place, time and camera in a film, in place; safe to do twice. Returns whether anything was changed.

    Raises Refusal: film_unreadable, when it is no film or is cut short. A film in fragments keeps what its fragments
    hold of tracks that are taken out; its places stand in the movie's own boxes, and those are blanked.
    """
    try:
        with path.open("r+b") as film:
            changed = _Cleaner(film).clean()
            film.flush()
            os.fsync(film.fileno())
    except (_Strange, struct.error) as error:
        raise refuse_with("film_unreadable", name=name) from error
    return changed


class _Cleaner:
    def __init__(self, film: BinaryIO) -> None:
        self.film, self.size = film, film.seek(0, os.SEEK_END)
        self.seen, self.changed = 0, False

    def clean(self) -> bool:
        kinds = set()
        for box in self._boxes(0, self.size):
            kinds.add(box.kind)
            if box.kind == b"moov":
                self._movie(box)
            elif box.kind in _FREE or box.kind not in _TOP:
                self._free(box)
        if not {b"moov", b"mdat"} <= kinds and not {b"moov", b"moof"} <= kinds:
            raise _Strange
        return self.changed

    def _movie(self, movie: Box) -> None:
        for box in self._boxes(movie.body, movie.end):
            if box.kind == b"cmov":
                raise _Strange  # its boxes are packed, so nobody can see what they tell
            if box.kind == b"trak":
                self._track(box)
            elif box.kind not in _MOVIE:
                self._free(box)
            elif box.kind in _DATED:
                self._undated(box)

    def _track(self, track: Box) -> None:
        parts = {box.kind: box for box in self._boxes(track.body, track.end)}
        media = parts.get(b"mdia")
        if media is None:
            self._free(track)
            return
        inside = {box.kind: box for box in self._boxes(media.body, media.end)}
        handler = self._read(inside[b"hdlr"].body + 8, 4) if b"hdlr" in inside else b""
        table = self._table(inside.get(b"minf"))
        if handler not in _SEEN_AND_HEARD and handler != b"tmcd":
            self._blank_samples(table)
            self._free(track)
            return
        for box in self._boxes(track.body, track.end):
            if box.kind not in _TRACK:
                self._free(box)
            elif box.kind in _DATED:
                self._undated(box)
        for box in self._boxes(media.body, media.end):
            if box.kind not in _MEDIA:
                self._free(box)
            elif box.kind in _DATED:
                self._undated(box)
            elif box.kind == b"hdlr":
                self._wordless(box)
        if b"minf" in inside:
            for box in self._boxes(inside[b"minf"].body, inside[b"minf"].end):
                if box.kind == b"hdlr":
                    self._wordless(box)
        if handler == b"vide" and b"stsd" in table:
            self._nameless(table[b"stsd"])

    def _table(self, information: Box | None) -> dict[bytes, Box]:
        """The boxes of a track's table of samples."""
        if information is None:
            return {}
        for box in self._boxes(information.body, information.end):
            if box.kind == b"stbl":
                return {each.kind: each for each in self._boxes(box.body, box.end)}
        return {}

    def _nameless(self, descriptions: Box) -> None:
        for entry in self._boxes(descriptions.body + 8, descriptions.end):
            if entry.end - entry.start >= _COMPRESSOR + 32:
                self._zero(entry.start + _COMPRESSOR, 32)

    def _wordless(self, box: Box) -> None:
        """A handler without its free words: what it handles stands before them."""
        self._zero(box.body + _HANDLER_NAME, box.end - box.body - _HANDLER_NAME)

    def _undated(self, box: Box) -> None:
        version = self._read(box.body, 1)[0]
        self._zero(box.body + 4, 16 if version == 1 else 8)

    def _blank_samples(self, table: dict[bytes, Box]) -> None:
        """The bytes of a track, chunk by chunk, as its table says where they lie."""
        if not {b"stsc", b"stsz"} <= table.keys() or not {b"stco", b"co64"} & table.keys():
            return
        sizes, places = self._sizes(table[b"stsz"]), self._places(table)
        runs = dict(self._runs(table[b"stsc"]))
        taken = count = 0
        for number, place in enumerate(places, 1):
            count = runs.get(number, count)
            length = sum(sizes[taken : taken + count])
            taken += count
            if place + length > self.size:
                raise _Strange
            self._zero(place, length)

    def _sizes(self, box: Box) -> list[int]:
        each, count = struct.unpack(">II", self._read(box.body + 4, 8))
        self._plausible(count)
        if each:
            return [each] * count
        return list(struct.unpack(f">{count}I", self._read(box.body + 12, 4 * count)))

    def _places(self, table: dict[bytes, Box]) -> list[int]:
        box = table.get(b"co64") or table[b"stco"]
        width, letter = (8, "Q") if box.kind == b"co64" else (4, "I")
        count = struct.unpack(">I", self._read(box.body + 4, 4))[0]
        self._plausible(count)
        return list(struct.unpack(f">{count}{letter}", self._read(box.body + 8, width * count)))

    def _runs(self, box: Box) -> list[tuple[int, int]]:
        """(first chunk, samples in each chunk from there on)."""
        count = struct.unpack(">I", self._read(box.body + 4, 4))[0]
        self._plausible(count)
        figures = struct.unpack(f">{3 * count}I", self._read(box.body + 8, 12 * count))
        return list(zip(figures[0::3], figures[1::3], strict=True))

    def _plausible(self, count: int) -> None:
        self.seen += count // 100
        if count > 5_000_000 or self.seen > _MOST_BOXES:
            raise _Strange

    def _boxes(self, start: int, end: int) -> Iterator[Box]:
        while end - start >= 8:
            self.seen += 1
            if self.seen > _MOST_BOXES:
                raise _Strange
            size, kind = struct.unpack(">I4s", self._read(start, 8))
            body = start + 8
            if size == 1:
                size, body = struct.unpack(">Q", self._read(start + 8, 8))[0], start + 16
            elif size == 0:
                # QuickTime ends a list inside a box with four zeros; at the top it means: to the end of the file.
                if end != self.size:
                    return
                size = end - start
            if start + size > end or start + size < body:
                raise _Strange
            yield Box(kind, start, body, start + size)
            start += size

    def _free(self, box: Box) -> None:
        if box.kind not in _FREE:
            self._write(box.start + 4, b"free")
        self._zero(box.body, box.end - box.body)

    def _zero(self, start: int, length: int) -> None:
        while length > 0:
            block = _BLOCK[:length]
            if self._read(start, len(block)) != block:
                self._write(start, block)
            start, length = start + len(block), length - len(block)

    def _write(self, start: int, content: bytes) -> None:
        self.film.seek(start)
        self.film.write(content)
        self.changed = True

    def _read(self, start: int, length: int) -> bytes:
        self.film.seek(start)
        content = self.film.read(length)
        if len(content) != length:
            raise _Strange
        return content
