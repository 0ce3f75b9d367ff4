"""What a person reads of a pair: the reasons in words, and which words of two texts are the same."""

from collections.abc import Sequence
from typing import NamedTuple

from contest.foundation.vietnamese import nfc
from contest.screening.rules.radar.matching import Evidence
from contest.screening.rules.radar.tokens import EMPTY_WEIGHT, Group, groups

RADAR_WORDS = {"same": "Trùng", "different": "Không trùng", "other_use": "Khác công dụng"}
RADAR_KINDS = {"same": "refused", "different": "done", "other_use": "done", "": "attention"}
# So many words in a row are no accident in a long text.
_RUN = 4


def reason_words(one: Evidence) -> str:
    """A likeness as a sentence's part: "cùng 7 trong 8 từ của tên"."""
    share = round(100 * one.shared / max(one.of, 1))
    match one.kind:
        case "title":
            return f"cùng {one.shared} trong {one.of} từ của tên" if one.of else "tên gần giống nhau"
        case "summary":
            return f"phần mô tả giống khoảng {share} %"
        case "text":
            return f"khoảng {share} % tệp văn bản của hồ sơ này cũng có trong tệp của hồ sơ kia"
        case "told":
            return f"mô tả của hồ sơ này nằm trong tệp của hồ sơ kia khoảng {share} %"
        case "file":
            return "có tệp y hệt nhau"
        case "photo":
            return "ảnh giống nhau"


def likelihood_words(thousandths: int) -> str:
    """How likely two works are one, without a figure that would promise more than it knows."""
    return "Rất giống" if thousandths >= 900 else "Khá giống" if thousandths >= 700 else "Có điểm giống"


class Piece(NamedTuple):
    """A piece of a text, and whether the other text has it too."""

    words: str
    is_same: bool


def same_words(text: str, other: str) -> list[Piece]:
    """A title cut into pieces: its telling words that the other one has, under whichever name, and the rest."""
    theirs = {word.plain for group in groups(other) for word in group.tokens}
    alike = [
        any(word.plain in theirs and word.weight > EMPTY_WEIGHT for word in group.tokens) for group in groups(text)
    ]
    return pieces(text, groups(text), alike)


def same_runs(text: str, other: str) -> list[Piece]:
    """A long text cut into pieces: runs of four words and more that the other one has too, and the rest."""
    ours = groups(text)
    theirs = [group.tokens[0].plain for group in groups(other)]
    known = {tuple(theirs[place : place + _RUN]) for place in range(len(theirs) - _RUN + 1)}
    names = [group.tokens[0].plain for group in ours]
    alike = [False] * len(ours)
    for place in range(len(ours) - _RUN + 1):
        if tuple(names[place : place + _RUN]) in known:
            alike[place : place + _RUN] = [True] * _RUN
    return pieces(text, ours, alike)


def pieces(text: str, found: Sequence[Group], alike: Sequence[bool]) -> list[Piece]:
    """A text cut by its words: neighbours of the same sort are one piece, with what stands between them."""
    text = nfc(text)
    cut: list[Piece] = []
    done = 0
    for group, is_same in zip(found, alike, strict=True):
        between, words = text[done : group.start], text[group.start : group.end]
        if cut and cut[-1].is_same == is_same:
            cut[-1] = Piece(cut[-1].words + between + words, is_same)
        elif is_same:
            cut += [Piece(between, False), Piece(words, True)]
        else:
            cut.append(Piece(between + words, False))
        done = group.end
    cut.append(Piece(text[done:], False))
    return [piece for piece in cut if piece.words]
