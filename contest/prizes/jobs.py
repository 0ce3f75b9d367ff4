"""Work for later: every prize is tried again without each judge, which nobody who proposes prizes should wait for."""

from contest.foundation.access import OPERATOR
from contest.foundation.jobs import job
from contest.prizes.actions import weigh_proposal


@job("prizes.weigh")
def weigh(edition_id: int) -> None:
    """How sure the proposal is that was just made."""
    weigh_proposal(OPERATOR, edition_id)
