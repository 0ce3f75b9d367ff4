"""The room's blueprint, and what its views share."""

from flask import Blueprint, g
from werkzeug.exceptions import NotFound

from contest.foundation.refusal import Refusal
from contest.scoring import queries
from contest.scoring.queries import ScoredRound

routes = Blueprint("scoring", __name__)


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
