"""Whose name the public sees, and where: a child's only with the consents the law asks for; silence is no consent.

Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, Điều 24: of a child from 7 years both the child and the representative have to
agree; what was taken back is not shown from that moment on.
"""

import re
from collections.abc import Sequence
from typing import Literal

from contest.editions.rules import Regulation
from contest.entries.rules import AuthorFacts, consents_needed, reference_day

UNNAMED = "Tác giả (không công bố tên)"
# Where names may appear, and which consents each place asks for.
Surface = Literal["public", "posted", "press", "photographs"]
SURFACES: dict[Surface, tuple[str, ...]] = {
    "public": ("publish_name",),
    "posted": ("publish_name",),
    "press": ("publish_name", "press"),
    "photographs": ("photographs",),
}
# What an adult takes part in without being asked: the result with its names is what a contest is for.
_TAKEN_FOR_GRANTED = "publish_name"


def may_show(author: AuthorFacts, regulation: Regulation, surface: Surface) -> bool:
    """Whether the author may appear there today.

    What was taken back by anybody is not shown, whatever others agreed to. Of a minor, and of whoever may be one,
    everybody who has to agree has agreed to each purpose. An adult is named in the result unless they took it back;
    for photographs and the press they have agreed, where the regulation asks.
    """
    purposes = SURFACES[surface]
    if any(purpose in purposes for purpose, _ in author.refused):
        return False
    needed = _needed(author, regulation)
    if needed != ("self",):
        return all((purpose, by) in author.consents for purpose in purposes for by in needed)
    asked = [each for each in purposes if each != _TAKEN_FOR_GRANTED and each in regulation.consents]
    return all((purpose, "self") in author.consents for purpose in asked)


def may_name(author: AuthorFacts, regulation: Regulation) -> bool:
    """Whether the public page may name the author."""
    return may_show(author, regulation, "public")


def _needed(author: AuthorFacts, regulation: Regulation) -> tuple[str, ...]:
    """Who has to agree: where the age is not sure, guardian and child."""
    needed = consents_needed(author, regulation)
    if needed == ("self",) and _may_be_a_child(author, regulation):
        return ("guardian", "self")
    return needed


def _may_be_a_child(author: AuthorFacts, regulation: Regulation) -> bool:
    """In a youth contest nobody is taken for an adult without a birth date; a year alone leaves its last day open."""
    if author.birth_on is not None:
        return False
    if author.birth_year is not None:
        return reference_day(regulation).year - author.birth_year <= regulation.authors.minor_below
    return regulation.kind == "youth"


def named_authors(authors: Sequence[AuthorFacts], regulation: Regulation, surface: Surface = "public") -> list[str]:
    """The names that may be read there, in printed order, and at the end how many may not."""
    names = [author.name for author in authors if may_show(author, regulation, surface)]
    hidden = len(authors) - len(names)
    if hidden == 1:
        names.append(UNNAMED)
    elif hidden:
        names.append(f"{hidden} tác giả (không công bố tên)")
    return names


def shown_classes(authors: Sequence[AuthorFacts], regulation: Regulation) -> list[str]:
    """Classes or titles of those who are named."""
    found = [author.position_title for author in authors if may_name(author, regulation) and author.position_title]
    return list(dict.fromkeys(found))


def without_names(
    text: str, authors: Sequence[AuthorFacts], regulation: Regulation, surface: Surface = "public"
) -> str:
    """A title or summary without the names of those who are not shown there, however spaced and capitalised."""
    for author in authors:
        words = author.name.split()
        if words and not may_show(author, regulation, surface):
            text = re.sub(r"\s+".join(map(re.escape, words)), "(không công bố tên)", text, flags=re.IGNORECASE)
    return text
