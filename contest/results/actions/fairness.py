"""The fairness sheet of a published version is made, once."""

from contest.editions.queries import regulation_of
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.results import queries
from contest.results.models import FairnessSheet


@action(Permission.RESULT_PUBLISH)
def make_fairness_sheet(actor: Actor, edition_id: int) -> int:
    """Make the sheet of what is public and has none yet; returns how many were made."""
    waiting = queries.sheets_to_make(edition_id)
    for seal_id, awards in waiting:
        document = queries.fairness_document(edition_id, regulation_of(edition_id), awards)
        db.session.add(FairnessSheet(seal_id=seal_id, document=document, made_at=now()))
    db.session.flush()
    return len(waiting)
