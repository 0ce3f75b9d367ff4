"""Whoever judges an open blind round is a judge first: pages that name authors stay shut to them, whatever else
they are in the edition, until the round is closed."""

from flask import g, request

from contest.foundation.access import Permission
from contest.foundation.refusal import refuse_with
from contest.juries.queries import judges_blindly
from contest.juries.routes.blueprint import routes

# Rooms and pages that name the authors of entries to whoever may read them all.
_NAMING_ROOMS = frozenset({"entries", "screening", "papers"})
_NAMING_PAGES = frozenset({"home.story", "people.codes"})
_NAMELESS = frozenset({"entries.blank_forms", "entries.blank_form"})


@routes.before_app_request
def judges_first() -> None:
    """Refuse, with what to do. One question more, and only for who has both parts. Raises Refusal: judges_blindly."""
    edition, actor = g.get("edition"), g.get("actor")
    if edition is None or actor is None or not actor.may(Permission.SCORE_GIVE, edition.id):
        return
    names = request.blueprint in _NAMING_ROOMS or request.endpoint in _NAMING_PAGES
    if not names or request.endpoint in _NAMELESS:
        return
    if actor.may(Permission.ENTRY_READ_ALL, edition.id) and judges_blindly(edition.id, actor.id or 0):
        raise refuse_with("judges_blindly")
