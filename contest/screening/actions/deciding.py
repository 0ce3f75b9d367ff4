"""One decision on one entry."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select

from contest.editions.queries import regulation_of
from contest.entries.actions.writing import entry_of, lock_edition
from contest.entries.models import SupplementItem
from contest.entries.rules import Wanted, supplement_told, why_not_ask
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action, whole
from contest.foundation.clock import today
from contest.foundation.database import db
from contest.foundation.refusal import refuse
from contest.screening.actions.writing import LONGEST_REASON, Decided, put_on_record
from contest.screening.models import ScreeningDecision
from contest.screening.rules import why_not_decide, why_not_disqualify


@action(Permission.SCREENING_DECIDE)
def decide(
    actor: Actor, edition_id: int, entry_id: int, verdict: str, reason: str = "", supplement_by: date | None = None
) -> None:
    """Find an entry eligible, not eligible (why), or in need of a supplement (what, by when); tells the entrant.

    The same decision sent again, because no answer came back, is the one there is.
    """
    edition = lock_edition(edition_id)
    entry = entry_of(actor, edition_id, entry_id)
    reason = whole(reason, LONGEST_REASON, "reason")
    by = supplement_by if verdict == "needs_supplement" else None
    decided = Decided(entry, verdict, reason, by)
    if _stands(actor, decided):
        return
    refuse(why_not_decide(entry.status, edition.stage, verdict, reason, supplement_by, today()))
    put_on_record(actor, edition_id, edition, [decided])


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
    if _stands(actor, decided):
        return
    put_on_record(actor, edition_id, edition, [decided])


@action(Permission.SCREENING_DECIDE)
def disqualify(actor: Actor, edition_id: int, entry_id: int, reason: str) -> None:
    """Find an entry ineligible while it is judged or the prizes are discussed; its sheets stay, it has no place more.

    Raises Refusal: disqualify_not_now, disqualify_not_judged, screening_reason_missing.
    """
    edition = lock_edition(edition_id)
    entry = entry_of(actor, edition_id, entry_id)
    reason = whole(reason, LONGEST_REASON, "reason")
    refuse(why_not_disqualify(entry.status, edition.stage, reason))
    put_on_record(actor, edition_id, edition, [Decided(entry, "ineligible", reason)])


def _stands(actor: Actor, decided: Decided) -> bool:
    """Whether this person decided so last, and nothing has happened to the entry since."""
    if decided.entry.status != decided.verdict:
        return False
    latest = db.session.scalars(
        select(ScreeningDecision)
        .where(ScreeningDecision.entry_id == decided.entry.id)
        .order_by(ScreeningDecision.id.desc())
        .limit(1)
    ).first()
    if latest is None or latest.undone_at is not None or latest.decided_by_id != actor.id:
        return False
    told = (latest.verdict, latest.reason, latest.supplement_by)
    if told != (decided.verdict, decided.reason, decided.supplement_by):
        return False
    return decided.verdict != "needs_supplement" or not _moved_since(latest)


def _moved_since(latest: ScreeningDecision) -> bool:
    """Whether something that was asked for was answered or settled since: asking for it now is another question."""
    moved = or_(SupplementItem.answered_at >= latest.decided_at, SupplementItem.settled_at >= latest.decided_at)
    asked = select(SupplementItem.id).where(SupplementItem.entry_id == latest.entry_id, moved)
    return db.session.scalar(asked.limit(1)) is not None
