"""One decision on one entry."""

from datetime import date

from contest.entries.actions.writing import entry_of, lock_edition
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import today
from contest.foundation.refusal import refuse
from contest.foundation.vietnamese import nfc
from contest.screening.actions.writing import LONGEST_REASON, Decided, put_on_record
from contest.screening.rules import why_not_decide


@action(Permission.SCREENING_DECIDE)
def decide(
    actor: Actor, edition_id: int, entry_id: int, verdict: str, reason: str = "", supplement_by: date | None = None
) -> None:
    """Find an entry eligible, not eligible (why), or in need of a supplement (what, by when); tells the entrant."""
    edition = lock_edition(edition_id)
    entry = entry_of(actor, edition_id, entry_id)
    reason = nfc(reason)[:LONGEST_REASON]
    refuse(why_not_decide(entry.status, edition.stage, verdict, reason, supplement_by, today()))
    by = supplement_by if verdict == "needs_supplement" else None
    put_on_record(actor, edition_id, edition, [Decided(entry, verdict, reason, by)])
