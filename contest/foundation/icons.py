"""Icons drawn into the page itself from the set that comes with Bootstrap-Flask: no sprite of a megabyte, no font."""

import mmap
import re
from functools import cache
from pathlib import Path

import flask_bootstrap
from flask import has_request_context, request
from markupsafe import Markup

_SPRITE = Path(flask_bootstrap.__file__).parent / "static" / "bootstrap5" / "icons" / "bootstrap-icons.svg"
_BOX = re.compile(r'<symbol[^>]*? viewBox="([^"]+)"')


@cache
def _drawing(name: str) -> tuple[Markup, Markup]:
    """The icon drawn, and the icon drawn before. Raises KeyError for a name the set does not have.

    Looked for in the file when it is first drawn: pages need a hundred of two thousand, and all of them are 3 MiB.
    """
    with _SPRITE.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as sprite:
        own = f' id="{name}">'.encode()
        at = sprite.find(own)
        if at < 0:
            raise KeyError(name)
        head = sprite[sprite.rfind(b"<symbol", 0, at) : at].decode()
        paths = sprite[at + len(own) : sprite.find(b"</symbol>", at)].decode()
    box = _BOX.match(head)
    if box is None:
        raise KeyError(name)
    return _svg(box[1], f'<g id="bi-{name}">{paths}</g>'), _svg(box[1], f'<use href="#bi-{name}"/>')


def _svg(box: str, content: str) -> Markup:
    return Markup(f'<svg class="bi" viewBox="{box}" aria-hidden="true" focusable="false">{content}</svg>')


def icon_of(name: str) -> Markup:
    """The drawing of an icon of the set, for beside a word. On one page it is drawn once and then used again.

    Raises KeyError for a name the set does not have.
    """
    first, again = _drawing(name)
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
