"""Until when this entry is taken: the regulation's deadline, or the time given to it or its unit alone."""

from datetime import date, datetime

from contest.editions.rules import Regulation
from contest.entries.rules.facts import Standing
from contest.foundation.clock import local


def deadline_for(regulation: Regulation, standing: Standing) -> datetime:
    """The moment after which the server refuses this entry."""
    enforced = regulation.timeline.submission.enforced_deadline
    return enforced if standing.allowed_until is None else max(enforced, standing.allowed_until)


def last_paper_day(regulation: Regulation, standing: Standing) -> date:
    """The last day on which paper of this entry counts as in time: the announced one, or the one given to it."""
    shown = regulation.timeline.submission.shown_deadline.date()
    return shown if standing.allowed_until is None else max(shown, local(standing.allowed_until).date())


def counted_day(standing: Standing, regulation: Regulation) -> tuple[str, date] | None:
    """What the regulation counts for paper, in words, and the day; None when that day is not on record."""
    received = local(standing.received_at).date() if standing.received_at else None
    sent, how = standing.sent_on, regulation.timeline.submission.paper
    if sent is not None and how in ("postmark", "either"):
        return "Dấu bưu điện ngày", sent
    if received is not None and how in ("received", "either"):
        return "Nhận ngày", received
    return None
