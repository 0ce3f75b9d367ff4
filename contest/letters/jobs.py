"""Work for later: what is due is written every quarter of an hour; amendments and results are announced when made."""

from datetime import timedelta

from contest.editions.queries import edition_by_id, regulation_of
from contest.foundation.access import OPERATOR
from contest.foundation.clock import now
from contest.foundation.jobs import job, later, periodic_job
from contest.foundation.mail import link, rule_of
from contest.letters import actions, queries
from contest.letters.rules import due_time
from contest.papers.queries.proofs import editions_with_open_proofs
from contest.results.queries import published_editions


@periodic_job("letters.look", timedelta(minutes=15))
def look() -> None:
    """See in every running edition whose date comes near; one edition's fault does not keep the others waiting."""
    for edition in queries.running_editions():
        later("letters.remind", edition_id=edition.id)
    for edition_id in editions_with_open_proofs():
        later("letters.remind_proofs", edition_id=edition_id)


@job("letters.remind_proofs")
def remind_proofs(edition_id: int) -> None:
    """Write the reminders of unanswered proofs of certificates that are due and not written yet."""
    actions.remind_of_open_proofs(OPERATOR, edition_id)


@job("letters.remind")
def remind(edition_id: int) -> None:
    """Write the reminders of an edition that are due and not written yet."""
    actions.remind_of_drafts(OPERATOR, edition_id)
    actions.remind_of_supplements(OPERATOR, edition_id)
    _remind_judges(edition_id)


def _remind_judges(edition_id: int) -> None:
    """Have judges reminded before the last day of their round; the key keeps each time to once."""
    times = rule_of(edition_id, "scoring.remind").times
    slug = edition_by_id(edition_id).slug
    for key, (opened_at, deadline) in queries.rounds_ending(edition_id, regulation_of(edition_id)).items():
        hours = due_time(times, deadline, opened_at, now())
        # Keys of work long done are forgotten after a week; a reminder is due for a day at most.
        if hours is not None and now() < deadline - timedelta(hours=hours) + timedelta(days=1):
            once = f"scoring.remind:{edition_id}:{key}:{deadline:%Y%m%d}:{hours}"
            page = link("scoring.tasks", slug=slug)
            later("scoring.remind", unique_key=once, edition_id=edition_id, round_key=key, link=page)


@periodic_job("letters.look_at_old", timedelta(days=1))
def look_at_old() -> None:
    """Empty letters that were kept as long as the regulation keeps personal data."""
    for edition_id in published_editions():
        actions.forget_letters(OPERATOR, edition_id)


@job("letters.amended")
def amended(edition_id: int, number: int) -> None:
    """Tell everybody of an amendment."""
    actions.announce_amendment(OPERATOR, edition_id, number)


@job("letters.published")
def published(edition_id: int) -> None:
    """Tell everybody the result."""
    actions.announce_results(OPERATOR, edition_id)


@job("letters.posted")
def posted(edition_id: int) -> None:
    """Tell those on the posted list."""
    actions.announce_posting(OPERATOR, edition_id)
