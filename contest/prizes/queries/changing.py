"""Proposed changes: the world they start from, how they stand, what was seen of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import aliased

from contest.editions.queries import regulation_if, regulation_of
from contest.editions.rules import Regulation
from contest.entries.models import Entry
from contest.foundation.database import ask
from contest.people.models import Person
from contest.prizes.models import ChangeApproval, ChangePreview, ProposedChange
from contest.prizes.queries.awards import tier_awards
from contest.prizes.queries.inputs import holders_of, scopes_of_eligible
from contest.prizes.queries.proposals import latest_proposal
from contest.prizes.rules import plan_of
from contest.prizes.rules.changes import (
    WAITS,
    Amended,
    Change,
    ChangeStanding,
    Difference,
    Disqualified,
    JudgeLeftOut,
    RoundInput,
    ScoreCorrected,
    World,
    retotalled,
)
from contest.ranking.queries import Inputs, RunCard, inputs_of, latest_run, placings
from contest.scoring.queries import lowered_quorums
from contest.scoring.rules import criteria_for


@dataclass(frozen=True, slots=True)
class Ranked:
    """The rounds of an edition that are ranked, in order, with their newest runs."""

    regulation: Regulation
    runs: tuple[RunCard, ...]

    @property
    def outdated(self) -> str:
        """The name of a round whose ranking no longer follows from what it was made of; "" when all do."""
        names = {each.key: each.name for each in self.regulation.rounds}
        return next((names[run.round_key] for run in self.runs if run.is_outdated), "")


def ranked_rounds(edition_id: int) -> Ranked:
    """Which rounds have a ranking."""
    regulation = regulation_of(edition_id)
    found = (latest_run(edition_id, each.key) for each in regulation.rounds)
    return Ranked(regulation, tuple(run for run in found if run is not None))


def world_of(edition_id: int, ranked: Ranked, amended: Regulation | None = None) -> World:
    """Everything the result follows from as it is now; under a regulation to come, what that one asks for too."""
    regulation = amended or ranked.regulation
    inputs = [inputs_of(edition_id, run.round_key, regulation=regulation) for run in ranked.runs]
    last = regulation.last_round.key
    gives = any(run.round_key == last for run in ranked.runs) and latest_proposal(edition_id) is not None
    return retotalled(
        World(
            rounds=tuple(map(_round, inputs)),
            plan=plan_of(regulation) if gives else None,
            prize_round=last,
            holders=holders_of(edition_id, regulation),
            eligible=scopes_of_eligible(edition_id) if gives else {},
            decided=_decided(edition_id) if gives else {},
        )
    )


def _round(inputs: Inputs) -> RoundInput:
    lowered = lowered_quorums(inputs.round.id)
    return RoundInput(inputs.rules, inputs.criteria, inputs.contenders, inputs.settlements, lowered)


def _decided(edition_id: int) -> dict[int, str]:
    """What the organisers decided by hand."""
    return {
        entry_id: award.tier_key if award.state != "removed" else ""
        for entry_id, award in tier_awards(edition_id).items()
        if award.is_by_hand
    }


Places = Mapping[str, Mapping[int, tuple[int | None, Decimal | None, str, bool | None]]]


def places_now(ranked: Ranked) -> Places:
    """Every place in the newest ranking of every round."""
    return {
        run.round_key: {row.entry_id: (row.rank, row.points, row.status, row.goes_on) for row in placings(run.id)}
        for run in ranked.runs
    }


def prizes_now(edition_id: int) -> dict[int, str]:
    """The tier of every entry that has one, WAITS for equals that nobody has decided on."""
    proposal = latest_proposal(edition_id)
    known = tier_awards(edition_id)
    waiting = {
        entry_id: WAITS
        for tie in (proposal.pending() if proposal else ())
        for entry_id in tie["entries"]
        if entry_id not in known or not known[entry_id].is_by_hand
    }
    return waiting | {entry_id: award.tier_key for entry_id, award in known.items() if award.state != "removed"}


def change_of(edition_id: int, kind: str, terms: Mapping[str, Any], text: str) -> tuple[Change, Regulation | None]:
    """The change that was kept, and the regulation to come where it is amended. Raises Refusal for a faulty text."""
    if kind == "score":
        points = {key: Decimal(value) for key, value in terms["points"].items()}
        return ScoreCorrected(terms["round"], terms["entry"], terms["judge"], points), None
    if kind == "entry":
        return Disqualified(terms["entry"]), None
    if kind == "judge":
        return JudgeLeftOut(terms["round"], terms["judge"]), None
    regulation = regulation_if(edition_id, text)
    rounds = {each.key: (each, criteria_for(regulation, each)) for each in regulation.rounds}
    return Amended(rounds, plan_of(regulation), terms["digest"]), regulation


def amended_by(edition_id: int, card: "ChangeCard") -> Regulation | None:
    """The regulation as it would be, where the change amends it."""
    return regulation_if(edition_id, card.text) if card.kind in ("regulation", "amendment") else None


class Approved(NamedTuple):
    """Somebody's approval: of which preview, when; it counts while that preview is the newest."""

    person_id: int
    name: str
    number: int
    approved_at: datetime


@dataclass(frozen=True, slots=True)
class ChangeCard:
    """A proposed change with its newest preview and every approval."""

    id: int
    kind: str
    entry_id: int | None
    code: str
    terms: Mapping[str, Any]
    text: str
    reason: str
    state: str
    proposed_at: datetime
    proposed_by_id: int | None
    proposed_by: str
    expires_at: datetime
    ended_at: datetime | None
    ended_by: str
    end_reason: str
    preview_id: int
    number: int
    fingerprint: str
    content: Mapping[str, Any]
    seen_at: datetime
    approvals: tuple[Approved, ...] = ()

    @property
    def difference(self) -> Difference:
        """What the newest preview says."""
        return Difference.read(self.content)

    @property
    def standing(self) -> ChangeStanding:
        """How it stands, for the rules."""
        counted = frozenset(each.person_id for each in self.approvals if each.number == self.number)
        return ChangeStanding(self.state, self.expires_at, self.fingerprint, counted)


_proposer, _ender = aliased(Person), aliased(Person)
_any = aliased(ChangePreview)
_newest = (
    select(func.max(_any.number)).where(_any.change_id == ProposedChange.id).correlate(ProposedChange).scalar_subquery()
)
_HEAD = (
    ProposedChange.id,
    ProposedChange.kind,
    ProposedChange.entry_id,
    func.coalesce(Entry.code, ""),
    ProposedChange.terms,
    ProposedChange.text,
    ProposedChange.reason,
    ProposedChange.state,
    ProposedChange.proposed_at,
    ProposedChange.proposed_by_id,
    func.coalesce(_proposer.name, ""),
    ProposedChange.expires_at,
    ProposedChange.ended_at,
    func.coalesce(_ender.name, ""),
    ProposedChange.end_reason,
)
_CARD = (
    select(
        *_HEAD,
        ChangePreview.id,
        ChangePreview.number,
        ChangePreview.fingerprint,
        ChangePreview.content,
        ChangePreview.made_at,
    )
    .select_from(ProposedChange)
    .join(ChangePreview, (ChangePreview.change_id == ProposedChange.id) & (ChangePreview.number == _newest))
    .outerjoin(Entry, Entry.id == ProposedChange.entry_id)
    .outerjoin(_proposer, _proposer.id == ProposedChange.proposed_by_id)
    .outerjoin(_ender, _ender.id == ProposedChange.ended_by_id)
    .where(ProposedChange.id == bindparam("change_id"), ProposedChange.edition_id == bindparam("edition_id"))
)
_APPROVALS = (
    select(Person.id, Person.name, ChangePreview.number, ChangeApproval.approved_at)
    .join(ChangePreview, ChangePreview.id == ChangeApproval.preview_id)
    .join(Person, Person.id == ChangeApproval.person_id)
    .where(ChangePreview.change_id == bindparam("change_id"))
    .order_by(ChangeApproval.id)
)


def change_card(edition_id: int, change_id: int) -> ChangeCard | None:
    """One proposed change, in two queries; None where there is none."""
    asked = {"change_id": change_id, "edition_id": edition_id}
    row: Any = ask(_CARD, asked).one_or_none()
    if row is None:
        return None
    values: list[Any] = [*row, tuple(Approved(*each) for each in ask(_APPROVALS, {"change_id": change_id}))]
    return ChangeCard(*values)


class ChangeLine(NamedTuple):
    """A proposed change in the list; approvals: of its newest preview."""

    id: int
    kind: str
    code: str
    terms: Mapping[str, Any]
    reason: str
    state: str
    proposed_at: datetime
    proposed_by: str
    expires_at: datetime
    approvals: int


_approved = (
    select(func.count())
    .select_from(ChangeApproval)
    .join(ChangePreview, ChangePreview.id == ChangeApproval.preview_id)
    .where(ChangePreview.change_id == ProposedChange.id, ChangePreview.number == _newest)
    .correlate(ProposedChange)
    .scalar_subquery()
)
_LIST = (
    select(
        ProposedChange.id,
        ProposedChange.kind,
        func.coalesce(Entry.code, ""),
        ProposedChange.terms,
        ProposedChange.reason,
        ProposedChange.state,
        ProposedChange.proposed_at,
        func.coalesce(_proposer.name, ""),
        ProposedChange.expires_at,
        _approved,
    )
    .select_from(ProposedChange)
    .outerjoin(Entry, Entry.id == ProposedChange.entry_id)
    .outerjoin(_proposer, _proposer.id == ProposedChange.proposed_by_id)
    .where(ProposedChange.edition_id == bindparam("edition_id"))
    .order_by(ProposedChange.id.desc())
)


def change_list(edition_id: int) -> list[ChangeLine]:
    """Every proposed change, the newest first."""
    return [ChangeLine(*row) for row in ask(_LIST, {"edition_id": edition_id})]
