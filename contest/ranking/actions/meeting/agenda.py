"""The agenda: what is on it, in which order, what is on the table, what was decided."""

import re
from collections.abc import Sequence

from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import Reason, Refusal, refuse_with
from contest.foundation.vietnamese import nfc
from contest.ranking.actions.meeting.reach import held
from contest.ranking.models import MeetingItem
from contest.ranking.queries.meeting import (
    ItemCard,
    MeetingCard,
    ballots_of,
    disputed,
    entry_ids_of,
    items_of,
    outs_of,
)
from contest.ranking.rules.meeting import agenda_order

MOST_ENTRIES = 4


@action(Permission.MEETING_RUN)
def add_item(actor: Actor, edition_id: int, meeting_id: int, codes: str, words: str = "") -> int:
    """Put entries on the agenda by their codes (or judging numbers), one item of up to four; returns its key.

    Raises Refusal: meeting_closed, meeting_codes_missing, meeting_codes_many, meeting_code_unknown for each.
    """
    card, _ = held(actor, edition_id, meeting_id, "preparing", "open")
    named = [part.upper() for part in re.split(r"[\s;,]+", nfc(codes)) if part]
    if not named:
        raise refuse_with("meeting_codes_missing", "codes")
    known = entry_ids_of(card)
    unknown = [Reason("meeting_code_unknown", {"code": code}, "codes") for code in named if code not in known]
    if unknown:
        raise Refusal(unknown)
    ids = list(dict.fromkeys(known[code] for code in named))
    if len(ids) > MOST_ENTRIES:
        raise refuse_with("meeting_codes_many", "codes", most=MOST_ENTRIES)
    return _add(card, [("entry", ids, nfc(words)[:300] or "Ý kiến khác nhau về hồ sơ")])[0]


@action(Permission.MEETING_RUN)
def add_disputed(actor: Actor, edition_id: int, meeting_id: int) -> int:
    """Put everything on the agenda that waits for the council and is not there yet; returns how many items.

    Raises Refusal: meeting_closed, meeting_nothing_disputed.
    """
    card, _ = held(actor, edition_id, meeting_id, "preparing", "open")
    there = {(item.kind, frozenset(item.entry_ids)) for item in items_of(card.id)}
    new = [one for one in disputed(card) if (one.kind, frozenset(one.entry_ids)) not in there]
    if not new:
        raise refuse_with("meeting_nothing_disputed")
    return len(_add(card, [(one.kind, list(one.entry_ids), one.words) for one in new]))


def _add(card: MeetingCard, given: Sequence[tuple[str, list[int], str]]) -> list[int]:
    last = max((item.place for item in items_of(card.id)), default=0)
    rows = [
        MeetingItem(meeting_id=card.id, place=last + place, kind=kind, words=words, entry_ids=ids)
        for place, (kind, ids, words) in enumerate(given, 1)
    ]
    db.session.add_all(rows)
    db.session.flush()
    return [row.id for row in rows]


@action(Permission.MEETING_RUN)
def order_agenda(actor: Actor, edition_id: int, meeting_id: int) -> None:
    """Put what waits into an order in which members in conflict leave the room as seldom as possible."""
    card, members = held(actor, edition_id, meeting_id, "preparing", "open")
    items = items_of(card.id)
    outs = outs_of(edition_id, items, members)
    table = next((item for item in items if item.state == "table"), None)
    waiting = [item.id for item in items if item.state == "waiting"]
    first = max((item.place for item in items if item.state != "waiting"), default=0) + 1
    for place, item_id in enumerate(agenda_order(waiting, outs, outs[table.id] if table else frozenset()), first):
        db.session.get_one(MeetingItem, item_id).place = place
    db.session.flush()


@action(Permission.MEETING_RUN)
def drop_item(actor: Actor, edition_id: int, meeting_id: int, item_id: int) -> None:
    """Take something off the agenda that was not voted on. Raises Refusal: meeting_item_gone, _done, _voting."""
    card, _ = held(actor, edition_id, meeting_id, "preparing", "open")
    item = item_of(card, item_id)
    if item.state == "done":
        raise refuse_with("meeting_item_done")
    if ballots_of([item.id]):
        raise refuse_with("meeting_item_voting")
    db.session.delete(db.session.get_one(MeetingItem, item.id))
    db.session.flush()


@action(Permission.MEETING_RUN)
def put_on_table(actor: Actor, edition_id: int, meeting_id: int, item_id: int) -> None:
    """Speak of this item now; what was on the table waits again.

    Raises Refusal: meeting_not_open, meeting_item_gone, meeting_item_done, meeting_table_taken.
    """
    card, _ = held(actor, edition_id, meeting_id, "open", item_id=item_id)
    item = item_of(card, item_id)
    if item.state == "done":
        raise refuse_with("meeting_item_done")
    for other in items_of(card.id):
        if other.state == "table" and other.id != item.id:
            if any(ballot.closed_at is None for ballot in ballots_of([other.id])):
                raise refuse_with("meeting_table_taken")
            db.session.get_one(MeetingItem, other.id).state = "waiting"
    db.session.get_one(MeetingItem, item.id).state = "table"
    db.session.flush()


@action(Permission.MEETING_RUN)
def decide_item(actor: Actor, edition_id: int, meeting_id: int, item_id: int, decision: str) -> None:
    """Take down what the council decided and why; the minutes carry it.

    Raises Refusal: meeting_not_open, meeting_item_not_on_table, meeting_item_voting, meeting_run_conflict,
    meeting_decision_missing.
    """
    card, members = held(actor, edition_id, meeting_id, "open", item_id=item_id)
    item = item_of(card, item_id)
    if item.state != "table":
        raise refuse_with("meeting_item_not_on_table")
    ballots = ballots_of([item.id])
    if any(ballot.closed_at is None for ballot in ballots):
        raise refuse_with("meeting_item_voting")
    out = outs_of(edition_id, [item], members)[item.id]
    if actor.id in out:
        raise refuse_with("meeting_run_conflict")
    words = decision.strip()
    if not words:
        raise refuse_with("meeting_decision_missing", "decision")
    row = db.session.get_one(MeetingItem, item.id)
    row.state, row.decision, row.decided_at, row.decided_by_id = "done", words[:4000], now(), actor.id
    db.session.flush()
    payload = {
        "meeting": card.id,
        "kind": item.kind,
        "entries": list(item.entry_ids),
        "decision": words[:4000],
        "ballots": [ballot.id for ballot in ballots],
        "out": sorted(out),
    }
    ledger.note(actor, edition_id, "meeting.decided", f"meeting:{card.id}", payload)


def item_of(card: MeetingCard, item_id: int) -> ItemCard:
    """An item of this meeting. Raises Refusal: meeting_item_gone."""
    item = next((one for one in items_of(card.id) if one.id == item_id), None)
    if item is None:
        raise refuse_with("meeting_item_gone")
    return item
