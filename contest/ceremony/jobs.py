"""Work for later: numbers of accounts go when they have served."""

from datetime import timedelta

from contest.ceremony.actions.payouts import erase_accounts
from contest.editions.queries import regulation_of
from contest.foundation.access import OPERATOR
from contest.foundation.clock import today
from contest.foundation.jobs import job, later, periodic_job
from contest.results.queries import ended_editions, ended_on


@periodic_job("ceremony.look_at_accounts", timedelta(days=1))
def look_at_accounts() -> None:
    """See every day which ended editions still keep numbers of accounts."""
    for edition_id in ended_editions():
        later("ceremony.erase_accounts", edition_id=edition_id)


@job("ceremony.erase_accounts")
def erase(edition_id: int) -> None:
    """Delete them once the regulation's days for personal data are over; nothing while the contest has not ended."""
    ended = ended_on(edition_id)
    kept = timedelta(days=regulation_of(edition_id).privacy.retention_days)
    if ended is not None and today() >= ended + kept:
        erase_accounts(OPERATOR, edition_id)
