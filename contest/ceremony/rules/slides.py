"""The slides of the evening: which there are, in which order, how large their words, and when one may be shown.

A slide is shown whole or not at all: its words are set in the largest of a few sizes at which they fit. Sizes are in
hundredths of the screen's width, so what fits at 1280 × 720 fits everywhere.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import NamedTuple

from contest.foundation.refusal import Reason

# Width and height a slide has for its words, in hundredths of the screen's width.
_WIDE, _HIGH = 90.0, 37.5
# The width beside a photograph, and the smallest of SIZES that is still good there.
_BESIDE, _LEAST_BESIDE = 52.0, 3
# Sizes of title, names and unit on a slide of one winner, the largest first; static/ceremony/screen.css has the same.
SIZES = ((5.0, 3.8, 3.0), (4.2, 3.4, 2.7), (3.6, 3.0, 2.3), (3.1, 2.7, 2.3), (2.7, 2.5, 2.3), (2.4, 2.3, 2.2))
# Height of the lines of the title, of names and unit; the usual width of a letter, in parts of its size.
_TIGHT, _LOOSE, _BOLD, _PLAIN = 1.3, 1.4, 0.57, 0.56
# Sizes of a list of winners, one for all on it, so that nobody looks less; its height, width and gaps.
LISTS = (3.2, 2.7, 2.3)
_LIST_HIGH, _LIST_WIDE, _GAP = 38.5, 88.0, 1.2


class Card(NamedTuple):
    """A winner as a slide shows it. reference: which award of the sealed result; names: as consents of today allow.

    key: the award as the script knows it. author: for which one of the entry's, 0 for all. picture: the key of a
    photograph that may be shown, 0 for none. is_absent: nobody came for it, as the doors say.
    """

    reference: str
    code: str
    prize: str
    title: str
    names: tuple[str, ...]
    unit: str
    author: int = 0
    picture: int = 0
    entry_id: int = 0
    is_absent: bool = False
    key: str = ""


class Part(NamedTuple):
    """A part of the evening: a segment in words, or a group of winners; step: in which step of a script that runs."""

    key: str
    title: str
    note: str
    cards: tuple[Card, ...] = ()
    step: int = 0


@dataclass(frozen=True, slots=True)
class Slide:
    """What is on the screen at once. kind: opening, segment, prize, winner, list, closing; size: its place in SIZES.

    picture: the photograph beside the words, 0 where the words need the whole width. step: as its part's.
    """

    key: str
    kind: str
    heading: str
    note: str = ""
    cards: tuple[Card, ...] = ()
    size: int = 0
    picture: int = 0
    step: int = 0

    @property
    def references(self) -> tuple[str, ...]:
        """The awards that are known once the slide is shown."""
        return tuple(card.reference for card in self.cards)


def deck(title: str, note: str, parts: Sequence[Part]) -> list[Slide]:
    """The evening from the title to the thanks: each winner alone, then the group together.

    For whom nobody came is not called, and stands with the group only, be it alone there.
    """
    slides = [Slide("mo-dau", "opening", title, note)]
    for part in parts:
        slides += (replace(slide, step=part.step) for slide in _of_part(part))
    thanks = "Xin chúc mừng các tác giả và đơn vị đạt giải"
    return [*slides, Slide("ket-thuc", "closing", thanks, title, step=slides[-1].step)]


def _of_part(part: Part) -> Iterator[Slide]:
    if not part.cards:
        yield Slide(part.key, "segment", part.title, part.note)
        return
    yield Slide(part.key, "prize", part.title, part.note)
    for card in part.cards:
        if not card.is_absent:
            yield _alone(card)
    if len(part.cards) > 1 or part.cards[0].is_absent:
        place, pages = _listed(part.cards)
        for number, cards in enumerate(pages, 1):
            note = f"{number}/{len(pages)}" if len(pages) > 1 else ""
            yield Slide(f"{part.key}-ca-dot-{number}", "list", part.title, note, cards, place)


def _alone(card: Card) -> Slide:
    """A winner alone; beside a photograph only where the words still fit in letters of a good size."""
    beside, alone = fitting(card, _BESIDE), fitting(card, _WIDE)
    is_pictured = bool(card.picture) and beside is not None and beside <= _LEAST_BESIDE
    size = beside if is_pictured else alone
    place = len(SIZES) - 1 if size is None else size
    key = f"w-{card.reference[:20]}"
    return Slide(key, "winner", card.prize, "", (card,), place, card.picture if is_pictured else 0)


def fitting(card: Card, width: float) -> int | None:
    """The largest of SIZES at which title, names and unit fit in this width; None when they fit at none."""
    for place, (title, names, unit) in enumerate(SIZES):
        high = lines_of(card.title, title, width, _BOLD) * title * _TIGHT
        high += lines_of(", ".join(card.names), names, width) * names * _LOOSE
        high += lines_of(card.unit, unit, width) * unit * _LOOSE
        if high + 3 <= _HIGH:
            return place
    return None


def _listed(cards: Sequence[Card]) -> tuple[int, list[tuple[Card, ...]]]:
    """A group on as few slides as hold it, in the largest of LISTS at which so few hold it."""
    fewest = _pages(cards, LISTS[-1])
    for place, size in enumerate(LISTS[:-1]):
        pages = _pages(cards, size)
        if len(pages) == len(fewest) and all(listed_height(card, size) <= _LIST_HIGH for card in cards):
            return place, pages
    return len(LISTS) - 1, fewest


def _pages(cards: Sequence[Card], size: float) -> list[tuple[Card, ...]]:
    """The group in as few parts as fit on a slide each, about as many winners in each."""
    highs = [listed_height(card, size) for card in cards]
    for pages in range(max(1, ceil(sum(highs) / _LIST_HIGH)), len(cards)):
        many = ceil(len(cards) / pages)
        parts = [range(start, min(start + many, len(cards))) for start in range(0, len(cards), many)]
        if all(sum(highs[place] for place in part) <= _LIST_HIGH for part in parts):
            return [tuple(cards[place] for place in part) for part in parts]
    return [(card,) for card in cards]


def listed_height(card: Card, size: float) -> float:
    """How high a winner stands in a list of this size, in hundredths of the screen's width."""
    people = " · ".join(filter(None, (", ".join(card.names), card.unit)))
    lines = lines_of(card.title, size, _LIST_WIDE, _BOLD) + lines_of(people, size, _LIST_WIDE)
    return lines * size * _LOOSE + _GAP


def lines_of(text: str, size: float, width: float, letter: float = _PLAIN) -> int:
    """How many lines a text takes, as wide as letters usually are; they end between words, not quite full."""
    return ceil(len(text) * size * letter / (width * 0.95)) if text else 0


def in_full(shown: Sequence[str], authors: Sequence[tuple[str, bool]], unnamed: str) -> tuple[str, ...]:
    """The names of a slide in the dossier's order, as the reconciler compares them.

    authors: each name of the dossier, and whether it may be shown; who may not stands with the dossier's, since that it
    is left out is meant. unnamed: the words for them on the slide. A name beyond those that may be shown stands last.
    """
    rest = list(shown)
    if unnamed and unnamed in rest:
        rest.remove(unnamed)
    found = []
    for name, may_be_shown in authors:
        if not may_be_shown:
            found.append(name)
        elif rest:
            found.append(rest.pop(0))
    return (*found, *rest)


def stand_in(card: Card, number: int) -> Card:
    """The winner with invented words, for rehearsals whose hall may not hear a name yet."""
    names = tuple(f"Tác giả thử {place}" for place in range(1, max(1, len(card.names)) + 1))
    return card._replace(code="", picture=0, title=f"Tên dự thi thử số {number}", names=names, unit="Đơn vị thử")


def closed(slide: Slide, out: Collection[str], *, at: int, place: int, is_rehearsal: bool, is_held: bool) -> list[str]:
    """The awards of a slide that nobody outside knows yet; in a rehearsal, those of slides not reached.

    at: the place where the show stands; place: the slide's own.
    """
    if is_rehearsal:
        return list(slide.references) if place > at and slide.kind == "winner" else []
    return [known for known in slide.references if known not in out] if is_held else []


def why_not_start(*, is_open: bool, run: str, is_rehearsal: bool, is_public: bool, is_held: bool) -> list[Reason]:
    """Why the slides cannot be opened. run: "" while no script runs, "rehearsal" or "real" of the one that does."""
    reasons = [Reason("show_open")] if is_open else []
    if run and (run == "rehearsal") != is_rehearsal:
        words = {"rehearsal": "tổng duyệt", "real": "chính thức"}
        reasons.append(Reason("show_run_differs", {"run": words[run]}))
    if not (is_rehearsal or is_public or is_held):
        reasons.append(Reason("show_not_held"))
    return reasons


def place_of(slides: Sequence[Slide], key: str, last: int = 0) -> int:
    """Where the slide with this key stands; of one that is gone, where the show stood before."""
    places: Mapping[str, int] = {slide.key: place for place, slide in enumerate(slides)}
    return places.get(key, min(last, len(slides) - 1))
