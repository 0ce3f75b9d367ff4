"""A second disguiser: sixteen ways to hand in an old work again, thought of from the entrant's side alone.

Written from what a contest asks for and shows, by somebody who had not read how the radar compares; kept as it was
written (failures are reported, not mended here). `harder` gives works that are no duplicates, however alike.
"""

import io
import re
import tomllib
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from PIL import Image, ImageDraw, ImageEnhance, ImageOps

from tests.screening.radar_disguise import Disguise, Work

_WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("radar_second.toml").read_text(encoding="utf-8"))
_LOOKALIKE = str.maketrans("aeopcxyAEOPCXTHKMB", "аеорсхуАЕОРСХТНКМВ")
_HEADING = re.compile(r"^\d\. ")


def _again(text: str, rows: list[list[str]], chance: Random, at_most: int) -> tuple[str, int]:
    """The text with up to `at_most` words of the rows put in another way, and how many were."""
    done = 0
    for row in chance.sample(rows, len(rows)):
        for word in row:
            here = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)
            if here and done < at_most:
                new = chance.choice([other for other in row if other != word])
                new = new[:1].upper() + new[1:] if here.group()[0].isupper() else new
                text, done = text[: here.start()] + new + text[here.end() :], done + 1
                break
    return text, done


def _low(title: str) -> str:
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def reworded(work: Work, other: Work, chance: Random) -> Work | None:
    """A thesaurus went over the title: two things at most have another name."""
    title, done = _again(work.title, _WORDS["paraphrase"], chance, 2)
    return replace(other, title=title) if done and len(work.title.split()) >= 4 + 2 * done else None


def purpose_first(work: Work, other: Work, chance: Random) -> Work | None:
    """What it is good for comes first, the device last."""
    words = work.title.split()
    if len(words) < 6:
        return None
    line = chance.choice(_WORDS["purposes"]).format(head=_low(" ".join(words[:2])), rest=" ".join(words[2:]))
    return replace(other, title=line[:1].upper() + line[1:])


def wrapped(work: Work, other: Work, chance: Random) -> Work | None:
    """The title within the sentence of an initiative."""
    if not 4 <= len(work.title.split()) <= 16:
        return None
    return replace(other, title=chance.choice(_WORDS["wraps"]).format(title=_low(work.title)))


def next_version(work: Work, other: Work, chance: Random) -> Work | None:
    """The same under a brand, as its next version."""
    line = f'"{chance.choice(_WORDS["brands"])}" - {_low(work.title)} {chance.choice(_WORDS["versions"])}'
    return replace(other, title=line) if len(work.title.split()) >= 4 else None


def lookalikes(work: Work, other: Work, chance: Random) -> Work | None:
    """Letters of another alphabet and invisible signs between letters: looks the same, is not the same."""
    letters = [one.translate(_LOOKALIKE) if chance.random() < 0.6 else one for one in work.title]
    hidden = "".join(one + (chance.choice("\u200b\u2060\u00ad") if chance.random() < 0.1 else "") for one in letters)
    return replace(other, title=hidden)


def spaced_out(work: Work, other: Work, chance: Random) -> Work | None:
    """Dashes, points or underscores between syllables, capitals for a poster."""
    sign = chance.choice(["-", ".", "_", " - ", "  "])
    return replace(other, title=sign.join(work.title.upper().split())) if len(work.title.split()) > 2 else None


def summary_parts(work: Work, other: Work, chance: Random) -> Work | None:
    """The old description with other numbers and rival parts."""
    text, _ = _again(work.summary, _WORDS["rivals"], chance, 4)
    return replace(other, summary=re.sub(r"(?<= )\d+(?= )", lambda _: str(chance.randint(2, 400)), text))


def summary_interleaved(work: Work, other: Work, chance: Random) -> Work | None:
    """Its sentences in another order, between phrases of politeness."""
    lines = [line for line in re.split(r"(?<=[.])\s+", work.summary) if line]
    chance.shuffle(lines)
    return replace(other, summary=" ".join(f"{line} {chance.choice(_WORDS['fillers'])}" for line in lines))


def summary_into_file(work: Work, other: Work, chance: Random) -> Work | None:
    """What the old description said is now a page of the file, under a new title."""
    return replace(other, text="\n".join([*_WORDS["fillers"][:4], work.summary, *_WORDS["fillers"][4:]]))


def file_chapters(work: Work, other: Work, chance: Random) -> Work | None:
    """Two chapters of the old file among new ones, each sentence on a line of its own."""
    if not work.text or not other.text:
        return None
    old, new = _chapters(work.text), _chapters(other.text)
    for key in chance.sample(sorted(old.keys() & new.keys()), 2):
        new[key] = old[key]
    return replace(other, text="\n".join(f"{key}\n" + "\n".join(lines) for key, lines in new.items()))


def file_read_by_machine(work: Work, other: Work, chance: Random) -> Work | None:
    """Printed, scanned and read by a machine: every twelfth word has a letter wrong, lines are cut, pages numbered."""
    if not work.text:
        return None
    words = [_misread(word, chance) if chance.random() < 1 / 12 else word for word in work.text.split()]
    lines = [" ".join(words[at : at + 11]) for at in range(0, len(words), 11)]
    paged = [f"{line}\nTrang {at // 30}" if at % 30 == 29 else line for at, line in enumerate(lines)]
    return replace(other, text="\n".join(paged))


def file_reworded(work: Work, other: Work, chance: Random) -> Work | None:
    """Every sentence of the file said a little differently, clauses exchanged at the comma, numbers rounded."""
    if not work.text:
        return None
    lines = []
    for line in work.text.split("\n"):
        said, _ = _again(line, _WORDS["rivals"], chance, 1)
        halves = said.rstrip(".").split(", ", 1)
        if len(halves) == 2 and chance.random() < 0.5:
            said = f"{halves[1][:1].upper()}{halves[1][1:]}, {_low(halves[0])}."
        lines.append(re.sub(r"\b(\d+)\d\b", r"\g<1>0", said))
    return replace(other, text="\n".join(lines))


def photo_mirrored(work: Work, other: Work, chance: Random) -> Work | None:
    """The photograph as in a mirror."""
    return replace(other, photo=_jpeg(ImageOps.mirror(_opened(work.photo)), 78)) if work.photo else None


def photo_turned(work: Work, other: Work, chance: Random) -> Work | None:
    """The photograph lying on its side or head."""
    turn = chance.choice([90, 180, 270])
    return replace(other, photo=_jpeg(_opened(work.photo).rotate(turn, expand=True), 78)) if work.photo else None


def photo_on_slide(work: Work, other: Work, chance: Random) -> Work | None:
    """The photograph on a slide: a white margin on each side, a line of writing above."""
    if not work.photo:
        return None
    picture = _opened(work.photo)
    slide = Image.new("RGB", (int(picture.width * 1.12), int(picture.height * 1.22)), (252, 252, 250))
    slide.paste(picture, (int(picture.width * 0.06), int(picture.height * 0.16)))
    ImageDraw.Draw(slide).text((slide.width // 4, picture.height // 16), "SAN PHAM DU THI", fill=(20, 40, 120))
    return replace(other, photo=_jpeg(slide, 80))


def photo_of_screen(work: Work, other: Work, chance: Random) -> Work | None:
    """Taken off a screen by telephone: turned by two degrees, warm, flat, with a sticker in a corner."""
    if not work.photo:
        return None
    picture = _opened(work.photo).rotate(chance.uniform(-2, 2), Image.Resampling.BICUBIC)
    rim = (picture.width // 30, picture.height // 30)
    picture = picture.crop((rim[0], rim[1], picture.width - rim[0], picture.height - rim[1]))
    picture = ImageEnhance.Contrast(picture).enhance(chance.uniform(0.6, 0.85))
    warm = Image.blend(picture, Image.new("RGB", picture.size, (255, 190, 120)), 0.15)
    ImageDraw.Draw(warm).ellipse((8, 8, 48, 48), fill=(255, 220, 40))
    return replace(other, photo=_jpeg(warm, 60))


def _chapters(text: str) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {"": []}
    for line in text.split("\n"):
        if _HEADING.match(line):
            out[line] = []
        else:
            out[list(out)[-1]].append(line)
    return out


def _misread(word: str, chance: Random) -> str:
    at = chance.randrange(len(word))
    return word[:at] + chance.choice("lirnce1tfj") + word[at + 1 :]


def _opened(picture: bytes) -> Image.Image:
    return Image.open(io.BytesIO(picture)).convert("RGB")


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return out.getvalue()


def harder() -> list[str]:
    """Titles no two of which are the same work: one sentence around something else each time."""
    return [row["line"].format(it=it) for row in _WORDS["series"] for it in row["its"]]


def same_stand(one: bytes, chance: Random) -> bytes:
    """A photograph before the same banner of the fair as `one`: the upper third is the same, the thing is not."""
    picture = _opened(one)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, picture.height // 3, picture.width, picture.height), fill=(120, 110, 100))
    for _ in range(8):
        x, y = chance.randrange(picture.width - 60), chance.randrange(picture.height // 3, picture.height - 40)
        box = (x, y, x + chance.randrange(40, 220), y + chance.randrange(30, 160))
        draw.rectangle(box, fill=tuple(chance.randrange(256) for _ in range(3)))
    return _jpeg(picture, 85)


SECOND: dict[str, Disguise] = {
    one.__name__: one
    for one in (
        reworded, purpose_first, wrapped, next_version, lookalikes, spaced_out, summary_parts, summary_interleaved,
        summary_into_file, file_chapters, file_read_by_machine, file_reworded, photo_mirrored, photo_turned,
        photo_on_slide, photo_of_screen,
    )
}  # fmt: skip
