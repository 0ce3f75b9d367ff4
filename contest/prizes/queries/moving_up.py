"""Who would get a better prize if one were taken back, as things stand."""

from contest.editions.rules import Regulation
from contest.prizes.queries.awards import tier_awards
from contest.prizes.queries.inputs import candidates_of, plan_for
from contest.prizes.rules import Held, MovedUp, moving_up
from contest.ranking.queries import latest_run


def moves_without(edition_id: int, regulation: Regulation, without: set[int]) -> list[MovedUp]:
    """Who would move up if these entries had no prize; nobody where the regulation leaves the place empty."""
    run = latest_run(edition_id, regulation.last_round.key)
    if run is None or regulation.prizes.after_revocation != "move_up":
        return []
    held = {
        key: Held("" if one.state == "removed" else one.tier_key, one.scope_key, one.is_by_hand)
        for key, one in tier_awards(edition_id).items()
    }
    return moving_up(plan_for(edition_id, regulation, run), candidates_of(regulation, run), held, without)
