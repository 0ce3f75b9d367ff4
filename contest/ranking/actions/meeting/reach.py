"""Which meeting a deed is about, and whether the one who does it belongs there."""

from contest.foundation.access import Actor, Permission
from contest.foundation.database import db
from contest.foundation.refusal import refuse_with
from contest.ranking.models import Meeting
from contest.ranking.queries.meeting import MeetingCard, meeting_card, members_of
from contest.ranking.rules.meeting import Member


def held(actor: Actor, edition_id: int, meeting_id: int, *states: str) -> tuple[MeetingCard, list[Member]]:
    """The meeting, held against others who would change it meanwhile, and its members.

    The office belongs to every meeting, everybody else to those of their own council.
    Raises Refusal: meeting_gone, meeting_not_yours, meeting_closed, meeting_not_open.
    """
    db.session.get(Meeting, meeting_id, with_for_update=True, populate_existing=True)
    card = meeting_card(edition_id, meeting_id)
    if card is None:
        raise refuse_with("meeting_gone")
    members = members_of(card)
    seated = any(one.person_id == actor.id for one in members)
    if not seated and not actor.may(Permission.JURY_MANAGE, edition_id):
        raise refuse_with("meeting_not_yours")
    if states and card.state not in states:
        raise refuse_with("meeting_closed" if card.state == "closed" else "meeting_not_open")
    return card, members
