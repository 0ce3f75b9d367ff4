"""Paper sheets keyed in by a clerk or the secretariat, one council's or any."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.ledger import Happening
from contest.foundation.refusal import Reason, Refusal, refuse, refuse_with
from contest.scoring import queries
from contest.scoring.actions.disagreement import look_at
from contest.scoring.actions.marks import must_reach
from contest.scoring.actions.writing import (
    Given,
    OpenSheet,
    SavedSheet,
    answer,
    facts_of,
    guard_version,
    is_unchanged,
    put,
    subject_of,
    take_up,
)
from contest.scoring.rules import (
    CellRead,
    readable_paper_code,
    sheet_state_of,
    why_not_hand_in,
    why_not_mark,
    why_not_score,
    why_not_write,
)


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """One sheet of paper: whose, on which entry, what its cells say."""

    entry_id: int
    judge_id: int
    cells: Mapping[str, CellRead]
    comment: str = ""
    version: int | None = None
    zero_is_meant: bool = False
    reason: str = ""


@action(Permission.SCORE_KEY_IN)
def key_in(actor: Actor, edition_id: int, round_key: str, sheets: Sequence[PaperSheet]) -> list[SavedSheet]:
    """Key in paper sheets, all or none; a whole one counts as handed in, one with blanks stays a draft.

    Raises Refusal with every fault, `where` being `entry_id:cell`.
    """
    round_ = queries.scored_round(edition_id, round_key, lock="share")
    printed = queries.printed_codes(round_.id)
    reasons: list[Reason] = []
    saved: list[SavedSheet] = []
    happenings: list[Happening] = []
    for sheet in sheets:
        try:
            taken = take_up(round_, sheet.entry_id, sheet.judge_id)
            must_reach(actor, edition_id, taken)
            if _key_in_one(actor, taken, sheet, printed.get((sheet.entry_id, sheet.judge_id), "")):
                happenings.append(Happening("score.keyed_in", subject_of(taken), facts_of(taken)))
            if taken.sheet is not None:
                saved.append(answer(taken))
        except Refusal as refusal:
            reasons.extend(
                Reason(reason.code, reason.params, f"{sheet.entry_id}:{reason.where}") for reason in refusal.reasons
            )
    refuse(reasons)
    ledger.note_all(actor, edition_id, happenings)
    look_at(actor, edition_id, round_, {sheet.entry_id for sheet in saved})
    return saved


def _key_in_one(actor: Actor, taken: OpenSheet, paper: PaperSheet, printed: str) -> bool:
    """Whether the sheet was changed. Raises Refusal with every fault of the sheet.

    printed: the code of the sheet printed for it, which two people key in (actions.paper); "" for none.
    """
    state = state_of(paper.cells)
    given = Given({key: read.points for key, read in paper.cells.items()}, paper.comment, paper.version, source="paper")
    if is_unchanged(taken, given, state) or (not state and taken.sheet is None and not paper.comment):
        return False
    if printed:
        raise refuse_with("paper_printed_pair", paper=readable_paper_code(printed))
    refuse(why_not_keyed(taken, given, state, zero_is_meant=paper.zero_is_meant))
    guard_version(taken, given)
    sheet = put(taken, given, state or "draft", keyed_by=actor.id, marks=paper.cells)
    sheet.reason = (paper.reason or "Ghi trên phiếu giấy") if state in ("absent", "abstained", "recused") else ""
    return True


def state_of(cells: Mapping[str, CellRead]) -> str:
    """What cells make of a sheet: submitted, draft, a mark, or "". Raises Refusal: import_two_marks."""
    try:
        state = sheet_state_of(cells)
    except ValueError as error:
        raise Refusal([Reason("import_two_marks")]) from error
    return "submitted" if state == "scored" else state


def why_not_keyed(taken: OpenSheet, given: Given, state: str, *, zero_is_meant: bool = False) -> list[Reason]:
    """Why figures from paper cannot stand on the sheet in this state."""
    standing, round_ = taken.place.standing, taken.round
    if state == "submitted":
        comment = given.comment or "trên giấy"  # a paper sheet's words need not be typed again
        return why_not_hand_in(
            round_.rules, round_.criteria, given.points, comment, standing, zero_is_meant=zero_is_meant
        )
    if state in ("absent", "abstained", "recused"):
        figures = why_not_score(round_.criteria, given.points)
        return [*why_not_mark(standing, state, "trên giấy", has_scores=taken.has_scores), *figures]
    return [*why_not_write(standing), *why_not_score(round_.criteria, given.points)]
