"""Work for later: what was begun and never finished is tidied away."""

from collections.abc import Callable
from datetime import timedelta

from contest.entries import actions
from contest.foundation.access import OPERATOR
from contest.foundation.derived import make_ahead
from contest.foundation.jobs import long_job, periodic_job


@periodic_job("entries.sweep_uploads", timedelta(days=1))
def sweep_uploads() -> None:
    """Forget uploads nobody has touched for a week, with their bytes."""
    actions.sweep_uploads(OPERATOR)


@long_job("entries.looks")
def looks(beat: Callable[[int, int], None], sha256: str, media_type: str) -> None:
    """Make the small pictures of a file and the copy that names nobody before somebody waits for them."""
    make_ahead(sha256, media_type)
