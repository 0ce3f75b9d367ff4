"""The room's blueprint, and what its views share."""

from flask import Blueprint, g, request
from werkzeug.exceptions import NotFound

from contest.foundation.access import Permission
from contest.foundation.refusal import Refusal
from contest.juries.queries import kept_away
from contest.scoring import queries
from contest.scoring.queries import ScoredRound
from contest.scoring.rules import tidy_paper_code

routes = Blueprint("scoring", __name__)


@routes.before_request
def kept_from_paper() -> None:
    """A sheet of paper opens for nobody who has a conflict of interest with its entry. Raises Refusal."""
    code = (request.view_args or {}).get("code")
    if code is None or not g.actor.id or not g.actor.may(Permission.SCORE_KEY_IN, g.edition.id):
        return
    tidy = tidy_paper_code(code)
    if queries.kept_from_paper(g.actor.id, g.edition.id, tidy):
        card = queries.paper_card(g.edition.id, tidy)
        raise kept_away(g.actor, g.edition.id, card.entry_id if card and card.entry_id else 0)


def round_or_404(round_key: str) -> ScoredRound:
    """The round of this address. Raises NotFound for one that is not there."""
    try:
        return queries.scored_round(g.edition.id, round_key)
    except Refusal as refusal:
        raise NotFound from refusal


def current_round(rounds: list[ScoredRound]) -> ScoredRound | None:
    """The round people mean when they name none: the open one, else the last that ran, else the first."""
    for state in ("open", "closed"):
        of_state = [round_ for round_ in rounds if round_.state == state]
        if of_state:
            return of_state[-1]
    return rounds[0] if rounds else None
