"""Guests who were written down by hand go with the other personal data of a contest that has ended."""

from datetime import timedelta

from contest.editions.queries import regulation_of
from contest.foundation.access import OPERATOR
from contest.foundation.clock import today
from contest.foundation.jobs import job, later, periodic_job
from contest.papers.actions.guests import erase_guests
from contest.papers.queries.guests import guests_kept
from contest.results.queries import ended_editions, ended_on


@periodic_job("papers.look_at_guests", timedelta(days=1))
def look_at_guests() -> None:
    """See every day which ended editions still keep guests."""
    for edition_id in ended_editions():
        later("papers.erase_guests", edition_id=edition_id)


@job("papers.erase_guests")
def erase(edition_id: int) -> None:
    """Delete them once the regulation's days are over; nothing while the contest has not ended."""
    ended = ended_on(edition_id)
    (kept,) = guests_kept(edition_id, regulation_of(edition_id))
    if ended is not None and today() >= ended + timedelta(days=kept.days):
        erase_guests(OPERATOR, edition_id)
