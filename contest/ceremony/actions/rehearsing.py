"""What counts is not done while the ceremony is only rehearsed."""

from contest.ceremony.queries.shows import trial_stamp
from contest.foundation.refusal import refuse_with


def refuse_rehearsed(edition_id: int) -> None:
    """Nothing is handed over or signed for in a rehearsal. Raises Refusal: ceremony_rehearsed."""
    if trial_stamp(edition_id):
        raise refuse_with("ceremony_rehearsed")
