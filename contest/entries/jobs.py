"""Work for later: what was begun and never finished is tidied away."""

from contest.entries import actions
from contest.foundation.access import OPERATOR
from contest.foundation.jobs import job


@job("entries.sweep_uploads")
def sweep_uploads() -> None:
    """Forget uploads nobody has touched for a week, with their bytes."""
    actions.sweep_uploads(OPERATOR)
