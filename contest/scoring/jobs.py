"""Work for later: reminders to judges whose sheets are missing, disagreements after judges were taken off entries."""

from contest.foundation.access import OPERATOR
from contest.foundation.jobs import job
from contest.scoring import actions, queries


@job("scoring.remind")
def remind(edition_id: int, round_key: str, link: str = "") -> None:
    """Write to everybody with sheets left; a round that is no longer open is left alone."""
    if queries.scored_round(edition_id, round_key).state == "open":
        actions.remind_judges(OPERATOR, edition_id, round_key, None, link)


@job("scoring.cases")
def cases(edition_id: int, round_key: str) -> None:
    """See which entries have all their sheets now that somebody no longer judges them."""
    if queries.scored_round(edition_id, round_key).state == "open":
        actions.look_at_round(OPERATOR, edition_id, round_key)
