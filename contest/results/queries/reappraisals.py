"""New looks at an entry: who may be asked, what they said, how it lies beside the old figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import func, select

from contest.editions.queries import regulation_of
from contest.entries.models import Entry
from contest.foundation.database import ask, db
from contest.juries.queries import conflict_pairs, councils, seats
from contest.people.models import Person
from contest.ranking.models import Placing
from contest.ranking.queries import latest_run
from contest.results.models import Complaint, Reappraisal
from contest.results.rules.reappraising import Compared, Invited, compared
from contest.scoring.models import ScoreSheet


class Look(NamedTuple):
    """A new look, as the office sees it."""

    id: int
    judge_id: int
    judge: str
    state: str
    points: Mapping[str, str]
    total: Decimal | None
    comment: str
    given_at: datetime | None


def looks_of(complaint_id: int) -> list[Look]:
    """The looks of a complaint, in the order they were asked for."""
    rows: Sequence[Any] = ask(
        select(
            Reappraisal.id,
            Reappraisal.judge_id,
            Person.name,
            Reappraisal.state,
            Reappraisal.points,
            Reappraisal.total,
            Reappraisal.comment,
            Reappraisal.given_at,
        )
        .join(Person, Person.id == Reappraisal.judge_id)
        .where(Reappraisal.complaint_id == complaint_id)
        .order_by(Reappraisal.id)
    ).all()
    return [Look(*row) for row in rows]


def invited(edition_id: int, entry_id: int, complaint_id: int) -> dict[int, Invited]:
    """Everybody who sits on a council and scores, with what speaks against asking them."""
    sitting = {seat.person_id for seat in seats(edition_id) if seat.role != "clerk"}
    scored = set(db.session.scalars(select(ScoreSheet.judge_id).where(ScoreSheet.entry_id == entry_id)))
    apart = {person_id for person_id, key in conflict_pairs(edition_id) if key == entry_id}
    asked = set(db.session.scalars(select(Reappraisal.judge_id).where(Reappraisal.complaint_id == complaint_id)))
    rows = ask(select(Person.id, Person.name).where(Person.id.in_(sitting)).order_by(Person.sort_key))
    return {row.id: Invited(row.name, True, row.id in apart, row.id in scored, row.id in asked) for row in rows}


def free_judges(edition_id: int, entry_id: int, complaint_id: int) -> list[tuple[int, str]]:
    """The judges who may be asked with their council, those of the entry's field first, in Vietnamese order."""
    field = db.session.scalar(select(Entry.field_key).where(Entry.id == entry_id))
    sits = {row.id: row for row in councils(edition_id)}
    council_of = {seat.person_id: sits[seat.council_id] for seat in seats(edition_id) if seat.role != "clerk"}
    known = invited(edition_id, entry_id, complaint_id)
    free = [key for key, one in known.items() if not (one.in_conflict or one.has_scored or one.is_asked)]
    free.sort(key=lambda key: field not in council_of[key].field_keys)
    return [(key, f"{known[key].name}, {council_of[key].name}") for key in free]


def scored_round_of(edition_id: int, entry_id: int) -> str | None:
    """The key of the last round of points in which the entry has a figure."""
    for round_ in reversed(regulation_of(edition_id).rounds):
        run = latest_run(edition_id, round_.key) if round_.kind == "scores" else None
        if (
            run is not None
            and ask(
                select(Placing.id).where(
                    Placing.run_id == run.id, Placing.entry_id == entry_id, Placing.own.is_not(None)
                )
            ).first()
        ):
            return round_.key
    return None


def outcome_of(edition_id: int, entry_id: int, looks: Sequence[Look]) -> Compared | None:
    """The looks beside what the round had given; the place is among the others of the round, by points alone."""
    key = scored_round_of(edition_id, entry_id)
    round_ = regulation_of(edition_id).round_of(key) if key else None
    run = latest_run(edition_id, key) if key else None
    if round_ is None or run is None:
        return None
    rows = ask(
        select(Placing.entry_id, Placing.own, Placing.rank).where(
            Placing.run_id == run.id, Placing.own.is_not(None), Placing.rank.is_not(None)
        )
    ).all()
    own = next((row for row in rows if row.entry_id == entry_id), None)
    if own is None or own.own is None:
        return None
    others = [row.own for row in rows if row.entry_id != entry_id and row.own is not None]
    given = [look.total for look in looks if look.state == "given" and look.total is not None]
    return compared(own.own, own.rank, given, others, round_.combine.rounding)


@dataclass(frozen=True, slots=True)
class LookCard:
    """A look as the judge sees it: the entry by its title alone, the round's name."""

    id: int
    entry_id: int
    title: str
    round_key: str
    state: str
    points: Mapping[str, str]
    comment: str


def my_looks(edition_id: int, judge_id: int, look_id: int | None = None) -> list[LookCard]:
    """What this judge was asked to look at anew, what waits first; or the one named."""
    question = (
        select(
            Reappraisal.id,
            Complaint.entry_id,
            Entry.title,
            Reappraisal.round_key,
            Reappraisal.state,
            Reappraisal.points,
            Reappraisal.comment,
        )
        .join(Complaint, Complaint.id == Reappraisal.complaint_id)
        .join(Entry, Entry.id == Complaint.entry_id)
        .where(Complaint.edition_id == edition_id, Reappraisal.judge_id == judge_id)
        .order_by(Reappraisal.state != "asked", Reappraisal.id)
    )
    rows: Sequence[Any] = ask(question if look_id is None else question.where(Reappraisal.id == look_id)).all()
    return [LookCard(*row) for row in rows]


def looks_waiting(edition_id: int, judge_id: int) -> int:
    """How many looks wait for this judge."""
    counted = (
        select(func.count())
        .select_from(Reappraisal)
        .join(Complaint, Complaint.id == Reappraisal.complaint_id)
        .where(Complaint.edition_id == edition_id, Reappraisal.judge_id == judge_id, Reappraisal.state == "asked")
    )
    return int(ask(counted).scalar_one())
