"""Pictures, in the child: without what they tell of place, time and camera, and smaller ones to look at."""

import os
import warnings
from typing import Any

_MOST_PIXELS = 80_000_000
_JPEG_QUALITY = 92
_LOOK_QUALITY = 82


def cleaned(path: str, out: str) -> dict[str, Any]:
    """The picture alone: pixels, transparency and colour profile, upright; HEIC becomes JPEG.

    An unturned JPEG keeps its own quantisation, so it is as good as it was. Returns {"media_type"}.
    """
    from PIL import Image, ImageOps  # noqa: PLC0415 - heavy

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with _opened(path) as picture:
            kind, profile = str(picture.format), picture.info.get("icc_profile")
            turned = picture.getexif().get(0x0112, 1) != 1
            # The reader of HEIC turns the picture itself and says so.
            upright = ImageOps.exif_transpose(picture) if turned and kind != "HEIF" else picture
            upright.load()
            transparency = upright.info.get("transparency")
            upright.info = {} if transparency is None else {"transparency": transparency}
            options: dict[str, Any] = {"icc_profile": profile} if profile else {}
            if kind == "PNG":
                upright.save(out, "PNG", **options)
                return {"media_type": "image/png"}
            as_it_was = kind == "JPEG" and not turned and upright.format == "JPEG"
            options["quality"] = "keep" if as_it_was else _JPEG_QUALITY
            if upright.mode not in ("RGB", "L", "CMYK"):
                upright = upright.convert("RGB")
            upright.save(out, "JPEG", **options)
            assert isinstance(upright, Image.Image)
            return {"media_type": "image/jpeg"}


def smaller(path: str, out: str, side: int) -> dict[str, Any]:
    """A JPEG whose longer side is at most `side` pixels, made anew from the pixels. Returns its size in pixels."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - heavy

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with _opened(path) as picture:
            picture.draft("RGB", (side, side))
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((side, side))
            if upright.mode in ("RGBA", "LA", "PA", "P"):
                upright = upright.convert("RGBA")
                ground = Image.new("RGB", upright.size, "white")
                ground.paste(upright, mask=upright.getchannel("A"))
                upright = ground
            upright = upright.convert("RGB")
            upright.info = {}
            upright.save(out, "JPEG", quality=_LOOK_QUALITY, progressive=True)
            return {"width": upright.width, "height": upright.height, "size": os.path.getsize(out)}


def _opened(path: str) -> Any:
    from PIL import Image  # noqa: PLC0415 - heavy

    with open(path, "rb") as file:
        is_heif = file.read(12)[4:8] == b"ftyp"
    if is_heif:
        import pillow_heif  # noqa: PLC0415 - heavy

        pillow_heif.register_heif_opener(thumbnails=False)
    picture = Image.open(path, formats=("HEIF",) if is_heif else ("JPEG", "PNG"))
    if picture.width * picture.height > _MOST_PIXELS:
        raise ValueError("more pixels than a camera has")
    return picture


def grey_of(path: str, side: int = 64) -> dict[str, Any]:
    """The picture upright, in grey, scaled to a square of so many pixels. Returns {"grey"}: its rows in hexadecimal."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - heavy

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with _opened(path) as picture:
            picture.draft("L", (4 * side, 4 * side))
            upright = ImageOps.exif_transpose(picture)
            if upright.mode in ("RGBA", "LA", "PA", "P"):
                upright = upright.convert("RGBA")
                ground = Image.new("RGB", upright.size, "white")
                ground.paste(upright, mask=upright.getchannel("A"))
                upright = ground
            grey = upright.convert("L").resize((side, side), Image.Resampling.BOX)
            return {"grey": grey.tobytes().hex()}


def size_of(path: str) -> dict[str, Any]:
    """How many pixels the picture has as it is stored. Returns {"width", "height"}."""
    with _opened(path) as picture:
        return {"width": picture.width, "height": picture.height}
