"""The one list of guests, which invitations, seats, name cards, booths and doors read."""

from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import func, select

from contest.editions.rules import Regulation
from contest.foundation.audit import until_a_change
from contest.foundation.database import ask, db
from contest.foundation.vietnamese import fold, name_key
from contest.papers.models import Guest
from contest.papers.queries.places import guests_of, mentors_of, places_of
from contest.papers.queries.winners import Winners
from contest.papers.rules.guests import GROUPS, OWN, GuestFacts, Noted, code_of
from contest.prizes.rules import TIER_AWARD
from contest.results.queries.retention import keeps_data
from contest.results.rules.retention import Held

_NOTED = [getattr(Guest, name) for name in Noted._fields]


def guest_list(given: Winners) -> list[GuestFacts]:
    """Everybody, group by group: winners in calling order, whom councils and committee bring, whom the office wrote.

    Each once by code, also those who are not invited; in so many questions whatever their number. Kept until a change.
    """
    if given.seal is None:
        return _guest_list(given)
    return list(until_a_change(("guests", given.edition_id), lambda: _guest_list(given), beside=given.seal.id))


def _guest_list(given: Winners) -> list[GuestFacts]:
    columns = (Guest.code, Guest.group_key, Guest.name, Guest.unit, *_NOTED)
    rows = ask(select(*columns).where(Guest.edition_id == given.edition_id)).all()
    noted = {row[0]: Noted(*row[4:]) for row in rows}
    found: dict[str, GuestFacts] = {}
    for guest in _brought(given):
        found.setdefault(guest.code, guest)
    own = [
        GuestFacts(row.code, row.group_key, row.name, row.unit, OWN[row.group_key], 1, Noted())
        for row in rows
        if row.group_key
    ]
    found |= {guest.code: guest for guest in sorted(own, key=lambda one: name_key(one.name))}
    order = list(GROUPS)
    made = [_with(guest, noted.get(guest.code)) for guest in found.values()]
    return sorted(made, key=lambda guest: order.index(guest.group))


def _with(guest: GuestFacts, noted: Noted | None) -> GuestFacts:
    """The guest with what was noted; seats and booths of winners are their entries'."""
    if noted is None:
        return guest
    if guest.entry_id is not None:
        noted = noted._replace(seat=guest.noted.seat, booth=guest.noted.booth)
    return GuestFacts(guest.code, guest.group, guest.name, guest.unit, guest.why, guest.usual, noted, guest.entry_id)


def _brought(given: Winners) -> Iterator[GuestFacts]:
    yield from _winners(given)
    units = {each.entry.id: each.entry.unit for each in given.entries}
    # A unit whose name was put right keeps its code, whether dossiers say the new name or the one of its award.
    known = {each.named: each.unit for each in given.units}
    named = {each.unit: each.named for each in given.units}
    for entry_id, mentor in mentors_of(units).items():
        if mentor:
            unit = units[entry_id]
            code = code_of("HD", mentor, known.get(unit, unit))
            yield GuestFacts(code, "mentor", mentor, unit, "Người hướng dẫn", 1, Noted())
    own = {each.unit: each.prize for each in given.units}
    for name in dict.fromkeys([*own, *(known.get(unit, unit) for unit in units.values() if unit)]):
        why, shown = own.get(name, "Đơn vị có tác giả đạt giải"), named.get(name, name)
        yield GuestFacts(code_of("DV", name), "unit", f"Lãnh đạo {shown}", shown, why, 1, Noted())
    sitting = guests_of(given.edition_id)
    for each in sitting:
        yield GuestFacts(f"N-{each.person_id:04}", "office", each.name, each.unit, each.role, 1, Noted())
    yield from _committee(given, {fold(each.name) for each in sitting})
    bodies = given.regulation.bodies
    for name in dict.fromkeys(name for name in (bodies.issuing, bodies.standing, *bodies.partners) if name):
        yield GuestFacts(code_of("CQ", name), "body", f"Lãnh đạo {name}", name, "Đại biểu", 1, Noted())


def _committee(given: Winners, there: Collection[str]) -> Iterator[GuestFacts]:
    """The committee as the regulation names it, but for who has an account here (there: their names, folded)."""
    for seat in given.regulation.bodies.committee:
        name = seat.name or seat.office
        if seat.until is None and name and fold(name) not in there:
            unit = seat.office if seat.name else ""
            yield GuestFacts(code_of("BTC", name, unit), "office", name, unit, "Ban Tổ chức", 1, Noted())


def _winners(given: Winners) -> Iterator[GuestFacts]:
    """One line an entry, with its tier prize where it has several: nobody sits twice."""
    placed = places_of(given.edition_id)
    first = sorted(given.entries, key=lambda each: each.award_key != TIER_AWARD)
    chosen = {each.entry.id: each for each in reversed(first)}
    for each in given.entries:
        if chosen[each.entry.id] is each:
            entry = each.entry
            place = placed.get(entry.id)
            noted = Noted(seat=place.seat, booth=place.booth) if place else Noted()
            names = ", ".join(each.names)
            yield GuestFacts(entry.code, "winner", names, entry.unit, each.prize, len(each.people), noted, entry.id)


@keeps_data
def guests_kept(edition_id: int, regulation: Regulation) -> Iterable[Held]:
    """Guests who were written down by hand: nobody knows of them but this list."""
    own = select(func.count()).where(Guest.edition_id == edition_id, Guest.group_key != "")
    there = db.session.scalar(own) or 0
    yield Held("guests", "Khách mời ghi tay: họ tên, chức danh", there, regulation.privacy.retention_days)
