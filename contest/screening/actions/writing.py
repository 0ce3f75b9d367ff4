"""How decisions become rows, steps of the timeline, letters and one event in the ledger; one or many alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from contest.entries.actions import Settled, ask_items, close_items, settle, write_to_entrants
from contest.entries.actions.writing import Locked
from contest.entries.models import Entry
from contest.entries.queries import entries_with_open_items
from contest.entries.rules import Wanted, wanted_of
from contest.foundation import ledger
from contest.foundation.access import Actor
from contest.foundation.audit import insert_rows
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.vietnamese import date as day
from contest.screening.models import ScreeningBatch, ScreeningDecision

LONGEST_REASON = 2000


@dataclass(frozen=True, slots=True)
class Decided:
    """A verdict on an entry that is about to be put on record."""

    entry: Entry
    verdict: str
    reason: str = ""
    supplement_by: date | None = None
    # What is wanted item by item; without them each line of the reason is one.
    wanted: tuple[Wanted, ...] = ()


def put_on_record(
    actor: Actor,
    edition_id: int,
    edition: Locked,
    decided: Sequence[Decided],
    way: str = "hand",
    batch: ScreeningBatch | None = None,
) -> None:
    """Decisions with everything that follows from them; nothing when there are none."""
    rows = [_row(actor, one, way, batch) for one in decided]
    settle(actor, [Settled(one.entry, one.verdict, one.reason, one.supplement_by) for one in decided])
    for one in decided:
        if one.verdict == "needs_supplement":
            ask_items(one.entry, actor, one.wanted or wanted_of(one.reason, one.supplement_by))
    _close_items(actor, edition_id, decided)
    if len(rows) == 1:
        db.session.add(ScreeningDecision(**rows[0]))
    else:
        insert_rows(ScreeningDecision, rows)
    _tell(edition_id, edition, decided)
    _note(actor, edition_id, decided)


def _close_items(actor: Actor, edition_id: int, decided: Sequence[Decided]) -> None:
    """What was still open of entries that are found eligible or not; one question for all of them."""
    waiting = entries_with_open_items(edition_id)
    for one in decided:
        if one.verdict != "needs_supplement" and one.entry.id in waiting:
            close_items(one.entry, actor, "accepted" if one.verdict == "eligible" else "dropped")


def _row(actor: Actor, one: Decided, way: str, batch: ScreeningBatch | None) -> dict[str, Any]:
    return {
        "entry_id": one.entry.id,
        "verdict": one.verdict,
        "reason": one.reason,
        "supplement_by": one.supplement_by,
        "decided_at": now(),
        "decided_by_id": actor.id,
        "way": way,
        "batch_id": batch.id if batch else None,
        "status_before": one.entry.status,
        "reason_before": one.entry.status_reason,
        "supplement_before": one.entry.supplement_by,
    }


def _tell(edition_id: int, edition: Locked, decided: Sequence[Decided]) -> None:
    """Letters to the entrants, verdict by verdict."""
    for verdict in dict.fromkeys(one.verdict for one in decided):
        these = [one for one in decided if one.verdict == verdict]
        more = {one.entry.id: places_of(one.reason, one.supplement_by) for one in these}
        write_to_entrants(edition_id, edition.title, f"screening.{verdict}", [one.entry for one in these], more)


def places_of(reason: str, supplement_by: date | None) -> dict[str, str]:
    """What fills the places of the letters about decisions."""
    until = day(supplement_by) if supplement_by else ""
    return {"lý do": reason, "nội dung cần bổ sung": reason, "hạn bổ sung": until}


def _note(actor: Actor, edition_id: int, decided: Sequence[Decided]) -> None:
    """One event in the ledger for one deed, however many entries it was about; codes only, no names."""
    if decided:
        subject = (decided[0].entry.code or "") if len(decided) == 1 else f"{len(decided)} hồ sơ"
        verdicts = [{"code": one.entry.code or "", "verdict": one.verdict, "reason": one.reason} for one in decided]
        ledger.note(actor, edition_id, "screening.decided", subject, {"decisions": verdicts})


def new_batch(actor: Actor, edition_id: int, way: str, verdict: str, words: str, count: int) -> ScreeningBatch:
    """A deed on many, so that it can be found and taken back."""
    batch = ScreeningBatch(
        edition_id=edition_id,
        way=way,
        verdict=verdict,
        words=words,
        count=count,
        made_at=now(),
        made_by_id=actor.id,
    )
    db.session.add(batch)
    db.session.flush()
    return batch
