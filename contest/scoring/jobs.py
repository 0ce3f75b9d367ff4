"""Work for later: reminders to judges whose sheets are missing."""

from contest.foundation.access import OPERATOR
from contest.foundation.jobs import job
from contest.scoring import actions, queries


@job("scoring.remind")
def remind(edition_id: int, round_key: str, link: str = "") -> None:
    """Write to everybody with sheets left; a round that is no longer open is left alone."""
    if queries.scored_round(edition_id, round_key).state == "open":
        actions.remind_judges(OPERATOR, edition_id, round_key, None, link)
