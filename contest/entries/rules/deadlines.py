"""Until when this entry is taken: the regulation's deadline, or the time given to it or its unit alone."""

from datetime import date, datetime

from contest.editions.rules import Regulation, calendar
from contest.entries.rules.facts import Standing
from contest.foundation.clock import local
from contest.foundation.refusal import Reason


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


# Until judging begins, a dossier can still be let in for which time was given.
_LATE_STAGES = ("open", "closed", "screening")


def why_not_take(regulation: Regulation, standing: Standing, stage: str, at: datetime) -> list[Reason]:
    """Why this entry is not taken from its entrant at this moment: the clock, or the time given to it alone."""
    if standing.allowed_until is not None and at <= standing.allowed_until and stage in _LATE_STAGES:
        return []
    return calendar.why_not_submit(regulation, stage, at)


def why_not_give_time(
    regulation: Regulation, stage: str, until: datetime | None, reason: str, at: datetime
) -> list[Reason]:
    """Why one entry, one unit or the bearer of a code cannot be given this time; `where` is the form's field."""
    reasons = [] if stage in _LATE_STAGES else [Reason("time_stage")]
    if until is None:
        reasons.append(Reason("time_missing", {}, "until"))
    elif until <= at:
        reasons.append(Reason("time_past", {}, "until"))
    elif until <= regulation.timeline.submission.shown_deadline:
        deadline = regulation.timeline.submission.shown_deadline
        reasons.append(Reason("time_not_later", {"deadline": deadline}, "until"))
    if not reason:
        reasons.append(Reason("entry_reason_missing", {}, "reason"))
    return reasons


def why_not_use_code(
    valid_until: datetime | None, is_used: bool, is_ended: bool, stage: str, at: datetime
) -> list[Reason]:
    """Why a late code opens nothing; `valid_until` is None when there is no such code."""
    if valid_until is None:
        return [Reason("late_code_unknown", {}, "code")]
    if is_used:
        return [Reason("late_code_used", {}, "code")]
    if is_ended or at > valid_until:
        return [Reason("late_code_over", {"until": valid_until}, "code")]
    return [] if stage in _LATE_STAGES else [Reason("entry_stage_over")]
