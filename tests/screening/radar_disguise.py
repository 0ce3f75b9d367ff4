"""How people make an old work look new: twenty disguises of a dossier, written before and apart from the radar.

A disguise takes a work and chance, and gives the title, summary, text and photo somebody would hand in again; None
where it cannot be done to this work (nothing to swap). It knows nothing of how duplicates are found.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from tests.screening.radar_photos import cropped, resaved

WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("radar_words.toml").read_text(encoding="utf-8"))
_DISGUISE = WORDS["disguise"]


@dataclass(frozen=True, slots=True)
class Work:
    """A dossier as far as a radar can see it: `text` is what a file says, `photo` a JPEG or PNG, `scan` a page of paper
    as a picture; empty for none.
    """

    title: str
    summary: str = ""
    text: str = ""
    photo: bytes = b""
    scan: bytes = b""


# What is handed in again, a stranger's dossier under a title of its own to start from, chance.
Disguise = Callable[[Work, Work, Random], Work | None]


def bare_of_accents(text: str) -> str:
    """As typed on a keyboard without Vietnamese."""
    flat = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in flat if not unicodedata.combining(letter))


def _lower_first(text: str) -> str:
    keep = len(text) > 1 and text[1].isupper()
    return text if keep else text[:1].lower() + text[1:]


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def no_accents(work: Work, other: Work, chance: Random) -> Work | None:
    """Everything without accents, small letters."""
    return replace(other, title=bare_of_accents(work.title).lower())


_SPELT = [
    *(
        ("ỹ", "ĩ"),
        ("kỳ", "kì"),
        ("lý", "lí"),
        ("mỹ", "mĩ"),
        ("hoá", "hóa"),
        ("thuỷ", "thủy"),
        ("ủy", "uỷ"),
        ("òa", "oà"),
    ),
    *(("óa", "oá"), ("úy", "uý"), ("tỷ", "tỉ"), ("sỹ", "sĩ"), ("quý", "quí"), ("hí", "hý"), ("vi ", "vy ")),
]


def spelling(work: Work, other: Work, chance: Random) -> Work | None:
    """i for y, the tone on the other vowel, letters taken apart, capitals, other dashes."""
    title = work.title.lower() if chance.random() < 0.5 else work.title
    for old, new in _SPELT:
        title = title.replace(old, new) if old in title else title.replace(new, old)
    title = title.replace(" - ", " – ").replace('"', "”")
    title = title.upper() if chance.random() < 0.5 else title
    return replace(other, title=unicodedata.normalize("NFD", title))


def _opened(title: str, chance: Random) -> str:
    bare = title
    for opening in sorted(_DISGUISE["openings"], key=len, reverse=True):
        if bare.lower().startswith(opening.lower()) and len(bare.split()) > len(opening.split()) + 2:
            bare = bare[len(opening) :].lstrip(" ,:-")
            break
    return f"{chance.choice(_DISGUISE['openings'])} {_lower_first(bare)}"


def opening(work: Work, other: Work, chance: Random) -> Work | None:
    """Another opening of the kind every title may have."""
    return replace(other, title=_opened(work.title, chance))


def head(work: Work, other: Work, chance: Random) -> Work | None:
    """The device is called by another general name."""
    heads: dict[str, list[str]] = WORDS["heads"]
    for old in sorted(heads, key=len, reverse=True):
        if re.match(rf"{old}\b", work.title, re.IGNORECASE):
            title = chance.choice(heads[old]) + work.title[len(old) :]
            return replace(other, title=_upper_first(title))
    return None


_JOINTS = re.compile(
    r"\s+(?=(?:bằng|cho|sử dụng|ứng dụng|dùng cho|dùng|từ|trong|tại|của|phục vụ|giúp|nhằm|để|điều khiển|dành cho)\s)"
)


def turned(work: Work, other: Work, chance: Random) -> Work | None:
    """The parts of the title in another order."""
    parts = [part.strip(" ,.-") for part in re.split(r"\s+-\s+|,\s+|:\s+", work.title)]
    if len(parts) == 1:
        parts = _JOINTS.split(work.title)
    if len(parts) < 2:
        return None
    moved = [*parts[1:], parts[0]] if chance.random() < 0.6 else [parts[-1], *parts[:-1]]
    return replace(other, title=_upper_first(", ".join(_lower_first(part) for part in moved)))


def tail(work: Work, other: Work, chance: Random) -> Work | None:
    """A place, an aim or a period put behind."""
    return replace(other, title=f"{work.title} {chance.choice(_DISGUISE['tails'])}")


def cut(work: Work, other: Work, chance: Random) -> Work | None:
    """The last words left out, a third of them at most."""
    words = work.title.split()
    if len(words) < 6:
        return None
    gone = chance.randint(1, len(words) // 3)
    return replace(other, title=" ".join(words[:-gone]).rstrip(" ,-–("))


def _swapped(text: str, rows: list[list[str]], chance: Random, most: int) -> str | None:
    done = 0
    for row in chance.sample(rows, len(rows)):
        for old in sorted(row, key=len, reverse=True):
            found = re.search(rf"(?<!\w){re.escape(old)}(?!\w)", text, re.IGNORECASE)
            if found and done < most:
                new = chance.choice([word for word in row if word != old])
                text = text[: found.start()] + new + text[found.end() :]
                done += 1
                break
    return _upper_first(text) if done else None


def dialect(work: Work, other: Work, chance: Random) -> Work | None:
    """Another region's or trade's word for the same thing, once or twice."""
    title = _swapped(work.title, WORDS["same"]["rows"], chance, 2)
    return None if title is None else replace(other, title=title)


def letters(work: Work, other: Work, chance: Random) -> Work | None:
    """Words as initials, or initials written out."""
    title = _swapped(work.title, WORDS["same"]["letters"], chance, 2)
    return None if title is None else replace(other, title=title)


def typing(work: Work, other: Work, chance: Random) -> Work | None:
    """Slips of the fingers: letters doubled, lost or changed places, a Telex sign left; one in twelve."""
    signs = list(work.title)
    for _ in range(max(1, min(4, len(signs) // 12))):
        place = chance.randrange(1, len(signs) - 1)
        if not signs[place].isalpha():
            continue
        match chance.randrange(4):
            case 0:
                signs[place] = ""
            case 1:
                signs[place] *= 2
            case 2:
                signs[place], signs[place - 1] = signs[place - 1], signs[place]
            case 3:
                signs[place] += chance.choice("sfrxjw")
    return replace(other, title="".join(signs))


def branded(work: Work, other: Work, chance: Random) -> Work | None:
    """A coined name in front, "version two" behind."""
    end = chance.choice(["", " phiên bản 2.0", " thế hệ 2", " (cải tiến)"])
    return replace(other, title=f"{chance.choice(_DISGUISE['brands'])} - {_lower_first(work.title)}{end}")


def scanned(work: Work, other: Work, chance: Random) -> Work | None:
    """As a scanner's program reads it: words run together or torn, l for 1, accents lost here and there."""
    words = work.title.split()
    for _ in range(max(1, len(words) // 4)):
        place = chance.randrange(len(words))
        match chance.randrange(4):
            case 0 if place + 1 < len(words):
                words[place : place + 2] = [words[place] + words[place + 1]]
            case 1 if len(words[place]) > 3:
                words[place] = f"{words[place][:2]} {words[place][2:]}"
            case 2:
                words[place] = words[place].replace("l", "1").replace("o", "0").replace("i", "ì")
            case _:
                words[place] = bare_of_accents(words[place])
    return replace(other, title=" ".join(words).replace(", ", " . "))


def thorough(work: Work, other: Work, chance: Random) -> Work | None:
    """Several at once: other words, another opening, a tail; the summary lightly rewritten."""
    title = _swapped(work.title, WORDS["same"]["rows"], chance, 1) or work.title
    title = _opened(title, chance)
    title = f"{title} {chance.choice(_DISGUISE['tails'])}" if chance.random() < 0.5 else bare_of_accents(title)
    return replace(other, title=title, summary=_rewritten(work.summary, chance))


def _sentences(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"(?<=\.)\s+", text) if part.strip()]


def _rewritten(text: str, chance: Random) -> str:
    lines = [_swapped(line, WORDS["same"]["rows"], chance, 2) or line for line in _sentences(text)]
    chance.shuffle(lines)
    lines = [f"{chance.choice(['Hơn nữa,', 'Ngoài ra', 'Thực tế cho thấy', 'Đặc biệt,'])} {_lower_first(line)}"
             if chance.random() < 0.4 else line for line in lines]  # fmt: skip
    return " ".join(lines)


def summary_kept(work: Work, other: Work, chance: Random) -> Work | None:
    """A new title over the old summary, word for word."""
    return replace(other, summary=work.summary)


def summary_rewritten(work: Work, other: Work, chance: Random) -> Work | None:
    """A new title; the summary's sentences in another order, with other words here and there."""
    return replace(other, summary=_rewritten(work.summary, chance))


def summary_half(work: Work, other: Work, chance: Random) -> Work | None:
    """A new title; half of the summary among sentences of their own."""
    old = _sentences(work.summary)
    kept = chance.sample(old, (len(old) + 1) // 2)
    mixed = kept + _sentences(other.summary)[: len(kept)]
    chance.shuffle(mixed)
    return replace(other, summary=" ".join(mixed))


def file_exported(work: Work, other: Work, chance: Random) -> Work | None:
    """The description exported anew: other line ends, words parted at them, page heads, letters taken apart."""
    out: list[str] = []
    for number, line in enumerate(_lines(work.text, chance.randint(48, 96))):
        out.append(line)
        if number % 30 == 29:
            out += [f"Trang {number // 30 + 1}", "Hội thi Sáng tạo kỹ thuật"]
    text = "\n".join(out)
    text = unicodedata.normalize("NFD", text) if chance.random() < 0.5 else text.replace("fi", "ﬁ")
    return replace(other, text=text)


def _lines(text: str, width: int) -> list[str]:
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [*lines, line]


def file_rebuilt(work: Work, other: Work, chance: Random) -> Work | None:
    """Chapters moved, a new cover, a quarter of the sentences somebody else's."""
    lines = _sentences(work.text)
    kept = [line for line in lines if chance.random() < 0.75]
    half = len(kept) // 2
    text = " ".join([*_sentences(other.text)[: len(lines) // 4], *kept[half:], *kept[:half]])
    return replace(other, text=f"BÁO CÁO TÓM TẮT\n{text}")


def photo_resaved(work: Work, other: Work, chance: Random) -> Work | None:
    """The old photo sent through a messenger: smaller, more compressed."""
    return replace(other, photo=resaved(work.photo, chance))


def photo_cropped(work: Work, other: Work, chance: Random) -> Work | None:
    """The old photo with a rim cut off, brighter, with the date stamped into a corner."""
    return replace(other, photo=cropped(work.photo, chance))


KINDS: dict[str, Disguise] = {
    one.__name__: one
    for one in (
        no_accents, spelling, opening, head, turned, tail, cut, dialect, letters, typing, branded, scanned, thorough,
        summary_kept, summary_rewritten, summary_half, file_exported, file_rebuilt, photo_resaved, photo_cropped,
    )
}  # fmt: skip
