"""Pictures as dossiers have them: a device before something, a scanned page; and what a messenger makes of them."""

import io
from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

_SIZE = (480, 360)


def photo(chance: Random) -> bytes:
    """A picture of a thing of several parts before an uneven ground, as JPEG."""
    width, height = _SIZE
    sky, floor = (tuple(chance.randrange(60, 230) for _ in range(3)) for _ in range(2))
    level = chance.randrange(height // 3, height * 3 // 4)
    picture = Image.new("RGB", _SIZE, sky)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, level, width, height), fill=floor)
    for _ in range(chance.randrange(6, 16)):
        x, y = chance.randrange(-40, width - 20), chance.randrange(-40, height - 20)
        box = (x, y, x + chance.randrange(30, 220), y + chance.randrange(20, 200))
        colour = tuple(chance.randrange(256) for _ in range(3))
        chance.choice([draw.rectangle, draw.ellipse, draw.rectangle])(box, fill=colour)
    for _ in range(chance.randrange(2, 8)):
        ends = [chance.randrange(width), chance.randrange(height), chance.randrange(width), chance.randrange(height)]
        draw.line(ends, fill=tuple(chance.randrange(256) for _ in range(3)), width=chance.randrange(2, 9))
    noise = np.random.default_rng(chance.randrange(1 << 30)).normal(0, 9, (height, width, 3))
    grained = np.clip(np.asarray(picture, dtype=np.float64) + noise, 0, 255).astype(np.uint8)
    return _jpeg(Image.fromarray(grained).filter(ImageFilter.GaussianBlur(1)), 88)


def page(chance: Random) -> bytes:
    """A scanned page: white, with grey lines of writing; all pages look much alike."""
    picture = Image.new("RGB", (360, 480), (248, 247, 244))
    draw = ImageDraw.Draw(picture)
    y = chance.randrange(30, 60)
    while y < 440:
        if chance.random() < 0.9:
            draw.line((40, y, chance.randrange(180, 325), y), fill=(70, 70, 70), width=3)
        y += chance.choice([11, 11, 11, 22])
    return _jpeg(picture, 80)


def resaved(photo_bytes: bytes, chance: Random) -> bytes:
    """Smaller, more compressed, now and then as PNG."""
    picture = Image.open(io.BytesIO(photo_bytes)).convert("RGB")
    scale = chance.uniform(0.4, 0.9)
    small = picture.resize((int(picture.width * scale), int(picture.height * scale)))
    if chance.random() < 0.2:
        out = io.BytesIO()
        small.save(out, "PNG")
        return out.getvalue()
    return _jpeg(small, chance.randrange(35, 75))


def cropped(photo_bytes: bytes, chance: Random) -> bytes:
    """Up to a twelfth cut off each side, brightness and colour moved, a date stamped."""
    picture = Image.open(io.BytesIO(photo_bytes)).convert("RGB")
    left, right = (int(picture.width * chance.uniform(0.0, 0.08)) for _ in range(2))
    top, bottom = (int(picture.height * chance.uniform(0.0, 0.08)) for _ in range(2))
    picture = picture.crop((left, top, picture.width - right, picture.height - bottom))
    picture = ImageEnhance.Brightness(picture).enhance(chance.uniform(0.85, 1.2))
    picture = ImageEnhance.Color(picture).enhance(chance.uniform(0.6, 1.4))
    ImageDraw.Draw(picture).text((picture.width - 90, picture.height - 18), "12/03/2026", fill=(255, 190, 40))
    return _jpeg(picture, 80)


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return out.getvalue()
