"""The timetable announced: entrants and judges see it, and whoever must hear of a slot is written to."""

from contest.editions.queries import edition_by_id
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import local, now
from contest.foundation.database import db
from contest.foundation.mail import Outgoing, Recipient, link, post_all
from contest.foundation.refusal import refuse_with
from contest.foundation.vietnamese import date
from contest.juries.actions.presenting.building import cancel, standing
from contest.juries.actions.presenting.framing import timetable_row
from contest.juries.models import PresentationSlot
from contest.juries.queries import assignments, round_rules
from contest.juries.queries.presenting import SlotRow, Told, slot_rows, to_tell
from contest.people.queries import people_cards

_EVENTS = ("presentation.announced", "presentation.changed", "presentation.cancelled")


@action(Permission.JURY_ASSIGN)
def announce_timetable(actor: Actor, edition_id: int, round_key: str) -> int:
    """Show the timetable to those it concerns and write to everybody who does not know their slot as it is now.

    Returns how many slots were written about. Raises Refusal: timetable_no_frame, timetable_empty.
    """
    card, _ = standing(edition_id, round_key)
    rows = slot_rows(card.id)
    if not rows:
        raise refuse_with("timetable_empty")
    for row in rows:
        if row.has_left:
            cancel(db.session.get_one(PresentationSlot, row.id))
    db.session.flush()
    waiting = to_tell(card.id)
    table = timetable_row(card.id)
    if table is not None and table.announced_at is None:
        table.announced_at = now()
    name = round_rules(edition_id, round_key).name
    _write(edition_id, name, waiting)
    _write_judges(edition_id, name, card.id, {one.slot.entry_id for one in waiting})
    for one in waiting:
        slot = db.session.get_one(PresentationSlot, one.slot.id)
        slot.told = slot.sequence
    db.session.flush()
    payload = {"round": round_key, "slots": len(waiting)}
    ledger.note(actor, edition_id, "timetable.announced", f"round:{round_key}", payload)
    return len(waiting)


def _write(edition_id: int, round_name: str, waiting: list[Told]) -> None:
    edition = edition_by_id(edition_id)
    page = link("juries.my_presentations", slug=edition.slug)
    letters: dict[str, list[Outgoing]] = {event: [] for event in _EVENTS}
    for one in waiting:
        values = {"hội thi": edition.title, "họ tên": one.to.name, "vòng chấm": round_name, "đường dẫn": page}
        values |= _values(one.slot)
        letters[_event(one.slot)].append(Outgoing(one.to, values, f"entry:{one.slot.entry_id}"))
    for event, many in letters.items():
        if many:
            post_all(event, edition_id, many)


def _write_judges(edition_id: int, round_name: str, round_id: int, changed: set[int]) -> None:
    """One letter to each judge of whose slots some are new or changed, however many."""
    slots = {row.entry_id: row for row in slot_rows(round_id) if row.state != "cancelled"}
    own: dict[int, list[SlotRow]] = {}
    touched = set()
    for row in assignments(round_id):
        if row.entry_id in changed:
            touched.add(row.judge_id)
        if row.entry_id in slots:
            own.setdefault(row.judge_id, []).append(slots[row.entry_id])
    edition, cards = edition_by_id(edition_id), people_cards(touched)
    page = link("juries.my_presentations", slug=edition.slug)
    letters = []
    for judge_id in sorted(touched & own.keys() & cards.keys()):
        first = min(own[judge_id], key=lambda slot: slot.starts_at)
        values = {"hội thi": edition.title, "họ tên": cards[judge_id].name, "vòng chấm": round_name, "đường dẫn": page}
        values |= _values(first) | {"số hồ sơ": str(len(own[judge_id]))}
        to = Recipient(cards[judge_id].name, cards[judge_id].email or "", cards[judge_id].phone or "", judge_id)
        letters.append(Outgoing(to, values))
    if letters:
        post_all("presentation.judging", edition_id, letters)


def _event(slot: SlotRow) -> str:
    if slot.state == "cancelled":
        return "presentation.cancelled"
    return "presentation.announced" if slot.told is None else "presentation.changed"


def _values(slot: SlotRow) -> dict[str, str]:
    at = local(slot.planned_at)
    return {
        "mã số": slot.code,
        "tên hồ sơ": slot.title,
        "ngày": date(at.date()),
        "giờ": f"{at:%H:%M}",
        "phòng": slot.room,
        "số phút": str(slot.minutes),
    }
