"""Addresses for templates: what Flask builds, remembered, since a page has scores of links that are always the same."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from flask import Flask, g, request, url_for
from werkzeug.routing import Rule

_MOST = 1 << 13
_Build = Callable[..., tuple[str, str]]


class LateRule(Rule):
    """A rule that makes its builders when the first address is asked of it.

    Werkzeug writes and compiles two functions for each of three hundred rules: a sixth of the time from the command to
    the first answer, for addresses of which most pages need a few.
    """

    def _compile_builder(self, append_unknown: bool = True) -> _Build:
        make, made = super()._compile_builder, list[_Build]()

        def build(rule: Rule, /, **values: Any) -> tuple[str, str]:
            if not made:
                made.append(make(append_unknown))
            return made[0](rule, **values)

        return build


def install(app: Flask) -> None:
    """Give the application's templates a `url_for` that remembers; its keys hold all that an address depends on."""

    @lru_cache(maxsize=_MOST)
    def remembered(root: str, slug: str, endpoint: str, values: tuple[tuple[str, type, Any], ...]) -> str:
        return url_for(endpoint, **{name: value for name, _, value in values})

    def address(endpoint: str, **values: Any) -> str:
        if endpoint.startswith(".") or any(name.startswith("_") for name in values):
            return url_for(endpoint, **values)
        edition = g.get("edition")
        # 1 and True are one key of a dictionary and two addresses.
        key = tuple((name, type(value), value) for name, value in values.items())
        try:
            return remembered(request.script_root, edition.slug if edition else "", endpoint, key)
        except TypeError:  # a list of values, which no key can hold
            return url_for(endpoint, **values)

    app.jinja_env.globals["url_for"] = address
