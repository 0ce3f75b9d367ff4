"""The room's blueprint, and what all its views share."""

from typing import Any

from flask import Blueprint, g, request, session
from werkzeug.exceptions import NotFound

from contest.editions.queries import regulation_of
from contest.editions.rules import Regulation
from contest.entries import queries
from contest.entries.queries import EntryCard
from contest.entries.rules import part_of, why_not_edit
from contest.foundation.clock import now, today
from contest.foundation.refusal import Reason

routes = Blueprint("entries", __name__)

_UPLOADS = "entries.attach"
# What is a little too large still gets its sentence at its place; what is far too large is not even read.
_SLACK = 32 << 20
_MOST_FILES_AT_ONCE = 10


@routes.url_value_preprocessor
def _allow_large_files(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """An upload may be as large as the regulation says of its part; only for people who have signed in."""
    if endpoint != _UPLOADS or request.method != "POST" or "_user_id" not in session or g.get("edition") is None:
        return
    part = part_of(regulation_of(g.edition.id), str((values or {}).get("part_key", "")))
    if part is not None:
        request.max_content_length = part.max_mb * (1 << 20) * min(part.max_files, _MOST_FILES_AT_ONCE) + _SLACK


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
