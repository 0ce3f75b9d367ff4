"""Which meeting a deed is about, and whether the one who does it belongs there."""

from contest.foundation.access import Actor, Permission
from contest.foundation.database import db
from contest.foundation.refusal import refuse_with
from contest.juries.queries import entries_lent
from contest.ranking.models import Meeting
from contest.ranking.queries.meeting import MeetingCard, items_of, meeting_card, members_of
from contest.ranking.rules.meeting import Member


def held(
    actor: Actor, edition_id: int, meeting_id: int, *states: str, item_id: int | None = None
) -> tuple[MeetingCard, list[Member]]:
    """The meeting, held against others who would change it meanwhile, and its members.

    The office belongs to every meeting, everybody else to those of their own council; to an item (`item_id`) also
    whoever stands in for the council's clerk at an entry of it.
    Raises Refusal: meeting_gone, meeting_not_yours, meeting_closed, meeting_not_open.
    """
    db.session.get(Meeting, meeting_id, with_for_update=True, populate_existing=True)
    card = meeting_card(edition_id, meeting_id)
    if card is None:
        raise refuse_with("meeting_gone")
    members = members_of(card)
    seated = any(one.person_id == actor.id for one in members)
    if not seated and not actor.may(Permission.JURY_MANAGE, edition_id) and not _stands_in(actor, card, item_id):
        raise refuse_with("meeting_not_yours")
    if states and card.state not in states:
        raise refuse_with("meeting_closed" if card.state == "closed" else "meeting_not_open")
    return card, members


def _stands_in(actor: Actor, card: MeetingCard, item_id: int | None) -> bool:
    lent = entries_lent(card.council_id, actor.id or 0)
    return any(item.id == item_id and lent & set(item.entry_ids) for item in items_of(card.id)) if lent else False
