"""Whose name the public sees, and where: a child's only with the consents the law asks for; silence is no consent.

Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, Điều 24: of a child from 7 years both the child and the representative have to
agree; what was taken back is not shown from that moment on.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

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
    needed = agreed_by(author, regulation)
    if needed != ("self",):
        return all((purpose, by) in author.consents for purpose in purposes for by in needed)
    asked = [each for each in purposes if each != _TAKEN_FOR_GRANTED and each in regulation.consents]
    return all((purpose, "self") in author.consents for purpose in asked)


def may_name(author: AuthorFacts, regulation: Regulation) -> bool:
    """Whether the public page may name the author."""
    return may_show(author, regulation, "public")


def agreed_by(author: AuthorFacts, regulation: Regulation) -> tuple[str, ...]:
    """Who has to agree for this author: where the age is not sure, guardian and child."""
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


class Shown(NamedTuple):
    """An entry's authors as a place may show them: names in printed order and how many have none, their classes.

    hidden: the names that may not be read there.
    """

    names: tuple[str, ...]
    classes: tuple[str, ...]
    hidden: tuple[str, ...]

    def of_text(self, text: str) -> str:
        """A title or summary without the hidden names, however spaced and capitalised."""
        for name in self.hidden:
            words = name.split()
            # A pattern is dear, and a name stands in its own title once in a hundred.
            if words and words[-1].casefold() in text.casefold():
                text = re.sub(r"\s+".join(map(re.escape, words)), "(không công bố tên)", text, flags=re.IGNORECASE)
        return text


def shown_of(authors: Sequence[AuthorFacts], regulation: Regulation, surface: Surface = "public") -> Shown:
    """What may be shown of these authors there today."""
    may = [may_show(author, regulation, surface) for author in authors]
    named = [author for author, may_be in zip(authors, may, strict=True) if may_be]
    hidden = tuple(author.name for author, may_be in zip(authors, may, strict=True) if not may_be)
    names = [author.name for author in named]
    if len(hidden) == 1:
        names.append(UNNAMED)
    elif hidden:
        names.append(f"{len(hidden)} tác giả (không công bố tên)")
    classes = dict.fromkeys(author.position_title for author in named if author.position_title)
    return Shown(tuple(names), tuple(classes), hidden)


def named_authors(authors: Sequence[AuthorFacts], regulation: Regulation, surface: Surface = "public") -> list[str]:
    """The names that may be read there, in printed order, and at the end how many may not."""
    return list(shown_of(authors, regulation, surface).names)


def shown_classes(authors: Sequence[AuthorFacts], regulation: Regulation) -> list[str]:
    """Classes or titles of those who are named."""
    return list(shown_of(authors, regulation).classes)


def without_names(
    text: str, authors: Sequence[AuthorFacts], regulation: Regulation, surface: Surface = "public"
) -> str:
    """A title or summary without the names of those who are not shown there, however spaced and capitalised."""
    return shown_of(authors, regulation, surface).of_text(text)
