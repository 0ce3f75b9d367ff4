"""Deeds in a disagreement: answer, open by hand, call others, stop waiting, conclude, open the conclusion again."""

from collections.abc import Collection, Sequence
from decimal import Decimal

from sqlalchemy import select

from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import refuse, refuse_with
from contest.juries.actions import put_off, put_on
from contest.scoring import queries
from contest.scoring.actions import disagreement
from contest.scoring.actions.case_letters import tell_asked
from contest.scoring.actions.disagreement import CaseAtHand, note
from contest.scoring.actions.marks import must_be_free
from contest.scoring.actions.sheets import reopen
from contest.scoring.actions.writing import Given, put, take_up
from contest.scoring.models import CaseRequest, DisagreementCase, ScoreSheet
from contest.scoring.queries import EntryState, ScoredRound
from contest.scoring.rules import why_not_write
from contest.scoring.rules.cases import (
    WAYS,
    counting,
    ways_of,
    why_not_answer,
    why_not_call,
    why_not_conclude,
    why_not_go_on,
    why_not_open,
    why_not_reason,
)


@action(Permission.SCORE_GIVE)
def answer_case(actor: Actor, edition_id: int, round_key: str, entry_id: int, answer: str, reason: str) -> None:
    """A judge has looked at the own sheet again: `kept`, or `changing`, which opens it; the reason is kept.

    Raises Refusal: case_not_asked, case_is_answered, case_is_changing, case_answer_missing, case_reason_missing.
    """
    round_ = queries.scored_round(edition_id, round_key, lock="share")
    _answer(actor, edition_id, round_, entry_id, actor.id or 0, answer, reason)


@action(Permission.CASE_RUN)
def record_answer(
    actor: Actor, edition_id: int, round_key: str, entry_id: int, judge_id: int, answer: str, reason: str
) -> None:
    """The clerk or the secretariat write down what a judge answered on paper or by telephone."""
    round_ = _reached(actor, edition_id, round_key, entry_id)
    _answer(actor, edition_id, round_, entry_id, judge_id, answer, reason)


def _answer(
    actor: Actor, edition_id: int, round_: ScoredRound, entry_id: int, judge_id: int, answer: str, reason: str
) -> None:
    taken = take_up(round_, entry_id, judge_id)
    at_hand = _at_hand(edition_id, round_, entry_id)
    asked = next((one for one in at_hand.asked if one.judge_id == judge_id), None) if at_hand else None
    refuse(why_not_answer(asked, answer, reason, round_.state))
    assert at_hand is not None
    assert taken.sheet is not None
    request = next(one for one in at_hand.requests if one.judge_id == judge_id)
    request.reason = reason.strip()
    if answer == "changing":
        refuse(why_not_write(taken.place.standing.but("draft")))
        request.answer = "changing"
        at_hand.happened("changing", actor.id, judge_id, request.reason)
        reopen(actor, edition_id, taken, request.reason)
        return
    request.answer, request.answered_at = "kept", now()
    at_hand.happened("kept", actor.id, judge_id, request.reason)
    facts = {"judge": judge_id, "answer": "kept", "reason": request.reason, "total": taken.sheet.total}
    note(actor, at_hand, "case.answered", facts)
    disagreement.go_on(actor, at_hand)


@action(Permission.CASE_RUN)
def look_at_round(actor: Actor, edition_id: int, round_key: str) -> int:
    """Open every disagreement of a round that is due and not open yet, and let the others go on; how many opened."""
    round_ = queries.scored_round(edition_id, round_key, lock="alone")
    return len(disagreement.look_at(actor, edition_id, round_))


@action(Permission.CASE_RUN)
def open_case(actor: Actor, edition_id: int, round_key: str, entry_id: int, reason: str) -> None:
    """Open a disagreement by hand: where the regulation only shows it, or before the last sheet is in."""
    round_ = _reached(actor, edition_id, round_key, entry_id)
    state = _state(round_, entry_id)
    has_open = _open_row(round_, entry_id) is not None
    refuse(why_not_open(has_open=has_open, is_apart=state.spread is not None, reason=reason, round_state=round_.state))
    disagreement.open_one(actor, edition_id, round_, state, actor.id, reason.strip())


@action(Permission.CASE_RUN)
def call_judges(
    actor: Actor, edition_id: int, round_key: str, entry_id: int, judge_ids: Sequence[int], reason: str = ""
) -> None:
    """Confirm whom the house proposes, or choose another with a reason; they are assigned and written to."""
    round_ = _reached(actor, edition_id, round_key, entry_id)
    at_hand = _must_be_open(edition_id, round_, entry_id)
    case = at_hand.case
    could = [one.judge_id for one in disagreement.callable_judges(at_hand)] if case.step == "choosing" else []
    refuse(why_not_call(case.step, at_hand.then, judge_ids, could, case.proposed, reason))
    for judge_id in judge_ids:
        put_on(round_.id, entry_id, judge_id, actor.id)
    case.step, was = "called", list(case.proposed)
    disagreement.ask(at_hand, judge_ids, "called", actor.id)
    if reason.strip():
        at_hand.happened("chosen", actor.id, words=reason.strip())
    note(actor, at_hand, "case.called", {"judges": list(judge_ids), "proposed": was, "reason": reason.strip()})


@action(Permission.CASE_RUN)
def stop_waiting(actor: Actor, edition_id: int, round_key: str, entry_id: int, reason: str) -> None:
    """Go on without those who have not answered; a sheet opened for it stands again as it was handed in."""
    round_ = _reached(actor, edition_id, round_key, entry_id)
    at_hand = _must_be_open(edition_id, round_, entry_id)
    refuse(why_not_go_on(at_hand.case.step, reason, round_.state))
    words = reason.strip()
    awaited = disagreement.still_awaited(at_hand)
    for request in awaited:
        _let_be(actor, at_hand, request, words)
    if at_hand.case.step == "choosing":
        at_hand.happened("not_called", actor.id, words=words)
        at_hand.case.step, at_hand.case.proposed = "closing", []
    note(actor, at_hand, "case.not_awaited", {"judges": [one.judge_id for one in awaited], "reason": words})
    db.session.flush()
    fresh = _must_be_open(edition_id, round_, entry_id)
    disagreement.go_on(actor, fresh)


def _let_be(actor: Actor, at_hand: CaseAtHand, request: CaseRequest, reason: str) -> None:
    """One request is no longer waited for."""
    entry_id, judge_id = at_hand.case.entry_id, request.judge_id
    if request.kind == "called":
        put_off(at_hand.round.id, entry_id, judge_id, reason)
    elif request.answer == "changing":
        taken = take_up(at_hand.round, entry_id, judge_id)
        last = disagreement.last_version(taken.sheet.id) if taken.sheet is not None else None
        if last is not None:
            put(taken, Given(disagreement.figures_of(last), last.comment, tier_key=last.tier_key), "submitted")
            at_hand.happened("restored", actor.id, judge_id)
    request.answer, request.answered_at, request.reason = "not_awaited", now(), request.reason or reason
    at_hand.happened("not_awaited", actor.id, judge_id, reason)


@action(Permission.CASE_SETTLE)
def conclude_case(
    actor: Actor,
    edition_id: int,
    round_key: str,
    entry_id: int,
    way: str,
    reason: str,
    left_out: Collection[int] = (),
) -> None:
    """The chair (or the secretariat) say which sheets count, with the reason that the minutes carry.

    left_out: for the way `chosen`, the judges whose sheets are not to count. Raises Refusal: case_chair_leads and what
    `why_not_conclude` says.
    """
    round_ = _reached(actor, edition_id, round_key, entry_id)
    _must_lead(actor, edition_id, round_, entry_id)
    at_hand = _must_be_open(edition_id, round_, entry_id)
    case, totals = at_hand.case, at_hand.state.totals
    counted = counting(way, totals, left_out) if way in WAYS else frozenset[int]()
    given = len(totals)
    refuse(why_not_conclude(case.step, way, ways_of(round_.rules), len(counted), given, reason, round_.state))
    _use(round_, entry_id, {judge: "counts" if judge in counted else "left_out" for judge in totals})
    case.step, case.way, case.reason = "closed", way, reason.strip()
    case.closed_at, case.closed_by_id, case.closing_spread = now(), actor.id, at_hand.state.spread or Decimal(0)
    at_hand.happened("closed", actor.id, words=f"{WAYS[way]}. {case.reason}")
    facts = {
        "way": way,
        "reason": case.reason,
        "spread": case.closing_spread,
        "counted": {str(judge): totals[judge] for judge in sorted(counted)},
        "left_out": {str(judge): totals[judge] for judge in sorted(set(totals) - counted)},
    }
    note(actor, at_hand, "case.concluded", facts)


@action(Permission.CASE_SETTLE)
def reopen_case(actor: Actor, edition_id: int, round_key: str, entry_id: int, reason: str) -> None:
    """Take a conclusion back, with a reason, to conclude otherwise: all sheets count again until then."""
    round_ = _reached(actor, edition_id, round_key, entry_id)
    _must_lead(actor, edition_id, round_, entry_id)
    if round_.state != "open":
        raise refuse_with("scoring_closed")
    refuse(why_not_reason(reason))
    last = db.session.scalar(
        select(DisagreementCase)
        .where(DisagreementCase.round_id == round_.id, DisagreementCase.entry_id == entry_id)
        .order_by(DisagreementCase.id.desc())
        .limit(1)
    )
    if last is None or last.step != "closed":
        raise refuse_with("case_not_closed")
    state = _state(round_, entry_id)
    _use(round_, entry_id, dict.fromkeys(state.totals, "counts"))
    was = last.way
    last.step, last.way, last.reason = "closing", "", ""
    last.closed_at = last.closed_by_id = last.closing_spread = None
    at_hand = CaseAtHand(edition_id, round_, last, state, [])
    at_hand.happened("reopened", actor.id, words=reason.strip())
    note(actor, at_hand, "case.reopened", {"was": was, "reason": reason.strip()})


@action(Permission.JUDGE_REMIND)
def remind_asked(actor: Actor, edition_id: int, round_key: str, entry_id: int) -> int:
    """Write again to those a disagreement waits for; returns how many letters."""
    round_ = _reached(actor, edition_id, round_key, entry_id)
    at_hand = _must_be_open(edition_id, round_, entry_id)
    mark = f"{now():%Y%m%d%H}"
    return sum(
        tell_asked(edition_id, round_, at_hand.case, [one.judge_id], one.kind, mark)
        for one in disagreement.still_awaited(at_hand)
    )


def _use(round_: ScoredRound, entry_id: int, uses: dict[int, str]) -> None:
    """Say of each judge's sheet whether it counts."""
    rows = db.session.scalars(
        select(ScoreSheet).where(ScoreSheet.round_id == round_.id, ScoreSheet.entry_id == entry_id)
    )
    for row in rows:
        if row.judge_id in uses and row.use != uses[row.judge_id]:
            row.use = uses[row.judge_id]
    db.session.flush()


def _reached(actor: Actor, edition_id: int, round_key: str, entry_id: int) -> ScoredRound:
    """The round, the entry's place in it locked. Raises Refusal: case_unknown, not_your_council, entry_in_conflict."""
    round_ = queries.scored_round(edition_id, round_key, lock="share")
    place = queries.place_of(round_, entry_id, actor.id or 0, lock=True)
    if place is None:
        raise refuse_with("case_unknown")
    must_be_free(actor, entry_id)
    reach = queries.reach_at(actor, edition_id, entry_id)
    if reach is not None and place.council_id not in reach:
        raise refuse_with("not_your_council")
    return round_


def _must_lead(actor: Actor, edition_id: int, round_: ScoredRound, entry_id: int) -> None:
    """A deputy concludes for a chair who is away or in conflict, not beside one. Raises Refusal: case_chair_leads."""
    if not queries.leads_case(actor, edition_id, round_, entry_id):
        raise refuse_with("case_chair_leads")


def _state(round_: ScoredRound, entry_id: int) -> EntryState:
    db.session.flush()
    return queries.entry_states(round_, [entry_id])[entry_id]


def _open_row(round_: ScoredRound, entry_id: int) -> DisagreementCase | None:
    return db.session.scalar(
        select(DisagreementCase).where(
            DisagreementCase.round_id == round_.id,
            DisagreementCase.entry_id == entry_id,
            DisagreementCase.closed_at.is_(None),
        )
    )


def _at_hand(edition_id: int, round_: ScoredRound, entry_id: int) -> CaseAtHand | None:
    case = _open_row(round_, entry_id)
    if case is None:
        return None
    requests = [request for request, _ in queries.requests_of([case.id]).get(case.id, [])]
    return CaseAtHand(edition_id, round_, case, _state(round_, entry_id), requests)


def _must_be_open(edition_id: int, round_: ScoredRound, entry_id: int) -> CaseAtHand:
    at_hand = _at_hand(edition_id, round_, entry_id)
    if at_hand is None:
        raise refuse_with("case_unknown")
    return at_hand
