"""Addresses of places in other rooms: a place that this house does not have is left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from flask import Flask, current_app, g, request, url_for

from contest.foundation.access import ANONYMOUS
from contest.home.rules import Deed, MenuGroup, MenuItem, menu


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the menu with its address."""

    words: str
    icon: str
    url: str
    is_here: bool
    is_page: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Places under one heading."""

    words: str
    items: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """A deed with its address ("" when there is no page for it)."""

    words: str
    verb: str
    url: str
    is_wait: bool


def address(endpoint: str, values: Mapping[str, str | int]) -> str:
    """The address of a page, or "" when the house does not have it."""
    given: dict[str, Any] = dict(values)
    return url_for(endpoint, **given) if endpoint in current_app.view_functions else ""


def task(deed: Deed) -> Task:
    """The deed as the board shows it."""
    return Task(deed.words, deed.verb, address(deed.endpoint, deed.values) if deed.endpoint else "", deed.is_wait)


def _house() -> Flask:
    """The application itself, not the stand-in that follows the request: what is cached hangs on it."""
    house: Flask = cast("Any", current_app)._get_current_object()
    return house


def shown_menu() -> tuple[Group, ...]:
    """The menu of the edition one is in, for who is asking; empty outside an edition."""
    edition = g.get("edition")
    if edition is None:
        return ()
    asked = menu(g.get("actor", ANONYMOUS), edition.id, edition.stage)
    groups = _addressed(_house(), request.script_root, edition.slug, asked)
    here = _here([url for _, places in groups for _, url in places])
    return tuple(
        Group(words, tuple(Place(item.words, item.icon, url, url == here, url == request.path) for item, url in places))
        for words, places in groups
        if places
    )


@lru_cache(maxsize=256)
def _addressed(
    app: Flask, root: str, slug: str, groups: tuple[MenuGroup, ...]
) -> list[tuple[str, list[tuple[MenuItem, str]]]]:
    """Every place with its address, those that the house does not have left out; the same for all who see the same."""
    found = [(group.words, [(item, address(item.endpoint, {})) for item in group.items]) for group in groups]
    return [(words, [(item, url) for item, url in places if url]) for words, places in found]


def _here(urls: list[str]) -> str:
    """The place one is in: the longest address that the present one begins with; the edition's own only by itself."""
    path = request.path
    inside = [url for url in urls if path == url or (path.startswith(url.rstrip("/") + "/") and not url.endswith("/"))]
    return max(inside, key=len, default="")
