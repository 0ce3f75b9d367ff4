"""The result is shown to the public, taken down with a reason."""

from sqlalchemy import select

from contest.editions.queries import edition_by_id
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.jobs import later
from contest.foundation.refusal import refuse, refuse_with
from contest.results.actions.sealing import newest_seal_row
from contest.results.models import Publication
from contest.results.queries import SealCard, content_of, is_held
from contest.results.rules import same_content, why_not_publish, why_not_retract


@action(Permission.RESULT_PUBLISH)
def publish_results(actor: Actor, edition_id: int) -> SealCard:
    """Show the newest seal to the public, in place of an older one; showing it again changes nothing.

    Raises Refusal: result_embargoed, result_not_decided, result_not_sealed, result_seal_outdated.
    """
    if is_held(edition_id):
        raise refuse_with("result_embargoed")
    return show_to_public(actor, edition_id)


def show_to_public(actor: Actor, edition_id: int) -> SealCard:
    """The newest seal is public from the commit on; letters follow. For deeds that may: it asks no permission."""
    newest = newest_seal_row(edition_id)
    current = newest is not None and same_content(newest.document, content_of(edition_id))
    refuse(why_not_publish(edition_by_id(edition_id).stage, sealed=newest is not None, current=current))
    assert newest is not None
    card = SealCard(newest.version, newest.digest, newest.sealed_at, is_published=True)
    standing = _standing(edition_id)
    if any(publication.seal_id == newest.id for publication in standing):
        return card
    for publication in standing:
        publication.retracted_at, publication.retract_reason = now(), f"Thay bằng phiên bản {newest.version}"
    db.session.add(Publication(edition_id=edition_id, seal_id=newest.id, published_at=now(), published_by_id=actor.id))
    payload = {"version": newest.version, "digest": newest.digest}
    ledger.note(actor, edition_id, "results.published", f"edition:{edition_id}", payload)
    later("letters.published", edition_id=edition_id)
    later("results.fairness", edition_id=edition_id)
    return card


@action(Permission.RESULT_PUBLISH)
def retract_publication(actor: Actor, edition_id: int, reason: str) -> None:
    """Take the published result down. Raises Refusal: result_not_published, result_reason_missing."""
    standing = _standing(edition_id)
    refuse(why_not_retract(reason, published=bool(standing)))
    for publication in standing:
        publication.retracted_at, publication.retract_reason = now(), reason.strip()
    ledger.note(actor, edition_id, "results.retracted", f"edition:{edition_id}", {"reason": reason.strip()})


def _standing(edition_id: int) -> list[Publication]:
    return list(
        db.session.scalars(
            select(Publication).where(Publication.edition_id == edition_id, Publication.retracted_at.is_(None))
        )
    )
