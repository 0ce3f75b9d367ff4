"""People of the last edition's councils take their seats again: those who are chosen, and by letter if it is wanted."""

from collections.abc import Collection

from contest.editions.queries import edition_before, regulation_of
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.refusal import refuse_with
from contest.juries.actions.councils import SeatWish, council_of, ensure_councils, take_seat
from contest.juries.queries.again import PastSeat, past_seats
from contest.juries.queries.councils import teams_of


@action(Permission.JURY_MANAGE)
def seat_again(actor: Actor, edition_id: int, seat_ids: Collection[int], *, invites: bool = False) -> int:
    """Seat these people on the councils of the same key, all or nothing; returns how many.

    invites: a letter by which each may decline. Raises Refusal: seat_again_none, seat_again_council, and what stands
    against a seat (judge_has_entered, chair_taken).
    """
    chosen = [seat for seat in past_seats(edition_id) if seat.seat_id in set(seat_ids)]
    if not chosen:
        raise refuse_with("seat_again_none")
    councils = ensure_councils(actor, edition_id)
    for seat in chosen:
        if seat.council_key not in councils:
            raise refuse_with("seat_again_council", name=seat.name, council=seat.council)
        council = council_of(edition_id, councils[seat.council_key])
        address = seat.email if invites and seat.email else ""
        take_seat(actor, edition_id, council, seat.person_id, seat.name, _wish(edition_id, seat), address)
    return len(chosen)


def _wish(edition_id: int, seat: PastSeat) -> SeatWish:
    """As it was; fields and teams that are no more are left out."""
    regulation, earlier = regulation_of(edition_id), edition_before(edition_id)
    fields = {each.key for each in regulation.fields}
    gone = {each.key for each in regulation_of(earlier.id).fields} - fields if earlier else set()
    teams = {each.key for each in teams_of(regulation, seat.council_key)}
    expertise = tuple(word for word in seat.expertise if word not in gone)
    return SeatWish(seat.role, expertise, seat.most_entries, seat.team if seat.team in teams else "")
