"""How the rooms stand when the edition is about to go to another stage."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select

from contest.editions.models import StageChange
from contest.editions.queries import regulation_of
from contest.editions.rules import Regulation
from contest.entries.models import Entry
from contest.foundation.clock import local, now, today
from contest.foundation.database import ask
from contest.home.queries.rounds import office_rounds
from contest.home.queries.seats import judges_by_council
from contest.home.queries.statements import AHEAD
from contest.home.rules import CouncilFacts, RoundState, Standing
from contest.people.models import Person
from contest.results.queries import posting_facts
from contest.results.rules import why_wait

_WITH_PRIZES = ("decided", "published")


def standing_of(edition_id: int, stage: str) -> Standing:
    """What going to this stage asks for; the rest is not looked up. Raises Refusal on a bad regulation."""
    regulation = regulation_of(edition_id)
    standing = Standing(
        at=local(now()),
        deadline=regulation.timeline.submission.enforced_deadline,
        complaints_until=regulation.timeline.complaints_until,
        papers_missing=tuple(
            paper.about or paper.key
            for paper in regulation.decisions
            if paper.due_before == stage and (paper.number is None or paper.date is None)
        ),
    )
    if stage == "judging":
        return _with_entries(standing, edition_id, regulation)
    if stage == "deliberation":
        rounds = office_rounds(edition_id, regulation)
        states = tuple(RoundState(each.name, each.state, each.missing, each.is_ranked) for each in rounds)
        return replace(standing, rounds=states)
    if stage not in _WITH_PRIZES:
        return standing
    proposals, proposed, seals, publications = ask(AHEAD, {"edition_id": edition_id}).one()
    return replace(
        standing,
        has_proposal=bool(proposals),
        awards_unconfirmed=proposed,
        is_sealed=bool(seals),
        is_published=bool(publications),
        posting=why_wait(posting_facts(edition_id, regulation), today()) if stage == "decided" else (),
    )


def _with_entries(standing: Standing, edition_id: int, regulation: Regulation) -> Standing:
    """What must be settled before judging begins."""
    judges = judges_by_council(edition_id)
    codes = _waiting(edition_id)
    fields = _eligible_fields(edition_id)
    return replace(
        standing,
        unscreened=codes["submitted"] + codes["received"],
        awaiting_supplement=codes["needs_supplement"],
        eligible=sum(fields.values()),
        councils=tuple(CouncilFacts(council.name, judges.get(council.key, 0)) for council in regulation.councils),
        fields_alone=_fields_alone(regulation, fields),
    )


@dataclass(frozen=True, slots=True)
class StageStep:
    """When the edition went to a stage, by whom, and why if a reason was asked."""

    stage: str
    at: datetime
    by_name: str
    reason: str


def stage_steps(edition_id: int) -> list[StageStep]:
    """Every change of the stage, in order."""
    rows = ask(
        select(StageChange.to_stage, StageChange.at, func.coalesce(Person.name, ""), StageChange.reason)
        .outerjoin(Person, Person.id == StageChange.by_id)
        .where(StageChange.edition_id == edition_id)
        .order_by(StageChange.id)
    )
    return [StageStep(*row) for row in rows]


def _waiting(edition_id: int) -> dict[str, list[str]]:
    """Codes of the entries that nobody has decided on, by state."""
    found: dict[str, list[str]] = {"submitted": [], "received": [], "needs_supplement": []}
    rows = ask(
        select(Entry.status, Entry.code)
        .where(Entry.edition_id == edition_id, Entry.status.in_(list(found)))
        .order_by(Entry.code)
    )
    for status, code in rows:
        found[status].append(code or "")
    return found


def _eligible_fields(edition_id: int) -> dict[str, int]:
    rows = ask(
        select(Entry.field_key, func.count())
        .where(Entry.edition_id == edition_id, Entry.status == "eligible")
        .group_by(Entry.field_key)
    )
    return {row[0]: row[1] for row in rows}


def _fields_alone(regulation: Regulation, fields: dict[str, int]) -> tuple[str, ...]:
    """Fields with entries that no council of the regulation judges; without councils one judges all."""
    if not regulation.councils:
        return ()
    covered = {key for council in regulation.councils for key in council.fields}
    return tuple(regulation.field_name(key) for key in fields if key not in covered)
