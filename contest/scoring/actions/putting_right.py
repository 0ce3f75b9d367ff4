"""What was judged is put right by decision: a sheet taken down wrongly, a judge who must not count, new weights.

Whoever decides it (two people, once the round was closed) is the business of the room of prizes.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from sqlalchemy import select

from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.ledger import Happening
from contest.foundation.refusal import refuse
from contest.juries.actions import put_off
from contest.juries.queries import assignments
from contest.scoring import queries
from contest.scoring.actions.disagreement import look_at, look_at_one
from contest.scoring.actions.marks import must_reach, must_reach_round
from contest.scoring.actions.writing import Given, SavedSheet, keep_version, put, take_up, tell
from contest.scoring.models import QuorumDecision, ScoreSheet
from contest.scoring.queries import ScoredRound
from contest.scoring.rules import EntryInRound, sheets_needed, stale_totals, why_not_reopen_sheet, why_not_score
from contest.scoring.rules.replacing import why_not_replace


@action(Permission.SHEET_REOPEN)
def correct_sheet(
    actor: Actor,
    edition_id: int,
    round_key: str,
    entry_id: int,
    judge_id: int,
    points: Mapping[str, Decimal],
    reason: str,
) -> SavedSheet:
    """Put cells of a handed-in sheet right while the round is open; it stays handed in, as it was before is kept.

    Raises Refusal: sheet_is_open, scoring_closed, reopen_reason_missing, and what is wrong with a figure.
    """
    taken = take_up(queries.scored_round(edition_id, round_key, lock="share"), entry_id, judge_id)
    must_reach(actor, edition_id, taken)
    whole = {**taken.points, **points}
    refuse(
        [
            *why_not_reopen_sheet(taken.place.standing, reason, by="office"),
            *why_not_score(taken.round.criteria, whole),
        ]
    )
    sheet = taken.sheet
    assert sheet is not None
    before = sheet.total
    keep_version(actor, taken, reason.strip())
    given = Given(whole, sheet.comment, tier_key=sheet.tier_key, source=sheet.source)
    put(taken, given, "submitted", keyed_by=actor.id)
    saved = tell(actor, edition_id, "score.corrected", taken, was_total=before, reason=reason.strip())
    look_at_one(actor, edition_id, taken)
    return saved


@action(Permission.ROUND_CLOSE)
def leave_out_judge(actor: Actor, edition_id: int, round_key: str, judge_id: int, reason: str) -> list[int]:
    """None of a judge's sheets in an open round counts any more; nobody else is asked. Returns the entries.

    An entry that then has fewer sheets than it needs gets a decision that those suffice. Raises Refusal:
    replace_nothing, scoring_closed, replace_reason_missing.
    """
    round_ = queries.scored_round(edition_id, round_key, lock="alone")
    must_reach_round(actor, edition_id)
    rows = list(
        db.session.scalars(
            select(ScoreSheet).where(
                ScoreSheet.round_id == round_.id, ScoreSheet.judge_id == judge_id, ScoreSheet.state == "submitted"
            )
        )
    )
    given = [row for row in rows if row.use != "set_aside"]
    refuse(why_not_replace(round_.state, judge_id, None, knows=True, has_work=bool(given), reason=reason))
    words = reason.strip()
    asked = [each.entry_id for each in assignments(round_.id) if each.judge_id == judge_id]
    for entry_id in asked:
        put_off(round_.id, entry_id, judge_id, words)
    for row in given:
        row.use = "set_aside"
    db.session.flush()
    entries = sorted({*asked, *(row.entry_id for row in given)})
    short = _suffices(actor, round_, entries, words)
    payload = {"round": round_key, "judge": judge_id, "entries": entries, "suffices": short, "reason": words}
    ledger.note(actor, edition_id, "judge.left_out", f"round:{round_key}", payload)
    look_at(actor, edition_id, round_, entries)
    return entries


def _suffices(actor: Actor, round_: ScoredRound, entries: Sequence[int], reason: str) -> list[list[int]]:
    """Decide that the sheets an entry still has suffice, where it needs more; returns [entry, sheets]."""
    judges: dict[int, set[int]] = {entry_id: set() for entry_id in entries}
    states: dict[int, dict[int, str]] = {entry_id: {} for entry_id in entries}
    for asked in assignments(round_.id):
        if asked.entry_id in judges:
            judges[asked.entry_id].add(asked.judge_id)
    for row in queries.sheets_of(round_.id, cells=False, entry_ids=entries):
        judges[row.entry_id].add(row.judge_id)
        states[row.entry_id][row.judge_id] = row.state
    lowered = queries.lowered_quorums(round_.id)
    found = []
    for entry_id in entries:
        entry = EntryInRound(entry_id, tuple(sorted(judges[entry_id])), states[entry_id])
        if 0 < entry.counted < sheets_needed(round_.rules, entry, lowered):
            db.session.add(
                QuorumDecision(
                    round_id=round_.id,
                    entry_id=entry_id,
                    quorum=entry.counted,
                    reason=reason,
                    decided_at=now(),
                    decided_by_id=actor.id,
                )
            )
            found.append([entry_id, entry.counted])
    db.session.flush()
    return found


@action(Permission.RANKING_RUN)
def add_up_anew(actor: Actor, edition_id: int, round_key: str) -> int:
    """Give every sheet the total that follows from its figures, once weights were amended; returns how many changed."""
    round_ = queries.scored_round(edition_id, round_key, lock="alone")
    stale = stale_totals(round_.criteria, queries.sheets_of(round_.id, round_.criteria))
    rows = db.session.scalars(select(ScoreSheet).where(ScoreSheet.round_id == round_.id)) if stale else ()
    happenings = []
    for row in rows:
        whole = stale.get((row.entry_id, row.judge_id))
        if whole is not None:
            facts = {"round": round_key, "judge": row.judge_id, "was_total": row.total, "total": whole}
            subject = f"sheet:{round_key}:{row.entry_id}:{row.judge_id}"
            happenings.append(Happening("score.added_up", subject, facts))
            row.total = whole
    ledger.note_all(actor, edition_id, happenings)
    db.session.flush()
    return len(happenings)
