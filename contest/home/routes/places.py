"""Addresses of places in other rooms: a place that this house does not have is left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from flask import Flask, current_app, g, request, url_for

from contest.foundation.access import ANONYMOUS, Actor, Role
from contest.home.rules import Deed, MenuItem, menu


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the menu with its address."""

    words: str
    icon: str
    url: str
    is_here: bool


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
    edition, actor = g.get("edition"), g.get("actor", ANONYMOUS)
    if edition is None:
        return ()
    groups = _of(_house(), request.script_root, edition.slug, edition.id, edition.stage, actor.roles, actor.signed_in)
    return _shown(groups, _here(groups, request.path))


# So many menus are kept: they differ by edition, stage, and the roles held.
_MENUS = 256
_Addressed = tuple[tuple[str, tuple[tuple[MenuItem, str], ...]], ...]


@lru_cache(maxsize=_MENUS)
def _of(
    app: Flask,
    root: str,
    slug: str,
    edition_id: int,
    stage: str,
    roles: frozenset[tuple[Role, int | None]],
    signed_in: bool,
) -> _Addressed:
    """The menu, of nothing but what it depends on: who holds the same roles sees the same places.

    Every place has its address; those that the house does not have are left out.
    """
    asked = menu(Actor(None, "", roles, signed_in), edition_id, stage)
    found = [(group.words, [(item, address(item.endpoint, {})) for item in group.items]) for group in asked]
    return tuple((words, tuple((item, url) for item, url in places if url)) for words, places in found)


@lru_cache(maxsize=_MENUS)
def _shown(groups: _Addressed, here: str) -> tuple[Group, ...]:
    return tuple(
        Group(words, tuple(Place(item.words, item.icon, url, url == here) for item, url in places))
        for words, places in groups
        if places
    )


def _here(groups: _Addressed, path: str) -> str:
    """The place one is in: the longest address that the present one begins with; the edition's own only by itself."""
    urls = [url for _, places in groups for _, url in places]
    inside = [url for url in urls if path == url or (path.startswith(url.rstrip("/") + "/") and not url.endswith("/"))]
    return max(inside, key=len, default="")
