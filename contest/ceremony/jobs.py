"""Work for later: numbers of accounts and signatures go when they have served."""

from datetime import timedelta

from contest.ceremony.actions.payouts import erase_accounts
from contest.ceremony.actions.receipts import erase_signatures
from contest.ceremony.queries.retention import ACCOUNTS, SIGNATURES, held
from contest.editions.queries import regulation_of
from contest.foundation.access import OPERATOR
from contest.foundation.clock import today
from contest.foundation.jobs import job, later, periodic_job
from contest.results.queries import ended_editions, ended_on


@periodic_job("ceremony.look_at_accounts", timedelta(days=1))
def look_at_accounts() -> None:
    """See every day which ended editions still keep numbers of accounts or signatures."""
    for edition_id in ended_editions():
        later("ceremony.erase_accounts", edition_id=edition_id)


@job("ceremony.erase_accounts")
def erase(edition_id: int) -> None:
    """Delete what the regulation's days are over for; nothing while the contest has not ended."""
    ended = ended_on(edition_id)
    if ended is None:
        return
    kept = {one.key: one.days for one in held(edition_id, regulation_of(edition_id))}
    if today() >= ended + timedelta(days=kept[ACCOUNTS]):
        erase_accounts(OPERATOR, edition_id)
    if today() >= ended + timedelta(days=kept[SIGNATURES]):
        erase_signatures(OPERATOR, edition_id)
