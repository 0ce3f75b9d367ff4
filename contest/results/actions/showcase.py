"""The office chooses how solutions with a prize are presented; the dossier itself stays as it is."""

from sqlalchemy import select

from contest.editions.queries import regulation_of
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import refuse, refuse_with
from contest.juries.queries import barred_entries
from contest.results import queries
from contest.results.models import Showcase
from contest.results.queries.showcase import photographs, presented
from contest.results.queries.standing import standing_seal
from contest.results.rules.showcase import Presented, why_not_present


@action(Permission.EXPORT_MAKE)
def present_entry(actor: Actor, edition_id: int, entry_id: int, wanted: Presented) -> None:
    """Keep what was chosen for a solution; `wanted.version` is the one it was chosen from.

    Raises Refusal: showcase_… , result_in_conflict.
    """
    _must_be_free(actor, edition_id)
    if entry_id not in _awarded(edition_id):
        raise refuse_with("showcase_not_awarded")
    available = photographs([entry_id], regulation_of(edition_id)).get(entry_id, [])
    refuse(why_not_present(wanted, [each.id for each in available]))
    kept = db.session.scalar(select(Showcase).where(Showcase.entry_id == entry_id).with_for_update())
    if (kept.version if kept else 0) != wanted.version:
        raise refuse_with("showcase_stale")
    if kept is None:
        kept = Showcase(edition_id=edition_id, entry_id=entry_id, version=0)
        db.session.add(kept)
    kept.summary, kept.pictures, kept.place = wanted.summary, list(wanted.pictures), wanted.place
    kept.is_left_out = wanted.is_left_out
    kept.version, kept.changed_at, kept.changed_by_id = wanted.version + 1, now(), actor.id
    db.session.flush()


@action(Permission.EXPORT_MAKE)
def present_first_pictures(actor: Actor, edition_id: int) -> int:
    """The first picture of every solution nobody has chosen for yet; returns of how many.

    Raises Refusal: showcase_unsealed, result_in_conflict.
    """
    _must_be_free(actor, edition_id)
    ids = _awarded(edition_id)
    known, available = presented(ids), photographs(ids, regulation_of(edition_id))
    count = 0
    for entry_id in sorted(ids):
        if entry_id not in known and available.get(entry_id):
            first = Showcase(edition_id=edition_id, entry_id=entry_id, pictures=[available[entry_id][0].id])
            first.changed_at, first.changed_by_id = now(), actor.id
            db.session.add(first)
            count += 1
    db.session.flush()
    return count


def _awarded(edition_id: int) -> set[int]:
    seal = standing_seal(edition_id)
    if seal is None:
        raise refuse_with("showcase_unsealed")
    return {each["entry"] for each in seal.awards}


def _must_be_free(actor: Actor, edition_id: int) -> None:
    if queries.published_at(edition_id) is None and barred_entries(edition_id, actor.id):
        raise refuse_with("result_in_conflict")
