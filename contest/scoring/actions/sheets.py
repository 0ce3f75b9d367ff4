"""A judge's own deeds: save, hand in, take back, decline."""

from collections.abc import Mapping
from decimal import Decimal

from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.refusal import refuse, refuse_with
from contest.juries.actions import declare_conflict
from contest.scoring import queries
from contest.scoring.actions.disagreement import look_at_one
from contest.scoring.actions.marks import put_mark
from contest.scoring.actions.writing import (
    Given,
    OpenSheet,
    SavedSheet,
    answer,
    guard_version,
    is_unchanged,
    keep_version,
    put,
    take_up,
    tell,
)
from contest.scoring.rules import gaps, why_not_hand_in, why_not_reopen_sheet, why_not_score, why_not_write


@action(Permission.SCORE_GIVE)
def save_sheet(
    actor: Actor,
    edition_id: int,
    round_key: str,
    entry_id: int,
    points: Mapping[str, Decimal | None],
    comment: str = "",
    version: int | None = None,
    save_key: str = "",
    *,
    tier_key: str = "",
    late: bool = False,
) -> SavedSheet:
    """A judge keeps a draft. The same save sent twice is answered, not done again.

    late: it lay on the judge's device until there was a line.
    """
    taken = _own(actor, edition_id, round_key, entry_id)
    given = Given(points, comment, version, save_key, tier_key, _way(late))
    if _is_repeated(taken, given):
        return answer(taken)
    refuse([*why_not_write(taken.place.standing), *why_not_score(taken.round.criteria, points)])
    guard_version(taken, given)
    if is_unchanged(taken, given, "draft"):
        return answer(taken)
    put(taken, given, "draft")
    return tell(actor, edition_id, "score.saved", taken)


@action(Permission.SCORE_GIVE)
def hand_in_sheet(
    actor: Actor,
    edition_id: int,
    round_key: str,
    entry_id: int,
    points: Mapping[str, Decimal | None],
    comment: str = "",
    version: int | None = None,
    save_key: str = "",
    *,
    tier_key: str = "",
    zero_is_meant: bool = False,
    late: bool = False,
) -> SavedSheet:
    """A judge hands the sheet in; from then on it is locked. A sheet of nothing but zeros is asked about first."""
    taken = _own(actor, edition_id, round_key, entry_id)
    given = Given(points, comment, version, save_key, tier_key, _way(late))
    if _is_repeated(taken, given) or is_unchanged(taken, given, "submitted"):
        return answer(taken)
    rules, standing = taken.round.rules, taken.place.standing
    refuse(why_not_hand_in(rules, taken.round.criteria, points, comment, standing, zero_is_meant=zero_is_meant))
    guard_version(taken, given)
    put(taken, given, "submitted")
    saved = tell(actor, edition_id, "score.handed_in", taken)
    look_at_one(actor, edition_id, taken)
    return saved


@action(Permission.SCORE_GIVE)
def take_back_sheet(actor: Actor, edition_id: int, round_key: str, entry_id: int) -> SavedSheet:
    """A judge opens the own handed-in sheet again, while the round is open and the entry's sheets do not disagree."""
    taken = _own(actor, edition_id, round_key, entry_id)
    round_ = taken.round
    own = queries.sheets_of(round_.id, round_.criteria, entry_ids=[entry_id])
    is_disputed = bool(gaps(round_.rules, round_.criteria, own))
    refuse(why_not_reopen_sheet(taken.place.standing, "", by="judge", is_disputed=is_disputed))
    return reopen(actor, edition_id, taken, "")


@action(Permission.SCORE_GIVE)
def decline_sheet(actor: Actor, edition_id: int, round_key: str, entry_id: int, reason: str) -> SavedSheet:
    """A judge says, with a reason, that no score will be given; figures already written are kept and do not count."""
    taken = _own(actor, edition_id, round_key, entry_id)
    saved = put_mark(actor, edition_id, taken, "abstained", reason)
    look_at_one(actor, edition_id, taken)
    return saved


@action(Permission.CONFLICT_DECLARE)
def recuse_sheet(actor: Actor, edition_id: int, round_key: str, entry_id: int, reason: str) -> SavedSheet:
    """A judge finds a conflict of interest: declared for good, and the sheet says so."""
    taken = _own(actor, edition_id, round_key, entry_id)
    saved = put_mark(actor, edition_id, taken, "recused", reason)
    declare_conflict(actor, edition_id, entry_id, reason)
    look_at_one(actor, edition_id, taken)
    return saved


def _own(actor: Actor, edition_id: int, round_key: str, entry_id: int) -> OpenSheet:
    if actor.id is None:
        raise refuse_with("sheet_not_yours")
    return take_up(queries.scored_round(edition_id, round_key, lock="share"), entry_id, actor.id)


def _way(late: bool) -> str:
    return "offline" if late else "web"


def _is_repeated(taken: OpenSheet, given: Given) -> bool:
    return bool(given.save_key) and taken.sheet is not None and taken.sheet.save_key == given.save_key


def reopen(actor: Actor, edition_id: int, taken: OpenSheet, reason: str) -> SavedSheet:
    """A sheet becomes a draft again; its figures stay, its marks become blanks."""
    assert taken.sheet is not None
    before = {"was": taken.sheet.state, "was_total": taken.sheet.total}
    keep_version(actor, taken, reason)
    taken.sheet.reason = ""
    put(taken, Given(taken.points, taken.sheet.comment, tier_key=taken.sheet.tier_key), "draft")
    return tell(actor, edition_id, "score.reopened", taken, reason=reason, **before)
