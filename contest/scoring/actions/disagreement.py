"""What follows by itself when sheets have changed: a disagreement is opened, answers are taken up, it goes on a step.

Called by every deed that hands in, keys in, marks or opens a sheet, with the entry's place in the round locked.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from contest.foundation import ledger
from contest.foundation.access import Actor
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.juries.queries import Standby, standbys
from contest.scoring import queries
from contest.scoring.actions.case_letters import tell_asked, tell_chairs
from contest.scoring.actions.writing import OpenSheet
from contest.scoring.models import CaseEvent, CaseRequest, DisagreementCase, ScoreSheet, SheetVersion
from contest.scoring.queries import EntryState, ScoredRound
from contest.scoring.rules import acts
from contest.scoring.rules.cases import AWAITED, Asked, answer_of, is_awaited, proposal, step_after

# Beyond so many entries all of a round is looked at: the list of keys would be longer than the round is large.
_MANY = 1000


@dataclass(slots=True)
class CaseAtHand:
    """A case with everybody who was asked in it, and how its entry stands."""

    edition_id: int
    round: ScoredRound
    case: DisagreementCase
    state: EntryState
    requests: list[CaseRequest]

    @property
    def then(self) -> str:
        """What the regulation does when the second look has not helped."""
        return self.round.rules.disagreement.then if self.round.rules.disagreement else "none"

    @property
    def asked(self) -> list[Asked]:
        """The requests as the rules see them."""
        return [queries.asked_of(one, self.state.in_round.state_of(one.judge_id)) for one in self.requests]

    def happened(self, kind: str, by_id: int | None = None, judge_id: int | None = None, words: str = "") -> None:
        """Add a line to the case's history."""
        row = CaseEvent(case_id=self.case.id, kind=kind, at=now(), by_id=by_id, judge_id=judge_id, words=words)
        db.session.add(row)


def look_at_one(actor: Actor, edition_id: int, taken: OpenSheet) -> None:
    """After a deed on one sheet."""
    round_ = taken.round
    if taken.place.standing.case_step or acts(round_.rules):
        look_at(actor, edition_id, round_, [taken.entry_id])


def look_at(actor: Actor, edition_id: int, round_: ScoredRound, entry_ids: Collection[int] | None = None) -> list[int]:
    """See what the sheets of these entries (or of all) now mean; returns the entries of which a case was opened."""
    if round_.rules.disagreement is None or round_.state != "open":
        return []
    if entry_ids is not None and len(entry_ids) > _MANY:
        entry_ids = None
    db.session.flush()
    states = queries.entry_states(round_, entry_ids)
    rows = _open_rows(round_, entry_ids)
    apart = any(state.spread is not None for state in states.values())
    covered = queries.case_states(round_.id).covered if apart else {}
    requests = queries.requests_of([row.id for row in rows.values()]) if rows else {}
    opened = []
    for entry_id, state in states.items():
        case = rows.get(entry_id)
        if case is not None:
            own = [request for request, _ in requests.get(case.id, [])]
            go_on(actor, CaseAtHand(edition_id, round_, case, state, own))
        elif _is_due(round_, state, covered.get(entry_id)):
            open_one(actor, edition_id, round_, state)
            opened.append(entry_id)
    return opened


def _open_rows(round_: ScoredRound, entry_ids: Collection[int] | None) -> dict[int, DisagreementCase]:
    which = [DisagreementCase.round_id == round_.id, DisagreementCase.closed_at.is_(None)]
    if entry_ids is not None:
        which.append(DisagreementCase.entry_id.in_(entry_ids))
    return {row.entry_id: row for row in db.session.scalars(select(DisagreementCase).where(*which))}


def _is_due(round_: ScoredRound, state: EntryState, covered: Decimal | None) -> bool:
    """Whether a case opens by itself: all sheets are in, they lie apart, and no conclusion covers the gap."""
    if not acts(round_.rules) or state.spread is None or not state.in_round.is_complete:
        return False
    return covered is None or state.spread > covered


def open_one(
    actor: Actor, edition_id: int, round_: ScoredRound, state: EntryState, by_id: int | None = None, reason: str = ""
) -> CaseAtHand:
    """Open a case and ask everybody whose sheet is compared to look at it again."""
    entry_id = state.in_round.entry_id
    assert state.spread is not None
    case = DisagreementCase(
        round_id=round_.id,
        entry_id=entry_id,
        step="again",
        spread=state.spread,
        opened_at=now(),
        opened_by_id=by_id,
    )
    db.session.add(case)
    db.session.flush()
    at_hand = CaseAtHand(edition_id, round_, case, state, [])
    at_hand.happened("opened", by_id, words=reason)
    compared = [sheet.judge_id for sheet in state.sheets if sheet.state == "submitted" and sheet.total is not None]
    ask(at_hand, compared, "again", by_id)
    note(actor, at_hand, "case.opened", {"spread": state.spread, "by_itself": by_id is None, "judges": compared})
    return at_hand


def ask(at_hand: CaseAtHand, judge_ids: Collection[int], kind: str, by_id: int | None) -> None:
    """Ask judges to look again, or call them to score; each gets a letter that says nothing of the figures."""
    event = "asked" if kind == "again" else "called"
    for judge_id in judge_ids:
        request = CaseRequest(case_id=at_hand.case.id, judge_id=judge_id, kind=kind, answer="", asked_at=now())
        db.session.add(request)
        at_hand.requests.append(request)
        at_hand.happened(event, by_id, judge_id)
    db.session.flush()
    tell_asked(at_hand.edition_id, at_hand.round, at_hand.case, judge_ids, kind)


def note(actor: Actor, at_hand: CaseAtHand, kind: str, facts: dict[str, object]) -> None:
    """Tell the ledger: keys and figures, no names."""
    case = at_hand.case
    payload = {"round": at_hand.round.key, "case": case.id, "step": case.step, **facts}
    ledger.note(actor, at_hand.edition_id, kind, f"entry:{case.entry_id}", payload)


def go_on(actor: Actor, at_hand: CaseAtHand) -> None:
    """Take up what the judges have answered, and take the next step once nobody is awaited."""
    for request in at_hand.requests:
        _take_up_answer(actor, at_hand, request)
    before = at_hand.case.step
    if before == "again" and not is_awaited(at_hand.asked, "again"):
        _after_the_second_look(at_hand)
    elif before == "called" and not is_awaited(at_hand.asked, "called"):
        _after_the_call(at_hand)
    if at_hand.case.step != before:
        db.session.flush()
        note(actor, at_hand, "case.went_on", {"was": before, "proposed": at_hand.case.proposed})
        if at_hand.case.step == "closing":
            tell_chairs(at_hand.edition_id, at_hand.round, at_hand.case)


def _take_up_answer(actor: Actor, at_hand: CaseAtHand, request: CaseRequest) -> None:
    state = at_hand.state.in_round.state_of(request.judge_id)
    if request.kind == "again" and request.answer == "" and state in ("", "draft"):
        request.answer = "changing"
        at_hand.happened("changing", actor.id, request.judge_id)
    if request.kind == "called" and not state and request.judge_id not in at_hand.state.in_round.judge_ids:
        state = "recused"  # taken off the entry again
    asked = Asked(request.judge_id, request.kind, request.answer, state)
    is_same = asked.answer == "changing" and state == "submitted" and _is_as_before(at_hand, request.judge_id)
    answer = answer_of(asked, is_same=is_same)
    if answer != request.answer:
        request.answer, request.answered_at = answer, now()
        at_hand.happened(answer, actor.id, request.judge_id, request.reason)
        note(actor, at_hand, "case.answered", {"judge": request.judge_id, "answer": answer, "reason": request.reason})


def _is_as_before(at_hand: CaseAtHand, judge_id: int) -> bool:
    """Whether the sheet says the same as its last kept version."""
    where = (
        ScoreSheet.round_id == at_hand.round.id,
        ScoreSheet.entry_id == at_hand.case.entry_id,
        ScoreSheet.judge_id == judge_id,
    )
    sheet = db.session.scalar(select(ScoreSheet).where(*where))
    last = last_version(sheet.id) if sheet is not None else None
    if sheet is None or last is None:
        return False
    _, scores = queries.sheet_with_scores(at_hand.round.id, sheet.entry_id, sheet.judge_id)
    return {key: score.points for key, score in scores.items()} == figures_of(last)


def figures_of(version: SheetVersion) -> dict[str, Decimal | None]:
    """The figures a kept version holds, by cell."""
    return {key: None if text is None else Decimal(text) for key, text in version.cells.items()}


def last_version(sheet_id: int) -> SheetVersion | None:
    """The sheet as it was handed in last, before it was opened."""
    return db.session.scalar(
        select(SheetVersion).where(SheetVersion.sheet_id == sheet_id).order_by(SheetVersion.version.desc()).limit(1)
    )


def _after_the_second_look(at_hand: CaseAtHand) -> None:
    case, apart = at_hand.case, at_hand.state.spread is not None
    at_hand.happened("still_apart" if apart else "agreed")
    proposed = _proposed(at_hand) if apart and at_hand.then != "none" else []
    if apart and at_hand.then != "none" and not proposed:
        at_hand.happened("nobody")
    case.step, case.proposed = step_after("again", apart=apart, then=at_hand.then, standbys=proposed), proposed


def _after_the_call(at_hand: CaseAtHand) -> None:
    """Somebody called as a third judge who does not score makes room for another."""
    case, called = at_hand.case, [one for one in at_hand.requests if one.kind == "called"]
    in_vain = at_hand.then == "third_judge" and all(one.answer == "marked" for one in called)
    proposed = _proposed(at_hand) if in_vain and at_hand.state.spread is not None else []
    case.step, case.proposed = ("choosing", proposed) if proposed else ("closing", [])


def _proposed(at_hand: CaseAtHand) -> list[int]:
    elsewhere = _proposed_elsewhere(at_hand.round.id)
    could = callable_judges(at_hand)
    could.sort(key=lambda one: (one.leads, not one.expert, one.load + elsewhere[one.judge_id]))
    leads = {one.judge_id for one in could if one.leads}
    proposed = proposal(at_hand.then, [one.judge_id for one in could], leads)
    for judge_id in proposed:
        at_hand.happened("proposed", None, judge_id)
    return proposed


def _proposed_elsewhere(round_id: int) -> Counter[int]:
    """How many other cases propose each judge: they are not assigned yet, and would all be given to the same one."""
    waiting = select(DisagreementCase.proposed).where(
        DisagreementCase.round_id == round_id, DisagreementCase.step == "choosing"
    )
    return Counter(judge_id for proposed in db.session.scalars(waiting) for judge_id in proposed)


def callable_judges(at_hand: CaseAtHand) -> list[Standby]:
    """Who could be called now, the fittest first: nobody who has a sheet on the entry."""
    known = {sheet.judge_id for sheet in at_hand.state.sheets} | {one.judge_id for one in at_hand.requests}
    found = standbys(at_hand.edition_id, at_hand.round.key, at_hand.case.entry_id)
    return [one for one in found if one.judge_id not in known]


def still_awaited(at_hand: CaseAtHand) -> list[CaseRequest]:
    """The requests nobody has answered."""
    return [one for one in at_hand.requests if one.answer in AWAITED]
