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
def _drawings() -> dict[str, tuple[str, str]]:
    return {name: (box, paths) for box, name, paths in _SYMBOL.findall(_SPRITE.read_text(encoding="utf-8"))}


def icon_of(name: str) -> Markup:
    """The drawing of an icon of the set, for beside a word. On one page it is drawn once and then used again.

    Raises KeyError for a name the set does not have.
    """
    box, paths = _drawings()[name]
    drawn: set[str] = request.environ.setdefault("contest.icons", set()) if has_request_context() else set()
    if name in drawn:
        content = f'<use href="#bi-{name}"/>'
    else:
        drawn.add(name)
        content = f'<g id="bi-{name}">{paths}</g>'
    return Markup(f'<svg class="bi" viewBox="{box}" aria-hidden="true" focusable="false">{content}</svg>')
