"""What is said of a sheet instead of scores: absent, abstained, recused; never a zero, never a blank."""

from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.ledger import Happening
from contest.foundation.refusal import refuse, refuse_with
from contest.juries.queries import barred_entries, in_conflict
from contest.scoring import queries
from contest.scoring.actions.disagreement import look_at, look_at_one
from contest.scoring.actions.writing import (
    Given,
    OpenSheet,
    SavedSheet,
    answer,
    facts_of,
    put,
    subject_of,
    take_up,
    tell,
)
from contest.scoring.rules import why_not_mark


@action(Permission.SHEET_MARK)
def mark_sheet(
    actor: Actor, edition_id: int, round_key: str, entry_id: int, judge_id: int, state: str, reason: str
) -> SavedSheet:
    """The clerk, the chair or the secretariat record that a judge was absent, abstained or was recused."""
    round_ = queries.scored_round(edition_id, round_key, lock="share")
    taken = take_up(round_, entry_id, judge_id)
    must_reach(actor, edition_id, taken)
    saved = put_mark(actor, edition_id, taken, state, reason)
    look_at_one(actor, edition_id, taken)
    return saved


@action(Permission.SHEET_MARK)
def mark_judge_absent(actor: Actor, edition_id: int, round_key: str, judge_id: int, reason: str) -> int:
    """Mark all a judge has not handed in: absent, or abstained where scores were begun. Returns how many.

    Entries the actor is in conflict with are left to whoever stands in.
    """
    round_ = queries.scored_round(edition_id, round_key, lock="share")
    reach = queries.councils_in_reach(actor, edition_id)
    barred = barred_entries(edition_id, actor.id)
    waiting = [
        pair for pair in queries.pairs(round_.id, reach) if pair.judge_id == judge_id and pair.entry_id not in barred
    ]
    happenings = []
    for pair in waiting:
        if pair.state in ("", "draft"):
            taken = take_up(round_, pair.entry_id, judge_id)
            state = "abstained" if taken.has_scores else "absent"
            _mark(taken, state, reason)
            happenings.append(Happening("score.marked", subject_of(taken), facts_of(taken, reason=reason)))
    ledger.note_all(actor, edition_id, happenings)
    look_at(actor, edition_id, round_, {pair.entry_id for pair in waiting})
    return len(happenings)


def put_mark(actor: Actor, edition_id: int, taken: OpenSheet, state: str, reason: str) -> SavedSheet:
    """Mark one sheet and note it; the same mark again is answered. Raises Refusal with every reason."""
    sheet = taken.sheet
    if sheet is not None and sheet.state == state and sheet.reason == reason.strip():
        return answer(taken)
    _mark(taken, state, reason)
    return tell(actor, edition_id, "score.marked", taken, reason=reason.strip())


def _mark(taken: OpenSheet, state: str, reason: str) -> None:
    refuse(why_not_mark(taken.place.standing, state, reason, has_scores=taken.has_scores))
    comment = taken.sheet.comment if taken.sheet else ""
    put(taken, Given(taken.points, comment), state).reason = reason.strip()


def must_reach(actor: Actor, edition_id: int, taken: OpenSheet) -> None:
    """Somebody of a council only touches that council's sheets, or those of an entry at which they stand in for its
    clerk; nobody those of an entry they have a conflict with.

    Raises Refusal: not_your_council, entry_in_conflict.
    """
    must_be_free(actor, taken.entry_id)
    reach = queries.reach_at(actor, edition_id, taken.entry_id)
    if reach is not None and taken.place.council_id not in reach:
        raise refuse_with("not_your_council")


def must_be_free(actor: Actor, entry_id: int) -> None:
    """Who has a conflict of interest with an entry decides nothing about it. Raises Refusal: entry_in_conflict."""
    if actor.id is not None and in_conflict(actor.id, entry_id):
        raise refuse_with("entry_in_conflict")


def must_reach_round(actor: Actor, edition_id: int) -> None:
    """What concerns a whole round is for those who see all of it. Raises Refusal: not_your_council."""
    if queries.councils_in_reach(actor, edition_id) is not None:
        raise refuse_with("not_your_council")
