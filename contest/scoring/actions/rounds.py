"""Deeds on a whole round: close it, open it again, lower a quorum, reopen a sheet, remind."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from contest.editions.queries import edition_by_id
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.letters import filled
from contest.foundation.mail import Recipient, post, rule_of
from contest.foundation.refusal import refuse
from contest.foundation.vietnamese import date as day
from contest.juries.models import JudgingRound
from contest.scoring import queries
from contest.scoring.actions.disagreement import look_at_one
from contest.scoring.actions.marks import must_reach, must_reach_round
from contest.scoring.actions.sheets import reopen
from contest.scoring.actions.writing import SavedSheet, take_up
from contest.scoring.models import QuorumDecision, RoundReopening
from contest.scoring.queries import Closing, JudgeProgress, ScoredRound
from contest.scoring.rules import (
    EntryInRound,
    sheets_needed,
    why_not_lower_quorum,
    why_not_reopen_round,
    why_not_reopen_sheet,
)


@dataclass(frozen=True, slots=True)
class ClosedRound:
    """What a closed round holds; `digest` covers every sheet as it was."""

    round: str
    closed_at: datetime
    entries: int
    sheets: int
    digest: str
    was_closed: bool = False


@action(Permission.ROUND_CLOSE)
def close_round(actor: Actor, edition_id: int, round_key: str) -> ClosedRound:
    """Close a round; refuses with everything that is missing. Closing a closed round changes nothing."""
    round_ = queries.scored_round(edition_id, round_key, lock="alone")
    closing = queries.closing_of(round_)
    if round_.state == "closed" and round_.closed_at is not None:
        return _closed(closing, round_.closed_at, was_closed=True)
    refuse(closing.why_not)
    row = _row(round_)
    row.state, row.closed_at, row.closed_by_id = "closed", now(), actor.id
    closed = _closed(closing, row.closed_at)
    facts = {"round": round_key, "entries": closed.entries, "sheets": closed.sheets, "digest": closed.digest}
    ledger.note(actor, edition_id, "round.closed", f"round:{round_key}", facts)
    return closed


def _row(round_: ScoredRound) -> JudgingRound:
    return db.session.execute(select(JudgingRound).where(JudgingRound.id == round_.id)).scalar_one()


def _closed(closing: Closing, at: datetime, *, was_closed: bool = False) -> ClosedRound:
    lines = [
        [sheet.entry_id, sheet.judge_id, sheet.state, None if sheet.total is None else format(sheet.total, "f")]
        for sheet in closing.sheets
    ]
    digest = hashlib.sha256(json.dumps(lines, separators=(",", ":")).encode()).hexdigest()
    counted = sum(sheet.state == "submitted" for sheet in closing.sheets)
    return ClosedRound(closing.round.key, at, closing.report.entries, counted, digest, was_closed)


@action(Permission.ROUND_CLOSE)
def reopen_round(actor: Actor, edition_id: int, round_key: str, reason: str) -> None:
    """Open a closed round again, with a reason; not once a later round runs on its result."""
    round_ = queries.scored_round(edition_id, round_key, lock="alone")
    must_reach_round(actor, edition_id)
    refuse(why_not_reopen_round(round_.state, reason, queries.later_rounds(edition_id, round_key)))
    row = _row(round_)
    row.state, row.closed_at, row.closed_by_id = "open", None, None
    db.session.add(
        RoundReopening(round_id=round_.id, reason=reason.strip(), reopened_at=now(), reopened_by_id=actor.id)
    )
    ledger.note(
        actor, edition_id, "round.reopened", f"round:{round_key}", {"round": round_key, "reason": reason.strip()}
    )


@action(Permission.SHEET_REOPEN)
def reopen_sheet(
    actor: Actor, edition_id: int, round_key: str, entry_id: int, judge_id: int, reason: str
) -> SavedSheet:
    """The chair or the secretariat open a judge's sheet again, with a reason; its figures stay."""
    taken = take_up(queries.scored_round(edition_id, round_key, lock="share"), entry_id, judge_id)
    must_reach(actor, edition_id, taken)
    refuse(why_not_reopen_sheet(taken.place.standing, reason, by="office"))
    saved = reopen(actor, edition_id, taken, reason.strip())
    look_at_one(actor, edition_id, taken)
    return saved


@action(Permission.ROUND_CLOSE)
def lower_quorum(
    actor: Actor, edition_id: int, round_key: str, quorum: int | None, reason: str, entry_id: int | None = None
) -> None:
    """Record the decision that fewer scored sheets suffice, for one entry or for the whole round."""
    round_ = queries.scored_round(edition_id, round_key, lock="alone")
    reach = queries.councils_in_reach(actor, edition_id)
    if entry_id is None:
        must_reach_round(actor, edition_id)
    refuse(why_not_lower_quorum(quorum, reason, round_.state, _most_needed(round_, reach, entry_id)))
    db.session.add(
        QuorumDecision(
            round_id=round_.id,
            entry_id=entry_id,
            quorum=quorum,
            reason=reason.strip(),
            decided_at=now(),
            decided_by_id=actor.id,
        )
    )
    facts = {"round": round_key, "entry_id": entry_id, "quorum": quorum, "reason": reason.strip()}
    ledger.note(actor, edition_id, "round.quorum_lowered", f"round:{round_key}", facts)


def _most_needed(round_: ScoredRound, reach: frozenset[int] | None, entry_id: int | None) -> int:
    """The most sheets an entry concerned needs now; 0 when it is out of reach, so that nothing is lower."""
    judges: dict[int, list[int]] = {}
    states: dict[int, dict[int, str]] = {}
    for pair in queries.pairs(round_.id, reach):
        if entry_id in (None, pair.entry_id):
            judges.setdefault(pair.entry_id, []).append(pair.judge_id)
            states.setdefault(pair.entry_id, {})[pair.judge_id] = pair.state
    lowered = queries.lowered_quorums(round_.id)
    entries = [EntryInRound(own, tuple(judges[own]), states[own]) for own in judges]
    return max((sheets_needed(round_.rules, entry, lowered) for entry in entries), default=0)


@action(Permission.JUDGE_REMIND)
def remind_judges(
    actor: Actor, edition_id: int, round_key: str, judge_ids: frozenset[int] | None = None, link: str = ""
) -> list[JudgeProgress]:
    """Write to the judges who have sheets left (all of them, or these); returns whom. No address: the page says so."""
    round_ = queries.scored_round(edition_id, round_key)
    reach = queries.councils_in_reach(actor, edition_id)
    late = [
        judge
        for judge in queries.judges_progress(edition_id, round_.id, reach)
        if judge.left and (judge_ids is None or judge.judge_id in judge_ids)
    ]
    title, rule = edition_by_id(edition_id).title, rule_of(edition_id, "scoring.remind")
    for judge in late:
        to = Recipient(judge.name, judge.email or "", person_id=judge.judge_id)
        post("scoring.remind", edition_id, to, _told(judge, round_, title, link), rule=rule)
    return late


def _told(judge: JudgeProgress, round_: ScoredRound, title: str, link: str) -> dict[str, str]:
    """What fills the places of a reminder."""
    ends = round_.rules.ends
    return {
        "hội thi": title,
        "họ tên": judge.name,
        "vòng chấm": round_.name,
        "số phiếu": str(judge.left),
        "số phiếu được giao": str(judge.assigned),
        "hạn chấm": day(ends) if ends else "",
        "đường dẫn": link,
    }


def reminder(edition_id: int, judge: JudgeProgress, round_: ScoredRound, title: str, link: str = "") -> str:
    """The words of a reminder, to be copied into Zalo or a text message."""
    return filled(rule_of(edition_id, "scoring.remind").text, _told(judge, round_, title, link))
