"""The days of an edition come one after the other."""

from collections.abc import Iterator
from datetime import date, datetime

from contest.editions.rules.faults import Fault, Path
from contest.editions.rules.regulation import Regulation
from contest.editions.rules.words.labels import label_of

Moment = tuple[Path, date | datetime | None]
_LINE: Path = ("timeline",)
_SUBMISSION: Path = ("timeline", "submission")


def _before(earlier: Moment, later: Moment) -> Iterator[Fault]:
    """A fault at the later one when both are known and stand the wrong way round."""
    (first_path, first), (path, value) = earlier, later
    if first is None or value is None:
        return
    if _day(value) < _day(first) or (isinstance(value, datetime) and isinstance(first, datetime) and value < first):
        params = {"value": value, "what": _called(path), "other": _called(first_path), "first": first}
        yield Fault("regulation_days_reversed", path, params, (first_path,))


def _called(path: Path) -> str:
    """What a day is called on the page where it is set, of a round with its number."""
    part = {"rounds": "Round", "nomination": "Nomination"}.get(str(path[0]))
    part = part or ("Submission" if path[:-1] == _SUBMISSION else "Timeline")
    words = label_of(part, str(path[-1]))
    return f"{words} (vòng {int(path[1]) + 1})" if part == "Round" else words


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def submission_is_a_window(regulation: Regulation) -> Iterator[Fault]:
    """It opens, the deadline shown comes, the server closes."""
    window = regulation.timeline.submission
    opens = ((*_SUBMISSION, "opens"), window.opens)
    shown = ((*_SUBMISSION, "shown_deadline"), window.shown_deadline)
    enforced = ((*_SUBMISSION, "enforced_deadline"), window.enforced_deadline)
    yield from _before(opens, shown)
    yield from _before(shown, enforced)
    if window.opens == window.enforced_deadline:
        yield Fault("regulation_window_empty", enforced[0], {}, (opens[0],))


def timeline_runs_forward(regulation: Regulation) -> Iterator[Fault]:
    """Launch, deadline, end of screening, end of judging, ceremony."""
    timeline = regulation.timeline
    window = timeline.submission
    shown = ((*_SUBMISSION, "shown_deadline"), window.shown_deadline)
    opens = ((*_SUBMISSION, "opens"), window.opens)
    yield from _before(((*_LINE, "launch"), timeline.launch), shown)
    yield from _before(opens, ((*_LINE, "mid_term_count"), timeline.mid_term_count))
    yield from _before(((*_LINE, "mid_term_count"), timeline.mid_term_count), shown)
    yield from _before(opens, ((*_SUBMISSION, "by_unit_until"), window.by_unit_until))
    last: Moment = shown
    for name in ("screening_ends", "judging_ends", "ceremony"):
        here: Moment = ((*_LINE, name), getattr(timeline, name))
        yield from _before(last, here)
        last = here if here[1] is not None else last
    yield from _before(shown, ((*_LINE, "complaints_until"), timeline.complaints_until))


def rounds_run_forward(regulation: Regulation) -> Iterator[Fault]:
    """Each round ends after it starts, and starts after the one before it."""
    before: Moment = (("timeline", "submission", "opens"), regulation.timeline.submission.opens)
    for number, round_ in enumerate(regulation.rounds):
        starts: Moment = (("rounds", number, "starts"), round_.starts)
        ends: Moment = (("rounds", number, "ends"), round_.ends)
        yield from _before(before, starts if round_.starts else ends)
        yield from _before(starts, ends)
        before = next((each for each in (ends, starts) if each[1] is not None), before)


def nominations_come_after_opening(regulation: Regulation) -> Iterator[Fault]:
    """Nobody is nominated before dossiers are taken."""
    opens = (("timeline", "submission", "opens"), regulation.timeline.submission.opens)
    for number, nomination in enumerate(regulation.nomination):
        yield from _before(opens, (("nomination", number, "deadline"), nomination.deadline))


CHECKS = (
    submission_is_a_window,
    timeline_runs_forward,
    rounds_run_forward,
    nominations_come_after_opening,
)
