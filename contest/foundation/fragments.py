"""Parts of pages that look the same to everybody: drawn once for what they show, and kept by exactly that.

What is kept is found by the whole of its content, names and figures included; so nothing that has changed, been
withdrawn or been masked can come out of here again: other content is another key.
"""

import re
from collections.abc import Callable, Hashable
from functools import lru_cache

from flask import current_app, g, request
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from contest.foundation.icons import drawn_icons

# The template's indentation is a quarter of a long table.
_INDENT = re.compile(r"\n\s+")
# A table of some hundred rows is about 100 KB.
_KEPT = 256
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
    part, drawn = _part(template, macro, content), drawn_icons()
    look = part.looks.get(part.icons & drawn)
    if look is None:
        look = _draw(part, template, macro, content, drawn)
    drawn |= part.icons
    return Markup(str.replace(look, _TOKEN, _visitors_token())) if _TOKEN in look else look


@lru_cache(maxsize=_KEPT)
def _part(template: str, macro: str, content: tuple[Hashable, ...]) -> _Part:
    return _Part()


def _draw(part: _Part, template: str, macro: str, content: tuple[Hashable, ...], drawn: set[str]) -> Markup:
    noted = request.environ["contest.icons"] = _Noted(drawn)
    token, g.csrf_token = g.pop("csrf_token", None), _TOKEN
    try:
        module = current_app.jinja_env.get_template(template).module
        look = Markup(_INDENT.sub("\n", getattr(module, macro)(*content)))
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
