"""Parts of pages that look the same to everybody: drawn once for what they show, and kept by exactly that.

What is kept is found by the whole of its content, names and figures included; so nothing that has changed, been
withdrawn or been masked can come out of here again: other content is another key.
"""

import re
from collections.abc import Hashable
from functools import lru_cache

from flask import current_app, request
from markupsafe import Markup

from contest.foundation.icons import defined

# The template's indentation is a quarter of a long table.
_INDENT = re.compile(r"\n\s+")
# A table of some hundred rows is about 100 KB.
_KEPT = 128


class _Used(set[str]):
    """Icons a part uses: every one counts as drawn already, and is told."""

    def __contains__(self, name: object) -> bool:
        self.add(str(name))
        return True


def fragment(template: str, macro: str, *content: Hashable) -> Markup:
    """What a macro draws of its content, with the icons it needs; for templates.

    The macro is imported without a context: it shows its arguments and nothing else, addresses too, since the page's
    edition is not known to it. Content must be hashable, and equal only when it looks equal.
    """
    drawn, icons = _draw(template, macro, content)
    return defined(icons) + drawn


@lru_cache(maxsize=_KEPT)
def _draw(template: str, macro: str, content: tuple[Hashable, ...]) -> tuple[Markup, tuple[str, ...]]:
    before, used = request.environ.get("contest.icons"), _Used()
    request.environ["contest.icons"] = used
    try:
        module = current_app.jinja_env.get_template(template).module
        drawn = Markup(_INDENT.sub("\n", getattr(module, macro)(*content)))
    finally:
        request.environ["contest.icons"] = set() if before is None else before
    return drawn, tuple(sorted(used))
