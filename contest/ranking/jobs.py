"""Work for later: ballots of the public whose time is over go."""

from datetime import timedelta

from contest.foundation.access import OPERATOR
from contest.foundation.jobs import periodic_job
from contest.ranking import actions


@periodic_job("ranking.delete_old_votes", timedelta(days=1))
def delete_old_votes() -> None:
    """Once a day."""
    actions.delete_old_votes(OPERATOR)
