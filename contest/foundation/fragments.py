"""Parts of pages that look the same to everybody: drawn once for what they show, and kept by exactly that.

What is kept is found by the whole of its content, names and figures included; so nothing that has changed, been
withdrawn or been masked can come out of here again: other content is another key.
"""

import re
from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache

from flask import current_app, g, request
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from contest.foundation.icons import drawn_icons

# The template's indentation is a quarter of a long table.
_INDENT = re.compile(r"\n\s+")
# A table of some hundred rows is about 100 KB.
_KEPT = 256
# A line is about 1 KB.
_KEPT_LINES = 2048
_LONG_LIST = 200
_VARIANTS = 8
# Stands in what is kept for the token of whoever looks at it.
_TOKEN = "\N{REPLACEMENT CHARACTER}token\N{REPLACEMENT CHARACTER}"
_visitors_token: Callable[[], str] = generate_csrf


class _Noted(set[str]):
    """The icons a page has drawn already, and which of them it was asked for."""

    def __init__(self, drawn: set[str]) -> None:
        super().__init__(drawn)
        self.asked: set[str] = set()

    def __contains__(self, name: object) -> bool:
        self.asked.add(str(name))
        return super().__contains__(name)


class _Part:
    """One content: the icons it uses, and how it looks by those of them that stand on the page before it."""

    __slots__ = ("icons", "looks")

    def __init__(self) -> None:
        self.icons: frozenset[str] = frozenset()
        self.looks: dict[frozenset[str], Markup] = {}


def fragment(template: str, macro: str, *content: Hashable) -> Markup:
    """What a macro draws of its content; for templates.

    The macro is imported without a context: it shows its arguments and nothing else, addresses too, since the page's
    edition is not known to it. Content must be hashable, and equal only when it looks equal. Forms in it get the token
    of the visitor: none is ever kept.
    """
    return _with_token(_look(_part(template, macro, content), template, macro, content, drawn_icons()))


def lines(template: str, macro: str, rows: Sequence[Hashable], *more: Hashable) -> Markup:
    """What a macro draws of each row (and of `more`, the same for all); each line is kept by itself.

    So a line that was drawn in one list is at hand in all others that show it: searched, sorted, a page further on.
    """
    if len(rows) > _LONG_LIST:
        return Markup("").join(_macro(template, macro)(row, *more) for row in rows)
    drawn = drawn_icons()
    found = [_look(_line(template, macro, row, more), template, macro, (row, *more), drawn) for row in rows]
    return _with_token("".join(found))


@lru_cache(maxsize=_KEPT)
def _part(template: str, macro: str, content: tuple[Hashable, ...]) -> _Part:
    return _Part()


@lru_cache(maxsize=_KEPT_LINES)
def _line(template: str, macro: str, row: Hashable, more: tuple[Hashable, ...]) -> _Part:
    return _Part()


def _look(part: _Part, template: str, macro: str, content: tuple[Hashable, ...], drawn: set[str]) -> Markup:
    look = part.looks.get(part.icons & drawn)
    if look is None:
        look = _draw(part, template, macro, content, drawn)
    drawn |= part.icons
    return look


def _draw(part: _Part, template: str, macro: str, content: tuple[Hashable, ...], drawn: set[str]) -> Markup:
    noted = request.environ["contest.icons"] = _Noted(drawn)
    token, g.csrf_token = g.pop("csrf_token", None), _TOKEN
    try:
        look = Markup(_INDENT.sub("\n", _macro(template, macro)(*content)))
    finally:
        request.environ["contest.icons"] = drawn
        g.pop("csrf_token", None)
        if token is not None:
            g.csrf_token = token
    part.icons = frozenset(noted.asked)
    if len(part.looks) >= _VARIANTS:
        part.looks.clear()
    part.looks[part.icons & drawn] = look
    return look


def _with_token(look: str) -> Markup:
    return Markup(str.replace(look, _TOKEN, _visitors_token()) if _TOKEN in look else look)


def _macro(template: str, macro: str) -> Callable[..., str]:
    drawing: Callable[..., str] = getattr(current_app.jinja_env.get_template(template).module, macro)
    return drawing
