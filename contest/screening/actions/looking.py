"""A person looks at what no machine can judge, and says whether the rule is fulfilled."""

from sqlalchemy import select

from contest.editions.queries import edition_by_id, regulation_of
from contest.entries.actions.writing import entry_of
from contest.entries.rules import OFFICE_STAGES
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action, whole
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import Reason, refuse
from contest.screening.models import ScreeningLook
from contest.screening.queries.evidence import evidence_of
from contest.screening.rules import digest_of, why_not_look


@action(Permission.SCREENING_DECIDE)
def look(actor: Actor, edition_id: int, entry_id: int, key: str, verdict: str, note: str = "") -> None:
    """Put on record what the actor saw about one finding ("" takes it back); it holds while the datum is the same."""
    entry = entry_of(actor, edition_id, entry_id)
    note = whole(note, 500, "note")
    findings = evidence_of(edition_id, entry_id, regulation_of(edition_id))
    found = next((one for one in findings if one.key == key), None)
    reasons = why_not_look(found, verdict, note)
    if edition_by_id(edition_id).stage not in OFFICE_STAGES:
        reasons.append(Reason("screening_over"))
    refuse(reasons)
    row = db.session.scalar(
        select(ScreeningLook).where(ScreeningLook.entry_id == entry.id, ScreeningLook.rule_key == key)
    )
    if not verdict:
        if row is not None:
            db.session.delete(row)
        return
    if row is None:
        row = ScreeningLook(entry_id=entry.id, rule_key=key)
        db.session.add(row)
    assert found is not None
    row.datum_digest, row.verdict, row.note = digest_of(found.datum), verdict, note
    row.looked_at, row.looked_by_id = now(), actor.id
