"""While the ceremony is rehearsed, every page and every paper of the room says so."""

from flask import g, request

from contest.ceremony.queries.shows import trial_stamp
from contest.ceremony.routes.blueprint import routes

# These say it themselves or are data, and some of them are asked more often than once a second.
_THEMSELVES = frozenset(
    f"ceremony.{name}"
    for name in (
        *("door_list", "door_notes", "door_square", "live_now", "live_whole", "remote", "remote_now"),
        *("screen", "screen_heard", "screen_now", "screen_picture", "screen_slides"),
    )
)


@routes.before_request
def mark_rehearsal() -> None:
    """Have the page's head and the writers of papers know of it."""
    if g.edition is not None and request.endpoint not in _THEMSELVES:
        g.stamp = trial_stamp(g.edition.id)
