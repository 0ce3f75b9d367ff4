"""Whose name the public sees: a child's only with the consents the law asks for; silence is no consent."""

from collections.abc import Sequence

from contest.editions.rules import Regulation
from contest.entries.rules import AuthorFacts, consents_needed

UNNAMED = "Tác giả (không công bố tên)"
_PUBLISH = "publish_name"


def may_name(author: AuthorFacts, regulation: Regulation) -> bool:
    """Adults are named; a minor when guardian and (from 7 years) child have agreed, and so is whoever may be one."""
    needed = consents_needed(author, regulation)
    if needed == ("self",):
        if not _may_be_a_child(author, regulation):
            return True
        needed = ("guardian", "self")
    return all((_PUBLISH, given_by) in author.consents for given_by in needed)


def _may_be_a_child(author: AuthorFacts, regulation: Regulation) -> bool:
    """In a youth contest nobody is taken for an adult without a birth date or year."""
    return regulation.kind == "youth" and author.birth_on is None and author.birth_year is None


def named_authors(authors: Sequence[AuthorFacts], regulation: Regulation) -> list[str]:
    """The names the public may read, in printed order, and at the end how many it may not."""
    names = [author.name for author in authors if may_name(author, regulation)]
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
