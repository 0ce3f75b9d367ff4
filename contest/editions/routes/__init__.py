"""Pages of an edition; every address below `/<slug>/` finds its edition here."""

from typing import Any

from flask import Flask, current_app, g
from werkzeug.exceptions import NotFound

from contest.editions import queries
from contest.editions.routes.blueprint import routes
from contest.editions.routes.creation import creation
from contest.editions.routes.editor import regulation_editor
from contest.editions.routes.extensions import extension
from contest.editions.routes.files import form_file
from contest.editions.routes.public import public
from contest.editions.routes.questions import questions
from contest.foundation.access import ANONYMOUS, Actor

# Named so that importing the room hangs its views on the blueprint.
__all__ = ["creation", "extension", "form_file", "install", "public", "questions", "regulation_editor", "routes"]


def install(app: Flask) -> None:
    """The room's pages, and for all rooms: `slug` becomes g.edition, and url_for fills it in again."""
    app.url_value_preprocessor(_find_edition)
    app.url_defaults(_same_edition)
    app.register_blueprint(routes)


def _find_edition(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Take `slug` out of the address and look the edition up. Raises NotFound."""
    slug = values.pop("slug", None) if values else None
    g.edition = queries.edition_by_slug(slug) if slug is not None else None
    if slug is not None and (g.edition is None or _is_hidden(g.edition)):
        g.edition = None
        raise NotFound


def _is_hidden(edition: queries.EditionCard) -> bool:
    """A draft is nobody's business but of those who have a part in it; a stranger is asked to sign in first."""
    actor: Actor = g.get("actor", ANONYMOUS)
    has_part = any(where in (None, edition.id) for _, where in actor.roles)
    return edition.stage == "draft" and actor.signed_in and not has_part


def _same_edition(endpoint: str, values: dict[str, Any]) -> None:
    """Links stay in the edition one is in, unless they name another."""
    edition = g.get("edition")
    if edition is not None and "slug" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "slug"):
        values["slug"] = edition.slug
