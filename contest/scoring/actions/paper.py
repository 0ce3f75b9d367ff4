"""A sheet of paper is keyed in by two people; when both say the same it goes into scoring like any handed-in sheet."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import Reason, Refusal, refuse, refuse_with
from contest.scoring import queries
from contest.scoring.actions.disagreement import look_at_one
from contest.scoring.actions.keying import state_of, why_not_keyed
from contest.scoring.actions.marks import must_be_free
from contest.scoring.actions.writing import Given, OpenSheet, facts_of, put, subject_of, take_up
from contest.scoring.models import PaperKeying, PaperSheet
from contest.scoring.queries import PaperCard, ScoredRound
from contest.scoring.rules import (
    ON_PAPER,
    Reading,
    paper_differences,
    readable_paper_code,
    tidy_paper_code,
    why_not_code,
    why_not_key,
    why_not_reading,
)


@dataclass(frozen=True, slots=True)
class KeyedPaper:
    """What became of a keying: `once`, `entered` or `differs`, of which sheet; what a third look must decide."""

    code: str
    state: str
    differences: tuple[str, ...] = ()


@action(Permission.SCORE_KEY_IN)
def key_paper(actor: Actor, edition_id: int, code: str, reading: Reading, *, as_written: bool = False) -> KeyedPaper:
    """Keep what one person read from a sheet; the second reading is compared, and enters when both say the same.

    On a sheet that was printed for an entry and a judge `reading` names them again: a page of another sheet is refused.
    as_written: the reader looked again, the total on the paper is not the sum of its cells.
    Raises Refusal with every fault, at its cell.
    """
    sheet, card = taken_up(actor, edition_id, code)
    refuse(why_not_key(card.standing(actor, edition_id)))
    round_ = queries.scored_round(edition_id, card.round_key, lock="share")
    if not sheet.is_spare and (reading.entry_id, reading.judge_id) != (sheet.entry_id, sheet.judge_id):
        raise refuse_with("paper_code_unknown", paper=readable_paper_code(sheet.code))
    taken = _target(actor, edition_id, round_, sheet, reading)
    faults = why_not_reading(round_.criteria, round_.cells, reading, as_written=as_written)
    refuse([*_why_not_enter(taken, reading), *faults])
    before = queries.keyings_of(sheet.id)
    db.session.add(_kept(actor, sheet, reading))
    db.session.flush()
    if not before:
        sheet.state = "once"
        _tell(actor, edition_id, "paper.keyed", sheet, taken)
        return KeyedPaper(sheet.code, "once")
    _tell(actor, edition_id, "paper.keyed", sheet, taken)
    found = paper_differences(round_.criteria, queries.reading_of(before[0]), reading, _draft(taken))
    if found:
        sheet.state = "differs"
        _tell(actor, edition_id, "paper.differs", sheet, taken, of=found)
        return KeyedPaper(sheet.code, "differs", tuple(found))
    comment = reading.comment or before[0].comment
    enter(actor, edition_id, sheet, taken, replace(reading, comment=comment), [before[0].keyed_by_id, actor.id])
    return KeyedPaper(sheet.code, "entered")


@action(Permission.SCORE_KEY_IN)
def withdraw_keying(actor: Actor, edition_id: int, code: str) -> str:
    """Somebody takes the own reading back, to key it in anew; nobody else's is touched. Returns the state."""
    sheet, card = taken_up(actor, edition_id, code)
    if card.state == "entered":
        raise refuse_with("paper_entered")
    kept = queries.keyings_of(sheet.id)
    own = [keyed for keyed in kept if keyed.keyed_by_id == actor.id]
    if not own:
        raise refuse_with("paper_not_keyed")
    for keyed in own:
        keyed.withdrawn_at = now()
    sheet.state = "once" if len(kept) > len(own) else "printed"
    ledger.note(actor, edition_id, "paper.withdrawn", f"paper:{sheet.code}", {"code": sheet.code})
    return sheet.state


def taken_up(actor: Actor, edition_id: int, code: str) -> tuple[PaperSheet, PaperCard]:
    """The sheet of a code, held until the transaction ends, if it is within somebody's reach.

    Raises Refusal: the code's faults, paper_code_unknown, not_your_council, not_permitted, entry_in_conflict.
    """
    if actor.id is None:
        raise refuse_with("not_permitted", permission=str(Permission.SCORE_KEY_IN))
    refuse(why_not_code(code))
    tidy = tidy_paper_code(code)
    held = select(PaperSheet).where(PaperSheet.edition_id == edition_id, PaperSheet.code == tidy).with_for_update()
    sheet = db.session.scalar(held.execution_options(populate_existing=True))
    card = queries.paper_card(edition_id, tidy) if sheet else None
    if sheet is None or card is None:
        raise Refusal([Reason("paper_code_unknown", {"paper": readable_paper_code(tidy)}, "code")])
    if not card.is_within(queries.reach_at(actor, edition_id, card.entry_id)):
        raise refuse_with("not_your_council")
    if queries.kept_from_paper(actor.id, edition_id, tidy):
        raise refuse_with("entry_in_conflict")
    return sheet, card


def _target(actor: Actor, edition_id: int, round_: ScoredRound, sheet: PaperSheet, reading: Reading) -> OpenSheet:
    """The score sheet a reading is about. Raises Refusal: whose it is is not said, or another paper is there."""
    if not reading.entry_id or not reading.judge_id:
        raise Refusal([Reason("paper_whose_missing", where="entry_id")])
    must_be_free(actor, reading.entry_id)
    taken = take_up(round_, reading.entry_id, reading.judge_id)
    reach = queries.reach_at(actor, edition_id, taken.entry_id)
    if reach is not None and taken.place.council_id not in reach:
        raise refuse_with("not_your_council")
    if reading.judge_id == actor.id:
        raise refuse_with("paper_own_sheet")
    other = queries.other_paper(round_.id, reading.entry_id, reading.judge_id, sheet.id)
    if other:
        raise refuse_with("paper_pair_taken", paper=readable_paper_code(other))
    return taken


def _why_not_enter(taken: OpenSheet, reading: Reading) -> list[Reason]:
    """Why the score sheet takes no figures now; what is wrong with single figures is said at their cells."""
    if taken.place.standing.sheet_state == "submitted":
        return [Reason("paper_scored_online")]
    given = Given(reading.points, reading.comment)
    cells = {cell.key for cell in taken.round.cells}
    state = state_of(reading.cells)
    return [one for one in why_not_keyed(taken, given, state, zero_is_meant=True) if one.where not in cells]


def _draft(taken: OpenSheet) -> Mapping[str, Decimal | None] | None:
    """What the judge typed online meanwhile; figures that came from paper are no second opinion."""
    sheet = taken.sheet
    return taken.points if sheet is not None and sheet.state == "draft" and sheet.source not in ON_PAPER else None


def _kept(actor: Actor, sheet: PaperSheet, reading: Reading) -> PaperKeying:
    return PaperKeying(
        sheet_id=sheet.id,
        keyed_by_id=actor.id,
        keyed_at=now(),
        entry_id=reading.entry_id,
        judge_id=reading.judge_id,
        cells={key: read.state if read.points is None else f"{read.points:f}" for key, read in reading.cells.items()},
        control=reading.control,
        tier_key=reading.tier_key,
        comment=reading.comment,
    )


def enter(
    actor: Actor,
    edition_id: int,
    sheet: PaperSheet,
    taken: OpenSheet,
    reading: Reading,
    keyed_by: list[int | None],
    **more: Any,
) -> None:
    """Two readings, or a third look, are one score: written and noted like any sheet that is handed in."""
    state = state_of(reading.cells)
    given = Given(reading.points, reading.comment, tier_key=reading.tier_key, source="paper")
    refuse(why_not_keyed(taken, given, state, zero_is_meant=True))
    comment = given.comment or (taken.sheet.comment if taken.sheet else "")
    written = put(taken, replace(given, comment=comment), state, keyed_by=actor.id, marks=reading.cells)
    written.reason = "Ghi trên phiếu giấy" if state in ("absent", "abstained", "recused") else ""
    sheet.entry_id, sheet.judge_id, sheet.council_id = taken.entry_id, taken.judge_id, taken.place.council_id
    sheet.state = "entered"
    facts = facts_of(taken, paper=sheet.code, keyed_by=keyed_by, photo=sheet.photo_sha256, **more)
    ledger.note(actor, edition_id, "score.keyed_in", subject_of(taken), facts)
    look_at_one(actor, edition_id, taken)


def _tell(actor: Actor, edition_id: int, kind: str, sheet: PaperSheet, taken: OpenSheet, **more: Any) -> None:
    """Who keyed what in, without a figure: the ledger is read by those who key in second."""
    facts = {"code": sheet.code, "round": taken.round.key, "entry": taken.place.code, "judge": taken.judge_id, **more}
    ledger.note(actor, edition_id, kind, f"paper:{sheet.code}", facts)
