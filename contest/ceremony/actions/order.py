"""The order made from the sealed result, made anew, and brought up to a new version."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from contest.ceremony.actions.leading import follow_script
from contest.ceremony.actions.reach import calls, changing, drop_segments, number, refuse_under_way, segments
from contest.ceremony.models import Call, Called, Ceremony, Segment
from contest.ceremony.queries.order import ceremony_of, order_of
from contest.ceremony.queries.winners import Sealed, sealed_of
from contest.ceremony.rules.arranging import arranged
from contest.ceremony.rules.awards import Winner, kinds_in_order
from contest.ceremony.rules.kinds import AWARDING
from contest.ceremony.rules.merging import Standing, merged
from contest.ceremony.rules.ordering import AFTER, BEFORE, Usual, usual_minutes, why_not_arrange, why_not_settle
from contest.editions.queries import regulation_of
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import refuse, refuse_with
from contest.foundation.vietnamese import nfc


class Settings(NamedTuple):
    """When and where, from which prize winners are called, how many the stage holds, who of an entry goes up.

    is_led_as_one: whether one press moves script and slides.
    """

    starts_at: datetime | None
    place: str
    calling_order: str
    group_size: int
    goes_up: str
    is_led_as_one: bool = True


@action(Permission.CEREMONY_PREPARE)
def open_ceremony(actor: Actor, edition_id: int, settings: Settings) -> None:
    """Make the order: the usual segments, and the sealed winners in groups.

    Raises Refusal: ceremony_there, ceremony_size, ceremony_unsealed, ceremony_faulty.
    """
    refuse(why_not_settle(settings.group_size))
    if ceremony_of(edition_id) is not None:
        raise refuse_with("ceremony_there")
    sealed = _sealed(edition_id, settings.goes_up)
    ceremony = Ceremony(edition_id=edition_id, seal_id=sealed.seal.id, changed_at=now(), changed_by_id=actor.id)
    _settle(ceremony, settings)
    db.session.add(ceremony)
    db.session.flush()
    rows = [_usual(actor, ceremony, each) for each in BEFORE]
    rows += _groups(actor, ceremony, edition_id, sealed)
    rows += [_usual(actor, ceremony, each) for each in AFTER]
    number(rows)
    _note(actor, edition_id, "ceremony.arranged", sealed)


@action(Permission.CEREMONY_PREPARE)
def settle_ceremony(actor: Actor, edition_id: int, version: int, settings: Settings) -> None:
    """Say when, where and how anew; the groups stay as they are. Raises Refusal: ceremony_changed, ceremony_size."""
    refuse(why_not_settle(settings.group_size))
    _settle(changing(actor, edition_id, version), settings)
    db.session.flush()
    follow_script(actor, edition_id)


@action(Permission.CEREMONY_PREPARE)
def arrange_anew(actor: Actor, edition_id: int, version: int) -> None:
    """Make all groups anew by the rule, where the first of them stands; what is written at a line stays with it.

    Raises Refusal: ceremony_changed, ceremony_running, ceremony_unsealed, ceremony_faulty.
    """
    ceremony = changing(actor, edition_id, version)
    refuse_under_way(ceremony)
    sealed = _sealed(edition_id, ceremony.goes_up)
    rows, old = segments(ceremony), {call.key: call for call in calls(ceremony)}
    groups = [row for row in rows if row.kind == AWARDING]
    first = next((place for place, row in enumerate(rows) if row.kind == AWARDING), len(rows))
    new = _groups(actor, ceremony, edition_id, sealed, old)
    _drop_calls(call for key, call in old.items() if key not in {winner.key for winner in sealed.winners})
    rows[first:first] = new
    drop_segments(groups)
    number([row for row in rows if row not in groups])
    ceremony.seal_id = sealed.seal.id
    _note(actor, edition_id, "ceremony.arranged", sealed)


@action(Permission.CEREMONY_PREPARE)
def take_version(actor: Actor, edition_id: int, version: int, seal_id: int) -> None:
    """Bring the order up to the sealed version whose differences were looked at; what people arranged stays.

    Raises Refusal: ceremony_changed, ceremony_running, ceremony_version_taken, ceremony_unsealed, ceremony_faulty.
    """
    ceremony = changing(actor, edition_id, version)
    refuse_under_way(ceremony)
    sealed = _sealed(edition_id, ceremony.goes_up)
    if sealed.seal.id != seal_id:
        raise refuse_with("ceremony_version_taken")
    order = order_of(edition_id)
    assert order is not None
    kinds = kinds_in_order(regulation_of(edition_id), ceremony.calling_order)
    found = merged(order.groups, sealed.winners, kinds, ceremony.group_size)
    rows, old = segments(ceremony), {call.key: call for call in calls(ceremony)}
    by_key = {winner.key: winner for winner in sealed.winners}
    _drop_calls(call for key, call in old.items() if key not in by_key)
    rows = _seated(actor, ceremony, rows, found.groups, by_key, old)
    emptied = [row for row in rows if row.id in found.emptied]
    drop_segments(emptied)
    number([row for row in rows if row not in emptied])
    ceremony.seal_id = sealed.seal.id
    _note(actor, edition_id, "ceremony.version_taken", sealed)


def _seated(
    actor: Actor,
    ceremony: Ceremony,
    rows: Sequence[Segment],
    groups: Iterable[Standing],
    by_key: dict[str, Winner],
    old: dict[str, Call],
) -> list[Segment]:
    """The segments with new groups after the one each follows, and every line in its group."""
    found, by_id, last = list(rows), {row.id: row for row in rows}, None
    for group in groups:
        if group.segment_id is not None:
            segment = by_id[group.segment_id]
        else:
            segment = _group(actor, ceremony, group.kind, [by_key[key] for key in group.keys])
            first = next((place for place, row in enumerate(found) if row.kind == AWARDING), len(found))
            found.insert(found.index(last) + 1 if last else first, segment)
        last = segment
        _seat(ceremony, segment, [by_key[key] for key in group.keys], old)
    return found


def _sealed(edition_id: int, goes_up: str) -> Sealed:
    sealed = sealed_of(edition_id, goes_up)
    refuse(why_not_arrange(sealed=sealed is not None, faults=sealed.seal.faults if sealed else ()))
    assert sealed is not None
    return sealed


def _settle(ceremony: Ceremony, settings: Settings) -> None:
    for name, value in settings._asdict().items():
        setattr(ceremony, name, nfc(value).strip() if isinstance(value, str) else value)


def _usual(actor: Actor, ceremony: Ceremony, usual: Usual) -> Segment:
    return _add(actor, Segment(ceremony_id=ceremony.id, kind=usual.kind, minutes=usual.minutes))


def _add(actor: Actor, segment: Segment) -> Segment:
    segment.position, segment.changed_at, segment.changed_by_id = 0, now(), actor.id
    db.session.add(segment)
    db.session.flush()
    return segment


def _group(actor: Actor, ceremony: Ceremony, kind: tuple[str, str], winners: Sequence[Winner]) -> Segment:
    minutes = usual_minutes(sum(winner.people for winner in winners))
    return _add(
        actor,
        Segment(ceremony_id=ceremony.id, kind=AWARDING, minutes=minutes, award_key=kind[0], tier_key=kind[1]),
    )


def _groups(
    actor: Actor, ceremony: Ceremony, edition_id: int, sealed: Sealed, old: dict[str, Call] | None = None
) -> list[Segment]:
    kinds = kinds_in_order(regulation_of(edition_id), ceremony.calling_order)
    by_key, rows = {winner.key: winner for winner in sealed.winners}, []
    for group in arranged(sealed.winners, kinds, ceremony.group_size):
        own = [by_key[key] for key in group.keys]
        segment = _group(actor, ceremony, group.kind, own)
        _seat(ceremony, segment, own, old or {})
        rows.append(segment)
    return rows


def _seat(ceremony: Ceremony, segment: Segment, winners: Sequence[Winner], old: dict[str, Call]) -> None:
    for place, winner in enumerate(winners, 1):
        call = old.get(winner.key)
        if call is None:
            call = Call(ceremony_id=ceremony.id, key=winner.key, entry_id=winner.entry_id)
            db.session.add(call)
        call.segment_id, call.position = segment.id, place
    db.session.flush()


def _drop_calls(gone: Iterable[Call]) -> None:
    """Take lines out that no award stands behind any more, with what rehearsals and runs kept of them."""
    for call in gone:
        for called in db.session.scalars(select(Called).where(Called.call_id == call.id)):
            db.session.delete(called)
        db.session.flush()
        db.session.delete(call)
    db.session.flush()


def _note(actor: Actor, edition_id: int, event: str, sealed: Sealed) -> None:
    payload = {"version": sealed.seal.version, "digest": sealed.seal.digest, "lines": len(sealed.winners)}
    ledger.note(actor, edition_id, event, f"edition:{edition_id}", payload)
