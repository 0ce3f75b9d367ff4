"""Photographs lose what they tell of place, time and camera before they are stored."""

import io
import warnings
from typing import IO, BinaryIO

from contest.foundation.refusal import refuse_with

_MOST_PIXELS = 80_000_000
_HEADS = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG"}


def is_picture(head: bytes) -> bool:
    """Whether the first bytes are those of a JPEG or PNG."""
    return any(head.startswith(mark) for mark in _HEADS)


def without_traces(stream: IO[bytes], name: str) -> IO[bytes]:
    """A JPEG or PNG without EXIF, XMP, comments and text chunks, turned upright; anything else as it came.

    Raises Refusal: picture_unreadable (damaged, or more pixels than a camera has).
    """
    head = stream.read(8)
    stream.seek(0)
    if not is_picture(head):
        return stream
    from PIL import Image, ImageOps  # noqa: PLC0415 - heavy

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(stream, formats=("JPEG", "PNG")) as picture:
                if picture.width * picture.height > _MOST_PIXELS:
                    raise refuse_with("picture_unreadable", name=name)
                kind, profile = str(picture.format), picture.info.get("icc_profile")
                turned = picture.getexif().get(0x0112, 1) != 1
                upright = ImageOps.exif_transpose(picture) if turned else picture
                upright.load()
                return _written(upright, kind, profile, keep=not turned)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise refuse_with("picture_unreadable", name=name) from error


def _written(picture: object, kind: str, profile: bytes | None, *, keep: bool) -> BinaryIO:
    """The picture alone: pixels, transparency and colour profile. An unturned JPEG keeps its own quality."""
    from PIL import Image  # noqa: PLC0415 - heavy

    assert isinstance(picture, Image.Image)
    transparency = picture.info.get("transparency")
    picture.info = {} if transparency is None else {"transparency": transparency}
    out = io.BytesIO()
    options: dict[str, object] = {"icc_profile": profile} if profile else {}
    if kind == "JPEG":
        options |= {"quality": "keep"} if keep and picture.format == "JPEG" else {"quality": 92}
    picture.save(out, kind, **options)
    out.seek(0)
    return out
