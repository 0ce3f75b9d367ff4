"""An edition goes on to its next stage, or one back with a reason."""

from sqlalchemy import select

from contest.editions import queries
from contest.editions.models import Edition, StageChange
from contest.editions.queries import EditionCard
from contest.editions.rules.stages import why_not_change_stage
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import refuse


@action(Permission.EDITION_ADVANCE)
def change_stage(actor: Actor, edition_id: int, stage: str, reason: str = "") -> EditionCard:
    """To another stage; only their order is checked here, what the rooms still lack is the front door's business."""
    edition = db.session.execute(select(Edition).where(Edition.id == edition_id).with_for_update()).scalar_one()
    refuse(why_not_change_stage(edition.stage, stage, reason))
    before, edition.stage = edition.stage, stage
    db.session.add(
        StageChange(
            edition_id=edition_id,
            from_stage=before,
            to_stage=stage,
            at=now(),
            by_id=actor.id,
            reason=reason.strip(),
        )
    )
    payload = {"from": before, "to": stage, "reason": reason.strip()}
    ledger.note(actor, edition_id, "stage.changed", edition.slug, payload)
    return queries.edition_by_id(edition_id)
