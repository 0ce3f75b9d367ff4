"""The room's blueprint, and what its views share."""

from flask import Blueprint, g
from werkzeug.exceptions import NotFound

from contest.editions.queries import regulation_of
from contest.editions.rules import Round

routes = Blueprint("juries", __name__)


def round_or_404(round_key: str) -> Round:
    """The regulation's round of this address. Raises NotFound."""
    found = regulation_of(g.edition.id).round_of(round_key)
    if found is None:
        raise NotFound
    return found
