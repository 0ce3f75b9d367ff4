"""Guesses about a foreign register: where its headings stand, which column is which of ours, what its words mean."""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from contest.editions.rules import Regulation
from contest.entries.rules.mapping import CHOSEN, Layout, Line, shown, unknown_words
from contest.entries.rules.values import key_by_name
from contest.foundation.vietnamese import fold, plausible_name

_WITHIN = 40
_SAMPLE = 40
# Words of a heading, the surer ones first; each is looked for as whole words.
_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "code": ("ma so", "ma ho so", "ky hieu"),
    "title": ("ten giai phap", "ten san pham", "ten mo hinh", "ten de tai", "ten cong trinh", "ten du an",
              "ten ho so", "giai phap", "san pham", "de tai"),
    "field": ("linh vuc", "nhom linh vuc"),
    "division": ("bang", "khoi", "cap hoc", "bac hoc"),
    "authors": ("tac gia", "nhom tac gia", "ho va ten", "ho ten", "nguoi du thi", "thi sinh", "dong tac gia"),
    "birth_on": ("ngay sinh", "nam sinh", "ngay thang nam sinh", "sinh ngay"),
    "gender": ("gioi tinh", "nam nu"),
    "share": ("ty le", "ti le", "dong gop"),
    "position_title": ("lop", "chuc danh", "chuc vu", "nghe nghiep"),
    "mentor": ("huong dan", "gvhd"),
    "author_unit": ("noi cong tac", "hoc sinh truong", "truong dang hoc"),
    "unit": ("don vi", "truong", "co quan", "to chuc"),
    "locality": ("dia phuong", "xa phuong", "dia chi", "huyen", "tinh"),
    "summary": ("tom tat", "mo ta", "noi dung"),
    "phone": ("dien thoai", "so dt", "sdt", "di dong", "lien he"),
    "email": ("email", "e mail", "thu dien tu", "gmail"),
    "consent": ("dong y",),
    "handed_in": ("ngay nop", "ngay gui", "ngay nhan"),
}  # fmt: skip
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|(?:19|20)\d\d")
_PHONE = re.compile(r"(?:\+?84|0)[\d .-]{8,13}")
_LIKELY = 0.6
_TITLE_LENGTH = 12
_FAMILY_NAMES = (
    "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh doan trinh truong lam mai dao ha "
    "cao luong luu to ta thai quach chu trieu phung vuong nghiem kieu la lai mac khuc tong ninh dam an bach tang "
    "chau ma giang y h'lan nong be hua lo quang cam sung vang thao ka dieu rmah ksor siu"
)
_FAMILIES = frozenset(_FAMILY_NAMES.split())


def guess(lines: Sequence[Line], width: int, regulation: Regulation) -> Layout:
    """The likeliest mapping; what nothing speaks for is left open."""
    head = _head(lines, width)
    line = next(one for one in lines if one.number == head)
    columns: dict[str, tuple[int, ...]] = {}
    taken: set[int] = set()
    for key, column in _by_heading(line, width):
        if key not in columns and column not in taken:
            columns[key] = (column,)
            taken.add(column)
    below = [one for one in lines if one.number > head][:_SAMPLE]
    for key, column in _by_content(below, width, taken, regulation):
        if key not in columns and column not in taken:
            columns[key] = (column,)
            taken.add(column)
    for key, column in _by_length(below, width, taken):
        columns.setdefault(key, (column,))
    if not regulation.divisions:
        columns.pop("division", None)
    mapping = Layout(head=head, columns=columns, per_row=_one_a_row(below, columns), split=_split(below, columns))
    return with_meanings(mapping, lines, regulation)


def with_meanings(mapping: Layout, lines: Sequence[Line], regulation: Regulation) -> Layout:
    """The mapping with a likely meaning for each word for a field or division the regulation does not know."""
    values = {
        kind: dict(mapping.values.get(kind, {}))
        | {
            fold(word): key
            for word in unknown_words(kind, mapping, lines, regulation)
            if fold(word) not in mapping.values.get(kind, {}) and (key := likely_choice(kind, word, regulation))
        }
        for kind in CHOSEN
    }
    return Layout(mapping.head, mapping.columns, mapping.fixed, mapping.split, mapping.per_row, values)


def likely_choice(kind: str, word: str, regulation: Regulation) -> str:
    """The key of the field or division a word most likely means; "" when none is near."""
    plain = fold(word)
    choices = regulation.fields if kind == "field" else regulation.divisions
    rated = [(_nearness(plain, fold(choice.name)), choice.key) for choice in choices]
    best = max(rated, default=(0.0, ""))
    return best[1] if best[0] >= _LIKELY else ""


def _nearness(word: str, name: str) -> float:
    if word and (word in name or name in word):
        return 1.0
    shared = set(word.split()) & set(name.split())
    by_words = len(shared) / max(1, min(len(word.split()), len(name.split())))
    return max(by_words * 0.9, SequenceMatcher(None, word, name).ratio())


def _plain(text: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in fold(text)).split())


def _head(lines: Sequence[Line], width: int) -> int:
    """The line with the most headings that are known; else the first one with three texts; else the first."""

    def rate(line: Line) -> tuple[int, int]:
        return len({key for key, _ in _by_heading(line, width)}), -line.number

    early = [line for line in lines if line.number <= _WITHIN] or list(lines[:1])
    best = max(early, key=rate)
    if rate(best)[0] >= 2:
        return best.number
    wide = (line for line in early if sum(bool(shown(line.cell(column))) for column in range(width)) >= 3)
    return next(wide, early[0]).number


def _by_heading(line: Line, width: int) -> list[tuple[str, int]]:
    """Keys and columns, the surest first: the whole heading, then words of it in the order of our list."""
    rated = []
    for column in range(width):
        text = _plain(shown(line.cell(column)))
        if not text or len(text) > 80:
            continue
        for key, signs in _HEADINGS.items():
            for rank, sign in enumerate(signs):
                if text == sign:
                    rated.append((0, rank, column, key))
                elif f" {sign} " in f" {text} ":
                    rated.append((1 + (text.find(sign) > 0), rank, column, key))
    return [(key, column) for _, _, column, key in sorted(rated)]


def _by_content(lines: Sequence[Line], width: int, taken: set[int], regulation: Regulation) -> list[tuple[str, int]]:
    """Keys and columns by what most of their cells look like."""
    found = []
    for column in range(width):
        texts = [text for line in lines if (text := shown(line.cell(column)).strip())]
        if column in taken or not texts:
            continue
        signs = {
            "field": lambda text: bool(key_by_name(regulation, "field", text)),
            "division": lambda text: bool(key_by_name(regulation, "division", text)),
            "email": lambda text: "@" in text,
            "phone": lambda text: bool(_PHONE.fullmatch(text)),
            "birth_on": lambda text: bool(_DATE.fullmatch(text)),
            "gender": lambda text: fold(text) in ("nam", "nu"),
            "authors": lambda text: all(map(_is_name, re.split(r"[\n;,]+", text))),
        }
        likely = next((key for key, sign in signs.items() if sum(map(sign, texts)) >= _LIKELY * len(texts)), "")
        if likely:
            found.append((likely, column))
    return found


def _is_name(text: str) -> bool:
    """Whether a text is a person's name by its family name; a title of a few words is plausible as a name, too."""
    words = fold(text).split()
    return 2 <= len(words) <= 6 and words[0] in _FAMILIES and plausible_name(text)


def _by_length(lines: Sequence[Line], width: int, taken: set[int]) -> list[tuple[str, int]]:
    """The column of the longest texts that nothing else speaks for may be the titles."""
    lengths = {}
    for column in range(width):
        texts = [text for line in lines if (text := shown(line.cell(column)).strip())]
        if column not in taken and texts and sum(map(len, texts)) / len(texts) >= _TITLE_LENGTH:
            lengths[column] = sum(map(len, texts)) / len(texts)
    return [("title", max(lengths, key=lambda column: lengths[column]))] if lengths else []


def _one_a_row(lines: Sequence[Line], columns: Mapping[str, tuple[int, ...]]) -> bool:
    """Whether lines without a title but with a name are common: each author has a line of their own."""
    title, names = columns.get("title"), columns.get("authors")
    if title is None or names is None:
        return False
    return any(line.cell(title[0]) is None and line.cell(names[0]) is not None for line in lines[1:])


def _split(lines: Sequence[Line], columns: Mapping[str, tuple[int, ...]]) -> str:
    names = columns.get("authors")
    texts = [shown(line.cell(names[0])) for line in lines] if names else []
    if any("|" in text for text in texts):
        return "lines"
    if sum(bool(re.search(r"(?:^|\n)\s*(?:[-–+•]|\d{1,2}[.)])\s*\S", text)) for text in texts) > len(texts) / 3:
        return "dashes"
    return "commas" if any("," in text for text in texts) else "lines"
