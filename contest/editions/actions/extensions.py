"""More time for everybody, by a numbered decision with its reason."""

from datetime import date, datetime

from sqlalchemy import select

from contest.editions.models import DeadlineExtension, Edition
from contest.editions.queries import regulation_of
from contest.editions.rules.extension import why_not_extend
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action, whole
from contest.foundation.clock import now, today
from contest.foundation.database import db
from contest.foundation.refusal import refuse


@action(Permission.EDITION_EDIT)
def extend_deadline(
    actor: Actor, edition_id: int, until: datetime | None, number: str, decided_on: date | None, reason: str
) -> None:
    """Move the announced deadline; the decision's number, its day and the reason are shown to everybody."""
    edition = db.session.execute(select(Edition).where(Edition.id == edition_id).with_for_update()).scalar_one()
    number, reason = whole(number, 120, "number"), whole(reason, 2000, "reason")
    regulation = regulation_of(edition_id)
    refuse(why_not_extend(regulation, edition.stage, until, number, decided_on, reason, now(), today()))
    assert until is not None
    assert decided_on is not None
    db.session.add(
        DeadlineExtension(
            edition_id=edition_id,
            until=until,
            number=number,
            decided_on=decided_on,
            reason=reason,
            made_at=now(),
            made_by_id=actor.id,
        )
    )
    before = regulation.timeline.submission.shown_deadline
    payload = {"from": before.isoformat(), "to": until.isoformat(), "number": number, "reason": reason}
    ledger.note(actor, edition_id, "deadline.extended", edition.slug, payload)
