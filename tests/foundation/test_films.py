"""What a film tells of place, time and camera is blanked where it lies; pictures and sound stay bit by bit."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.foundation.films import without_traces
from contest.foundation.kinds import sniff
from contest.foundation.refusal import Refusal
from tests.films import CAMERA, GPS_TRACK, PLACE, box, film


def cleaned(tmp_path: Path, content: bytes) -> bytes:
    path = tmp_path / "phim.mp4"
    path.write_bytes(content)
    without_traces(path, path.name)
    return path.read_bytes()


def test_no_place_time_or_camera_is_left_and_the_length_stays(tmp_path: Path) -> None:
    before = film()
    after = cleaned(tmp_path, before)
    assert len(after) == len(before)
    for told in (PLACE, CAMERA, GPS_TRACK.strip(), b"TIME", b"\xa9xyz", b"ISO6709"):
        assert told in before
        assert told not in after
    assert sniff(tmp_path / "phim.mp4") == "video/mp4"


def test_the_pictures_stay_bit_by_bit(tmp_path: Path) -> None:
    before = film(size=9000)
    after = cleaned(tmp_path, before)
    start = before.index(b"mdat") + 4
    assert after[start : start + 9000] == before[start : start + 9000]


def test_a_film_that_tells_nothing_stays_as_it_is(tmp_path: Path) -> None:
    before = film(telling=False).replace(b"TIME", bytes(4)).replace(PLACE, bytes(len(PLACE)))
    once = cleaned(tmp_path, before)
    assert not without_traces(tmp_path / "phim.mp4", "phim.mp4")
    assert (tmp_path / "phim.mp4").read_bytes() == once


def test_cleaning_twice_is_cleaning_once(tmp_path: Path) -> None:
    once = cleaned(tmp_path, film())
    assert cleaned(tmp_path, once) == once


@pytest.mark.parametrize(
    "content",
    [
        film()[:-30],
        box(b"ftyp", b"isom", bytes(4)),
        box(b"ftyp", b"isom", bytes(4)) + b"\xff\xff\xff\xffmoov",
        box(b"ftyp", b"isom", bytes(4)) + box(b"mdat") + box(b"moov", b"\0\0\0\x02trak"),
        box(b"ftyp", b"isom", bytes(4)) + box(b"mdat") + box(b"moov", box(b"cmov", PLACE)),
    ],
)
def test_a_film_cut_short_or_twisted_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        cleaned(tmp_path, content)
    assert refused.value.reasons[0].code == "film_unreadable"


@given(place=st.integers(0, 2000), value=st.integers(0, 255))
def test_a_twisted_byte_never_hangs_nor_writes_outside_the_film(
    tmp_path_factory: pytest.TempPathFactory, place: int, value: int
) -> None:
    content = bytearray(film(size=64))
    content[place % len(content)] = value
    path = tmp_path_factory.mktemp("films") / "phim.mp4"
    path.write_bytes(content)
    with contextlib.suppress(Refusal):
        without_traces(path, "phim.mp4")
    assert path.stat().st_size == len(content)
