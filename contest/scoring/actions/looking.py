"""The photograph of a signed sheet, the third look at two readings that differ, and the way back."""

from collections.abc import Mapping
from dataclasses import replace

from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.refusal import refuse, refuse_with
from contest.scoring import queries
from contest.scoring.actions.disagreement import look_at_one
from contest.scoring.actions.paper import enter, taken_up
from contest.scoring.actions.sheets import reopen
from contest.scoring.actions.writing import take_up
from contest.scoring.rules import (
    CellRead,
    Reading,
    why_not_reading,
    why_not_reopen_sheet,
    why_not_settle_paper,
)


@action(Permission.SCORE_KEY_IN)
def keep_paper_photo(actor: Actor, edition_id: int, code: str, sha256: str, media_type: str) -> None:
    """Bind the photograph of the signed sheet by its hash; one that is replaced stays named in the ledger."""
    sheet, card = taken_up(actor, edition_id, code)
    if card.standing(actor, edition_id).actor_judges:
        raise refuse_with("paper_judge_keys")
    if sheet.photo_sha256 == sha256:
        return
    facts = {"code": sheet.code, "photo": sha256, "was": sheet.photo_sha256}
    sheet.photo_sha256, sheet.photo_type = sha256, media_type
    ledger.note(actor, edition_id, "paper.photographed", f"paper:{sheet.code}", facts)


@action(Permission.SCORE_KEY_IN)
def settle_paper(
    actor: Actor,
    edition_id: int,
    code: str,
    cells: Mapping[str, CellRead],
    reason: str,
    seen: str,
    *,
    tier_key: str = "",
) -> None:
    """A third person decides by the photograph what stands on the sheet, with a reason; it enters as decided.

    seen: the photograph that was looked at. Raises Refusal with every reason.
    """
    sheet, card = taken_up(actor, edition_id, code)
    kept = queries.keyings_of(sheet.id)
    standing = card.standing(actor, edition_id)
    if kept and standing.judge_id is None:
        # On a spare sheet only the readings say whose it is.
        standing = replace(standing, judge_id=kept[0].judge_id)
    refuse(why_not_settle_paper(standing, reason, sheet.photo_sha256, seen))
    entry_id, judge_id = kept[0].entry_id, kept[0].judge_id
    if (entry_id, judge_id) != (kept[-1].entry_id, kept[-1].judge_id):
        raise refuse_with("paper_whose_differs")
    round_ = queries.scored_round(edition_id, card.round_key, lock="share")
    comment = kept[-1].comment or kept[0].comment
    decided = Reading(entry_id, judge_id, cells, None, tier_key, comment)
    refuse(why_not_reading(round_.criteria, round_.cells, decided, as_written=True))
    taken = take_up(round_, entry_id, judge_id)
    if taken.place.standing.sheet_state == "submitted":
        raise refuse_with("paper_scored_online")
    sheet.settled_reason, sheet.settled_at, sheet.settled_by_id = reason.strip(), now(), actor.id
    read = [{**keyed.cells, "control": keyed.control} for keyed in kept]
    enter(
        actor,
        edition_id,
        sheet,
        taken,
        decided,
        [keyed.keyed_by_id for keyed in kept],
        read=read,
        settled=reason.strip(),
    )


@action(Permission.SHEET_REOPEN)
def reopen_paper(actor: Actor, edition_id: int, code: str, reason: str) -> None:
    """A sheet that was entered is keyed in anew: the score is a draft again, both readings are taken back."""
    sheet, card = taken_up(actor, edition_id, code)
    if card.state != "entered" or sheet.entry_id is None or sheet.judge_id is None:
        raise refuse_with("paper_not_entered")
    taken = take_up(queries.scored_round(edition_id, card.round_key, lock="share"), sheet.entry_id, sheet.judge_id)
    refuse(why_not_reopen_sheet(taken.place.standing, reason, by="office"))
    reopen(actor, edition_id, taken, reason.strip())
    assert taken.sheet is not None
    taken.sheet.source = "paper"
    look_at_one(actor, edition_id, taken)
    for keyed in queries.keyings_of(sheet.id):
        keyed.withdrawn_at = now()
    sheet.state, sheet.settled_reason, sheet.settled_at, sheet.settled_by_id = "printed", "", None, None
    facts = {"code": sheet.code, "reason": reason.strip()}
    ledger.note(actor, edition_id, "paper.reopened", f"paper:{sheet.code}", facts)
