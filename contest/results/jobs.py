"""Work for later: personal data goes when it has served."""

from datetime import timedelta

from contest.editions.queries import regulation_of
from contest.entries import actions
from contest.entries.queries import drafts_kept, out_with_files
from contest.foundation.access import OPERATOR
from contest.foundation.clock import today
from contest.foundation.jobs import job, later, periodic_job
from contest.results import queries
from contest.results.actions import discard_files, erase_remark_contacts, make_fairness_sheet, open_at_moment
from contest.results.rules import due_parts
from contest.results.rules.retention import schedule


@periodic_job("results.look_at_papers", timedelta(days=1))
def look_at_papers() -> None:
    """See every day which ended editions still keep personal data."""
    for edition_id in queries.ended_editions():
        later("results.erase_papers", edition_id=edition_id)


@job("results.erase_papers")
def erase(edition_id: int) -> None:
    """Delete what the regulation says is to be deleted by today; nothing while the contest has not ended."""
    ended_on, regulation = queries.ended_on(edition_id), regulation_of(edition_id)
    if ended_on is None:
        return
    parts = due_parts(regulation, ended_on, today())
    if parts:
        actions.erase_papers(OPERATOR, edition_id, parts)
    due = {kept.key for kept in schedule(regulation, ended_on, {}, {}) if kept.is_due(today())}
    if "drafts" in due:
        actions.wipe_drafts(OPERATOR, edition_id, drafts_kept(edition_id))
    if "files_out" in due:
        actions.erase_files_of(OPERATOR, edition_id, out_with_files(edition_id))
    if "contacts" in due:
        actions.erase_contacts(OPERATOR, edition_id)
        erase_remark_contacts(OPERATOR, edition_id)


@job("results.discard")
def discard(found: list[str]) -> None:
    """A package that was looked at some hours ago goes from the store, with what was in it."""
    discard_files(OPERATOR, found)


@job("results.fairness")
def fairness(edition_id: int) -> None:
    """The sheet of what was just published."""
    make_fairness_sheet(OPERATOR, edition_id)


@job("results.open_embargo")
def open_embargo(edition_id: int, embargo_id: int) -> None:
    """The moment has come at which a result that was kept back is shown whole."""
    open_at_moment(OPERATOR, edition_id, embargo_id)
