"""Icons drawn into the page itself from the set that comes with Bootstrap-Flask: no sprite of a megabyte, no font."""

import re
from functools import cache
from pathlib import Path

import flask_bootstrap
from flask import has_request_context, request
from markupsafe import Markup

_SPRITE = Path(flask_bootstrap.__file__).parent / "static" / "bootstrap5" / "icons" / "bootstrap-icons.svg"
_SYMBOL = re.compile(r'<symbol[^>]*? viewBox="([^"]+)" id="([^"]+)">(.*?)</symbol>', re.DOTALL)


@cache
def _drawings() -> dict[str, tuple[Markup, Markup]]:
    """By name: the icon drawn, and the icon drawn before."""
    return {
        name: (_svg(box, f'<g id="bi-{name}">{paths}</g>'), _svg(box, f'<use href="#bi-{name}"/>'))
        for box, name, paths in _SYMBOL.findall(_SPRITE.read_text(encoding="utf-8"))
    }


def _svg(box: str, content: str) -> Markup:
    return Markup(f'<svg class="bi" viewBox="{box}" aria-hidden="true" focusable="false">{content}</svg>')


def icon_of(name: str) -> Markup:
    """The drawing of an icon of the set, for beside a word. On one page it is drawn once and then used again.

    Raises KeyError for a name the set does not have.
    """
    first, again = _drawings()[name]
    drawn = drawn_icons()
    if name in drawn:
        return again
    drawn.add(name)
    return first


def drawn_icons() -> set[str]:
    """The icons that stand on the page already; nothing is remembered outside a request."""
    if not has_request_context():
        return set()
    drawn: set[str] = request.environ.setdefault("contest.icons", set())
    return drawn
