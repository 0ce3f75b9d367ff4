"""The school level an author's class and school tell of; several when the words leave it open."""

import re
from collections.abc import Iterable

from contest.entries.rules import AuthorFacts
from contest.foundation.vietnamese import fold

# "8A", "lớp 8A2", "12/3", "10 Toán": the number is the grade when nothing but a section follows.
_GRADE = re.compile(r"(?:hoc sinh )?(?:lop|khoi)?\s*(\d{1,2})(?!\d)\s*(?:[a-z]|[/.-]|$)", re.ASCII)
_GRADES = {
    **dict.fromkeys(range(1, 6), "tieu_hoc"),
    **dict.fromkeys(range(6, 10), "thcs"),
    **dict.fromkeys(range(10, 13), "thpt"),
}
_WORDS: tuple[tuple[str, str], ...] = (
    ("mam non", "mam_non"),
    ("mau giao", "mam_non"),
    ("tieu hoc", "tieu_hoc"),
    ("thcs", "thcs"),
    ("trung hoc co so", "thcs"),
    ("thpt", "thpt"),
    ("trung hoc pho thong", "thpt"),
    ("cao dang", "cao_dang"),
    ("dai hoc", "dai_hoc"),
    ("hoc vien", "dai_hoc"),
)


def levels_of(author: AuthorFacts) -> frozenset[str]:
    """By the class when it says one, otherwise by the school's name; empty when neither says anything."""
    grade = _grade_level(author.position_title)
    if grade:
        return frozenset({grade})
    by_title = _named(author.position_title)
    return by_title or _named(author.unit)


def _grade_level(text: str) -> str:
    found = _GRADE.match(fold(text))
    return _GRADES.get(int(found.group(1)), "") if found else ""


def _named(text: str) -> frozenset[str]:
    plain = fold(text)
    return frozenset(level for word, level in _WORDS if word in plain)


def within(levels: frozenset[str], allowed: Iterable[str]) -> bool | None:
    """Whether the levels are among those allowed; None when nothing is known, or only some are."""
    wanted = set(allowed)
    if not levels or (levels & wanted and levels - wanted):
        return None
    return levels <= wanted
