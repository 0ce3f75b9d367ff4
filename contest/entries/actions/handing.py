"""Who speaks for an entry, and who looks after it: another representative, a colleague for a teacher who left."""

from collections.abc import Collection

from sqlalchemy import select

from contest.editions.queries import edition_by_id
from contest.entries.actions.writing import entry_of, note_step
from contest.entries.models import Entry, EntryAuthor
from contest.foundation.access import Actor, Permission, Role
from contest.foundation.action import action, whole
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.mail import Recipient, link, post
from contest.foundation.refusal import Reason, refuse, refuse_with
from contest.people.actions import grant_role, record_entrant, revoke_role
from contest.people.queries import people_cards, person_by_email, roles_in
from contest.people.rules import why_not_enter

_LONGEST_REASON = 500


@action(Permission.ENTRY_MANAGE)
def change_representative(actor: Actor, edition_id: int, entry_id: int, author_id: int, reason: str) -> None:
    """Another author speaks for the group, with the reason; the one who does already stays. Raises Refusal."""
    entry = entry_of(actor, edition_id, entry_id)
    reason = whole(reason, _LONGEST_REASON, "reason")
    if not reason:
        raise refuse_with("entry_reason_missing", "reason")
    rows = list(
        db.session.scalars(select(EntryAuthor).where(EntryAuthor.entry_id == entry_id).order_by(EntryAuthor.position))
    )
    chosen = next((row for row in rows if row.id == author_id and row.forgotten_at is None), None)
    if chosen is None:
        raise refuse_with("author_unknown", "author")
    if chosen.is_representative:
        raise refuse_with("representative_same", "author")
    for row in rows:
        row.is_representative = row is chosen
    entry.updated_at = now()
    note_step(entry, "represented", actor, reason)


@action(Permission.ENTRY_MANAGE)
def hand_over(
    actor: Actor, edition_id: int, person_id: int, entry_ids: Collection[int], to_email: str, reason: str, role: bool
) -> int:
    """Put entries somebody looks after into a colleague's hands, drafts too, with the reason; returns how many.

    `role`: the role of the unit goes along. Both are written to. Raises Refusal: no_such_person, official_not_entrant …
    """
    reason = whole(reason, _LONGEST_REASON, "reason")
    if not reason:
        raise refuse_with("entry_reason_missing", "reason")
    colleague = person_by_email(to_email)
    if colleague.id == person_id:
        raise refuse_with("handing_same", "email")
    held = roles_in(colleague.id, edition_id)
    refuse(
        Reason("handing_official", {"name": colleague.name, "role": each.params["role"]}, "email")
        for each in why_not_enter(held)
    )
    entries = list(
        db.session.scalars(
            select(Entry)
            .where(Entry.edition_id == edition_id, Entry.owner_id == person_id, Entry.id.in_(set(entry_ids)))
            .order_by(Entry.id)
            .with_for_update()
        )
    )
    if not entries:
        raise refuse_with("handing_none", "entry")
    # Deeds within a deed keep a line of their own; so this one's changes come after theirs.
    record_entrant(actor, edition_id, colleague.id)
    if role and Role.UNIT in roles_in(person_id, edition_id):
        grant_role(actor, edition_id, colleague.id, Role.UNIT)
        revoke_role(actor, edition_id, person_id, Role.UNIT)
    for entry in entries:
        entry.owner_id, entry.updated_at = colleague.id, now()
        note_step(entry, "handed_over", actor, reason)
    _tell(edition_id, person_id, colleague.id, len(entries))
    return len(entries)


def _tell(edition_id: int, from_id: int, to_id: int, count: int) -> None:
    edition, cards = edition_by_id(edition_id), people_cards([from_id, to_id])
    values = {
        "hội thi": edition.title,
        "số hồ sơ": str(count),
        "người giao": cards[from_id].name,
        "người nhận": cards[to_id].name,
        "đường dẫn": link("entries.mine", slug=edition.slug),
    }
    for person_id in (from_id, to_id):
        card = cards[person_id]
        to = Recipient(card.name, card.email or "", card.phone or "", card.id)
        post("entry.handed_over", edition_id, to, values)
