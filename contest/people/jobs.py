"""Work for later: invitations that nobody has answered."""

from datetime import timedelta

from contest.foundation.access import OPERATOR
from contest.foundation.jobs import job, later, periodic_job
from contest.people import actions, queries


@periodic_job("people.look_at_invitations", timedelta(days=1))
def look_at_invitations() -> None:
    """See in every edition with unanswered invitations; one without a public address keeps the others not waiting."""
    for edition_id in queries.editions_inviting():
        later("people.remind_invited", edition_id=edition_id)


@job("people.remind_invited")
def remind_invited(edition_id: int) -> None:
    """Write once more to those who have let an invitation rest."""
    actions.remind_invited(OPERATOR, edition_id)


@job("people.forget_goodbyes")
def forget_goodbyes() -> None:
    """Nobody need know any more where the last letter to a deleted account went."""
    actions.forget_goodbyes(OPERATOR)
