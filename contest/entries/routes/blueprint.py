"""The room's blueprint, and what all its views share."""

from datetime import datetime
from typing import Any

from flask import Blueprint, g, request, session
from werkzeug.exceptions import NotFound

from contest.editions.queries import regulation_of
from contest.editions.rules import Regulation
from contest.entries import queries
from contest.entries.queries import EntryCard
from contest.entries.rules import why_not_edit
from contest.foundation.clock import now, today
from contest.foundation.refusal import Reason

routes = Blueprint("entries", __name__)

# The largest piece of an upload, and the most a form may send at once where no script cuts files into pieces.
LARGEST_PIECE = 16 << 20
LARGEST_FORM = 64 << 20
# What is a little too large still gets its sentence at its place; what is far too large is not even read.
_SLACK = 1 << 20
_WITH_FILES = ("entries.attach", "entries.supplement", "entries.thing", "entries.thing_in")


@routes.url_value_preprocessor
def _bound_bodies(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """A piece is a piece; a form with files may be as large as the server takes, from people who have signed in."""
    if endpoint == "entries.upload_piece":
        request.max_content_length = LARGEST_PIECE + _SLACK
    elif (
        endpoint in ("entries.attach", "entries.supplement", "entries.thing", "entries.thing_in")
        and "_user_id" in session
    ):
        request.max_content_length = LARGEST_FORM + _SLACK


def card_or_404(entry_id: int) -> EntryCard:
    """The entry, if the one who asks may see it. Raises NotFound otherwise."""
    card = queries.entry_card(g.actor, g.edition.id, entry_id)
    if card is None:
        raise NotFound
    return card


def regulation() -> Regulation:
    """The regulation of the edition one is in."""
    return regulation_of(g.edition.id)


def why_not_change(card: EntryCard, rules: Regulation) -> list[Reason]:
    """Why the entrant cannot change this entry now."""
    return why_not_edit(card.standing, rules, g.edition.stage, now(), today())


def shown_deadline(card: EntryCard, rules: Regulation) -> datetime:
    """The deadline the entrant is told: the announced one, or the later one given to this entry."""
    announced, own = rules.timeline.submission.shown_deadline, card.standing.allowed_until
    return announced if own is None else max(announced, own)
