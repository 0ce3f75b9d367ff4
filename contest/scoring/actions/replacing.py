"""A judge is replaced in the middle of a round: what was scored stays and is said to count or not, the rest moves."""

from dataclasses import dataclass

from sqlalchemy import select

from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.database import db
from contest.foundation.refusal import refuse, refuse_with
from contest.juries.actions import put_off, put_on
from contest.scoring import queries
from contest.scoring.actions.disagreement import look_at
from contest.scoring.actions.writing import take_up, tell
from contest.scoring.models import ScoreSheet
from contest.scoring.queries import Leaving, ScoredRound
from contest.scoring.rules.replacing import Moves, moves, why_not_decide, why_not_replace


@dataclass(frozen=True, slots=True)
class Replacement:
    """Who takes over what from whom, and what becomes of the sheets handed in; `names` are those of everybody named."""

    leaving: Leaving
    moves: Moves
    keeps: bool
    candidates: dict[int, str]


def planned_replacement(
    edition_id: int, round_: ScoredRound, judge_id: int, replacement_id: int | None, *, keeps: bool
) -> Replacement | None:
    """What replacing would do, without doing it; None where the judge has nothing in the round."""
    leaving = queries.leaving(round_, judge_id)
    if leaving is None:
        return None
    entries = (*leaving.remaining, *(() if keeps else leaving.scored))
    bench = queries.replacement_bench(edition_id, round_, judge_id, entries)
    found = moves(entries, replacement_id, bench.free, bench.loads, bench.most)
    return Replacement(leaving, found, keeps, dict(bench.names))


@action(Permission.JURY_ASSIGN)
def replace_judge(
    actor: Actor,
    edition_id: int,
    round_key: str,
    judge_id: int,
    replacement_id: int | None,
    reason: str,
    *,
    keeps: bool = True,
) -> Replacement:
    """Give what a judge has not scored to the replacement, or to others of the council where that cannot be.

    keeps: the sheets handed in count; else they are set aside (and kept), and their entries move too. Without a
    replacement all goes to the council. Raises Refusal: replace_nothing, replace_who, replace_reason_missing.
    """
    round_ = queries.scored_round(edition_id, round_key, lock="alone")
    planned = planned_replacement(edition_id, round_, judge_id, replacement_id, keeps=keeps)
    knows = planned is not None and (replacement_id is None or replacement_id in planned.candidates)
    has_work = planned is not None and bool(planned.leaving.remaining or (planned.leaving.scored and not keeps))
    refuse(why_not_replace(round_.state, judge_id, replacement_id, knows=knows, has_work=has_work, reason=reason))
    if planned is None:
        raise refuse_with("replace_nothing")
    words = reason.strip()
    taken = (*planned.leaving.remaining, *(() if keeps else planned.leaving.scored))
    for entry_id in taken:
        put_off(round_.id, entry_id, judge_id, words)
    for entry_id, other in planned.moves.pairs(replacement_id):
        put_on(round_.id, entry_id, other, actor.id)
    if not keeps:
        _set_aside(round_, planned.leaving)
    db.session.flush()
    payload = {
        "round": round_key,
        "judge": judge_id,
        "replacement": replacement_id,
        "moved": [[planned.leaving.numbers[entry], other] for entry, other in planned.moves.pairs(replacement_id)],
        "nobody": [planned.leaving.numbers[entry] for entry in planned.moves.stuck],
        "scored": [planned.leaving.numbers[entry] for entry in planned.leaving.scored],
        "scored_count": keeps,
        "reason": words,
    }
    ledger.note(actor, edition_id, "judge.replaced", f"round:{round_key}", payload)
    look_at(actor, edition_id, round_, taken)
    return planned


@action(Permission.JURY_ASSIGN)
def decide_sheet(
    actor: Actor, edition_id: int, round_key: str, entry_id: int, judge_id: int, counts: bool, reason: str
) -> None:
    """Say whether a sheet of somebody who no longer judges the entry counts, with a reason. Raises Refusal."""
    round_ = queries.scored_round(edition_id, round_key, lock="share")
    taken = take_up(round_, entry_id, judge_id)
    sheet = taken.sheet
    refuse(
        why_not_decide(
            round_.state,
            sheet_state=sheet.state if sheet else "",
            is_assigned=taken.place.standing.is_assigned,
            use=sheet.use if sheet else "counts",
            reason=reason,
        )
    )
    assert sheet is not None
    sheet.use = "counts" if counts else "set_aside"
    db.session.flush()
    tell(actor, edition_id, "score.counted" if counts else "score.set_aside", taken, reason=reason.strip())
    look_at(actor, edition_id, round_, [entry_id])


def _set_aside(round_: ScoredRound, leaving: Leaving) -> None:
    rows = db.session.scalars(
        select(ScoreSheet).where(
            ScoreSheet.round_id == round_.id,
            ScoreSheet.judge_id == leaving.judge_id,
            ScoreSheet.entry_id.in_(leaving.scored),
        )
    )
    for row in rows:
        row.use = "set_aside"
