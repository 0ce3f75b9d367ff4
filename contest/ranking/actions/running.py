"""A ranking is run: the same inputs find the run that is there, other inputs make a new one beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy import func, select

from contest.editions.queries import edition_by_id
from contest.editions.rules import Round
from contest.entries.queries import ids_of_codes
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.bulk import insert_many
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import Reason, refuse
from contest.foundation.words import sentence
from contest.juries.queries import barred_entries
from contest.ranking.models import Placing, RankingRun, VoteCount
from contest.ranking.queries import Inputs, RunCard, inputs_of, latest_run, mark_of, places_of
from contest.ranking.rules import (
    ADJUSTED,
    Beside,
    Placed,
    Tie,
    beside,
    explain,
    own_points,
    why_not_adjust,
    why_not_rank,
)
from contest.ranking.rules.ties import NEEDS_VOTE
from contest.scoring.actions import add_up_anew
from contest.scoring.rules import stale_totals


@action(Permission.RANKING_RUN)
def run_ranking(actor: Actor, edition_id: int, round_key: str) -> RunCard:
    """Rank a closed round; equal inputs give the run there is. Sheets are added up anew where weights were amended.

    Raises Refusal.
    """
    inputs = inputs_of(edition_id, round_key, "alone")
    if inputs.rules.kind == "scores" and stale_totals(inputs.criteria, inputs.sheets):
        add_up_anew(actor, edition_id, round_key)
        inputs = inputs_of(edition_id, round_key, "alone")
    refuse(
        [
            *why_not_rank(inputs.rules, inputs.round.state, len(inputs.contenders)),
            *(Reason("ranking_earlier_round_missing", {"round": name}) for name in inputs.missing_rounds),
            *(why_not_adjust(inputs.contenders) if inputs.rules.combine.method == ADJUSTED else ()),
        ]
    )
    mark = mark_of(inputs)
    known = latest_run(edition_id, round_key)
    if known is not None and known.fingerprint == mark:
        run = db.session.get_one(RankingRun, known.id)
        run.checked_at, run.checked_regulation = now(), edition_by_id(edition_id).regulation_number
        db.session.flush()
        return replace(known, is_outdated=False)
    placed, ties = places_of(inputs)
    other = beside(inputs.rules, inputs.criteria, inputs.contenders, inputs.settlements, placed)
    _keep(actor, edition_id, inputs, mark, placed, ties, other)
    made = latest_run(edition_id, round_key)
    assert made is not None
    return made


def _keep(
    actor: Actor, edition_id: int, inputs: Inputs, mark: str, placed: Sequence[Placed], ties: list[Tie], other: Beside
) -> None:
    newest = select(func.max(RankingRun.number)).where(RankingRun.round_id == inputs.round.id)
    run = RankingRun(
        round_id=inputs.round.id,
        number=(db.session.scalar(newest) or 0) + 1,
        method="grades" if inputs.rules.kind == "grades" else inputs.rules.combine.method,
        regulation_number=edition_by_id(edition_id).regulation_number,
        fingerprint=mark,
        made_at=now(),
        made_by_id=actor.id,
        ties=[tie.document() for tie in ties],
        ranked=sum(each.rank is not None for each in placed),
        unranked=sum(each.rank is None for each in placed),
        going=sum(bool(each.goes_on) for each in placed),
        waiting=sum(state == NEEDS_VOTE for tie in ties for _, state in tie.standing),
        beside=other.kind,
        beside_words="\n".join(other.remarks or map(sentence, other.reasons)),
    )
    db.session.add(run)
    db.session.flush()
    said = partial(
        explain,
        round_names={each.key: each.name for each in inputs.round.regulation.rounds},
        criterion_names={each.key: each.name for each in inputs.criteria},
    )
    insert_many(Placing, [_placing(run.id, inputs.rules, each, said(each.derivation), other) for each in placed])
    facts = {
        "run": run.number,
        "method": run.method,
        "fingerprint": mark,
        "entries": len(placed),
        "ranked": run.ranked,
        "ties": len(ties),
    }
    ledger.note(actor, edition_id, "ranking.run", f"round:{inputs.round.key}", facts)


def _placing(run_id: int, rules: Round, placed: Placed, said: Sequence[str], other: Beside) -> dict[str, Any]:
    points, rank, low, high = other.others.get(placed.entry_id, (None, None, None, None))
    return {
        "run_id": run_id,
        "entry_id": placed.entry_id,
        "rank": placed.rank,
        "points": placed.points,
        "sheets": placed.sheets,
        "status": placed.status,
        "goes_on": placed.goes_on,
        "grade": placed.grade,
        "tie_state": placed.tie_state,
        "own": own_points(rules, placed),
        "derivation": dict(placed.derivation),
        "explanation": "\n".join(said),
        "beside_points": points,
        "beside_rank": rank,
        "beside_low": low,
        "beside_high": high,
    }


@action(Permission.RANKING_RUN)
def record_votes(actor: Actor, edition_id: int, round_key: str, votes: Mapping[str, int]) -> int:
    """Bring in how many votes entries got, by their codes; a count given again replaces the earlier one.

    Raises Refusal: ranking_votes_unknown, ranking_votes_unreadable, ranking_votes_apart (the actor is in conflict with
    the entry), each with the code.
    """
    inputs = inputs_of(edition_id, round_key, "alone")
    here = {contender.entry_id for contender in inputs.contenders}
    codes = {code: entry_id for code, entry_id in ids_of_codes(edition_id).items() if entry_id in here}
    barred = barred_entries(edition_id, actor.id)
    refuse(
        [
            *(Reason("ranking_votes_unknown", {"code": code}, code) for code in votes if code not in codes),
            *(Reason("ranking_votes_apart", {"code": code}, code) for code in votes if codes.get(code) in barred),
            *(Reason("ranking_votes_unreadable", {"code": code}, code) for code, n in votes.items() if n < 0),
        ]
    )
    keep_votes(actor, inputs.round.id, {codes[code]: number for code, number in votes.items()})
    ledger.note(actor, edition_id, "ranking.votes", f"round:{round_key}", {"votes": dict(sorted(votes.items()))})
    return len(votes)


def keep_votes(actor: Actor, round_id: int, votes: Mapping[int, int]) -> None:
    """Write down the votes of entries, in the place of what was written before."""
    kept = {row.entry_id: row for row in db.session.scalars(select(VoteCount).where(VoteCount.round_id == round_id))}
    for entry_id, number in votes.items():
        row = kept.get(entry_id)
        if row is None:
            row = VoteCount(round_id=round_id, entry_id=entry_id)
            db.session.add(row)
        row.votes, row.counted_at, row.counted_by_id = number, now(), actor.id
