"""Work for later: identity papers are destroyed when they have served."""

from datetime import timedelta

from contest.editions.queries import regulation_of
from contest.entries.actions import erase_papers
from contest.foundation.access import OPERATOR
from contest.foundation.clock import local, today
from contest.foundation.jobs import job, later, periodic_job
from contest.results import queries
from contest.results.rules import due_parts


@periodic_job("results.look_at_papers", timedelta(days=1))
def look_at_papers() -> None:
    """See every day which published editions still keep papers."""
    for edition_id in queries.published_editions():
        later("results.erase_papers", edition_id=edition_id)


@job("results.erase_papers")
def erase(edition_id: int) -> None:
    """Destroy what the regulation says is to be destroyed by today; nothing while the result is not public."""
    published_at = queries.published_at(edition_id)
    if published_at is not None:
        due = due_parts(regulation_of(edition_id), local(published_at).date(), today())
        if due:
            erase_papers(OPERATOR, edition_id, due)
