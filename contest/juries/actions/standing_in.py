"""Whoever stands in for a secretary in conflict: taken by rule when needed, replaced when they cannot, changed by the
committee. Each is written down, told by letter, and in the history of the entry."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import func, select

from contest.editions.queries import edition_by_id
from contest.entries.models import Entry
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action, whole
from contest.foundation.audit import line_of_its_own
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.ledger import Happening
from contest.foundation.refusal import refuse, refuse_with
from contest.juries.actions.stand_in_letters import tell
from contest.juries.models import StandIn
from contest.juries.queries.conflicts import in_conflict
from contest.juries.queries.standing_in import barred_by_entry, needs, pool_of
from contest.juries.rules.standing_in import OFFICE, Chosen, Need, able, stand_ins, why_not_choose
from contest.people.actions import when_office_changes
from contest.people.queries import people_cards

# From then on an entry is looked at in complaints and corrections, each of which has its own rule for who may.
_OVER = ("published", "archived")
_MOST_LETTERS = 1000


@when_office_changes
def see_to_stand_ins(actor: Actor, edition_id: int, entry_ids: Collection[int] | None = None) -> None:
    """Part of every deed after which somebody may be needed, or cannot go on: conflicts, seats, roles, rounds.

    entry_ids: only these; all of the edition without. Three queries where nobody is in conflict.
    """
    db.session.flush()
    wanted = needs(edition_id, entry_ids)
    rows = _current(edition_id, entry_ids)
    if not (wanted or rows) or edition_by_id(edition_id).stage in _OVER:
        return
    barred = barred_by_entry(edition_id, {need.entry_id for need in (*wanted, *rows)})
    held = {need: row.person_id for need, row in rows.items()}
    others = {} if entry_ids is None else _loads(edition_id, set(rows))
    chosen = stand_ins(wanted, pool_of(edition_id), barred, held, others)
    changed: dict[Need, tuple[StandIn | None, Chosen | None]] = {}
    for need in sorted({*wanted, *rows}):
        row, new = rows.get(need), chosen.get(need)
        if (row.person_id if row else None) != (new.person_id if new else None):
            changed[need] = (row, new)
    for need, (row, new) in changed.items():
        with line_of_its_own(actor, "juries.standing_in.see_to_stand_in", edition_id, f"entry:{need.entry_id}"):
            if row is not None:
                _end(row, _why(need, row, wanted, barred))
            if new is not None:
                _begin(edition_id, need, new)
    _note(actor, edition_id, changed)


def _why(need: Need, row: StandIn, wanted: Collection[Need], barred: Mapping[int, Collection[int]]) -> str:
    if need not in wanted:
        return "settled"
    return "conflict" if row.person_id in barred.get(need.entry_id, ()) else "gone"


def _current(edition_id: int, entry_ids: Collection[int] | None) -> dict[Need, StandIn]:
    query = select(StandIn).where(StandIn.edition_id == edition_id, StandIn.ended_at.is_(None))
    if entry_ids is not None:
        query = query.where(StandIn.entry_id.in_(entry_ids))
    return {Need(row.entry_id, row.council_id or OFFICE): row for row in db.session.scalars(query)}


def _loads(edition_id: int, apart_from: Collection[Need]) -> dict[int, int]:
    """In how many parts of entries each stands in, but for these."""
    query = (
        select(StandIn.person_id, func.count())
        .where(
            StandIn.edition_id == edition_id,
            StandIn.ended_at.is_(None),
            StandIn.entry_id.not_in({need.entry_id for need in apart_from}),
        )
        .group_by(StandIn.person_id)
    )
    return dict(db.session.execute(query).all())


def _end(row: StandIn, why: str) -> None:
    row.ended_at, row.ended_why = now(), why
    # The index that lets one person have a part would see two otherwise.
    db.session.flush()


def _begin(edition_id: int, need: Need, new: Chosen, by: Actor | None = None, reason: str = "") -> None:
    db.session.add(
        StandIn(
            edition_id=edition_id,
            entry_id=need.entry_id,
            council_id=need.council_id or None,
            person_id=new.person_id,
            way=new.way,
            reason=reason,
            made_at=now(),
            made_by_id=by.id if by else None,
        )
    )
    db.session.flush()


def _note(actor: Actor, edition_id: int, changed: Mapping[Need, tuple[StandIn | None, Chosen | None]]) -> None:
    """For the ledger, and letters to who begins and who ends."""
    if not changed:
        return
    ids = {need.entry_id for need in changed}
    codes = dict(db.session.execute(select(Entry.id, Entry.code).where(Entry.id.in_(ids))).all())
    happenings = [
        Happening(
            "conflict.stand_in",
            f"entry:{codes[need.entry_id]}",
            {
                "entry": codes[need.entry_id],
                "part": "clerk" if need.council_id else "secretary",
                "before": row.person_id if row else None,
                "why": row.ended_why if row else "",
                "person": new.person_id if new else None,
                "way": new.way if new else "",
            },
        )
        for need, (row, new) in changed.items()
    ]
    ledger.note_all(actor, edition_id, happenings)
    begun = [(new.person_id, need) for need, (_, new) in changed.items() if new is not None]
    ended = [(row.person_id, need) for need, (row, _) in changed.items() if row is not None]
    tell(edition_id, _by_person(begun), _by_person(ended))


def _by_person(pairs: Sequence[tuple[int, Need]]) -> dict[int, list[Need]]:
    found: dict[int, list[Need]] = {}
    for person_id, need in pairs:
        found.setdefault(person_id, []).append(need)
    return found


@action(Permission.CONFLICT_REPLACE)
def choose_stand_in(actor: Actor, edition_id: int, entry_id: int, council_id: int, person_id: int, reason: str) -> None:
    """Another person stands in, with the reason; council_id 0 is the secretariat's part. The same again: nothing.

    Raises Refusal: entry_in_conflict, stand_in_unneeded, jury_reason_needed, stand_in_conflict, stand_in_unable.
    """
    if actor.id is not None and in_conflict(actor.id, entry_id):
        raise refuse_with("entry_in_conflict")
    need = Need(entry_id, council_id)
    if need not in needs(edition_id, [entry_id]):
        raise refuse_with("stand_in_unneeded")
    row = _current(edition_id, [entry_id]).get(need)
    if row is not None and row.person_id == person_id:
        return
    words = whole(reason, _MOST_LETTERS, "reason")
    if not words:
        raise refuse_with("jury_reason_needed", "reason")
    barred = barred_by_entry(edition_id, [entry_id]).get(entry_id, set())
    could = able(pool_of(edition_id), need, barred)
    known = people_cards([person_id])
    name = known[person_id].name if person_id in known else ""
    refuse(why_not_choose(could, person_id, name, is_barred=person_id in barred))
    new = next(one for one in could if one.person_id == person_id)
    if row is not None:
        _end(row, "changed")
    _begin(edition_id, need, new, actor, words)
    _note(actor, edition_id, {need: (row, new)})
