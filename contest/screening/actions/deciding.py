"""One decision on one entry."""

from collections.abc import Sequence
from datetime import date

from contest.editions.queries import regulation_of
from contest.entries.actions.writing import entry_of, lock_edition
from contest.entries.rules import Wanted, supplement_told, why_not_ask
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import today
from contest.foundation.refusal import refuse
from contest.foundation.vietnamese import nfc
from contest.screening.actions.writing import LONGEST_REASON, Decided, put_on_record
from contest.screening.rules import why_not_decide, why_not_disqualify


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


@action(Permission.SCREENING_DECIDE)
def ask_supplement(actor: Actor, edition_id: int, entry_id: int, wanted: Sequence[Wanted]) -> None:
    """Ask for what is missing, item by item, each with its own day; the entrant is told once, with all of them."""
    edition = lock_edition(edition_id)
    entry = entry_of(actor, edition_id, entry_id)
    reasons = why_not_ask(wanted, regulation_of(edition_id), today())
    due = max((one.due_on for one in wanted if one.due_on is not None), default=today())
    words = supplement_told(wanted)[:LONGEST_REASON]
    against = why_not_decide(entry.status, edition.stage, "needs_supplement", words or "-", max(due, today()), today())
    refuse([*reasons, *against])
    decided = Decided(entry, "needs_supplement", words, due, tuple(wanted))
    put_on_record(actor, edition_id, edition, [decided])


@action(Permission.SCREENING_DECIDE)
def disqualify(actor: Actor, edition_id: int, entry_id: int, reason: str) -> None:
    """Find an entry ineligible while it is judged or the prizes are discussed; its sheets stay, it has no place more.

    Raises Refusal: disqualify_not_now, disqualify_not_judged, screening_reason_missing.
    """
    edition = lock_edition(edition_id)
    entry = entry_of(actor, edition_id, entry_id)
    reason = nfc(reason)[:LONGEST_REASON]
    refuse(why_not_disqualify(entry.status, edition.stage, reason))
    put_on_record(actor, edition_id, edition, [Decided(entry, "ineligible", reason)])
