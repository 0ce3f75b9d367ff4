"""Papers leave the house: who took which copy, and when, is on record; dossiers are put together on order."""

import contextlib
import hashlib
from datetime import timedelta
from functools import partial

from sqlalchemy import select

from contest.editions.queries import edition_by_id, regulation_of
from contest.foundation import ledger, tokens
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action, after_commit
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.forgetting import when_forgotten
from contest.foundation.jobs import later
from contest.foundation.refusal import refuse, refuse_with
from contest.juries.queries import barred_entries, judged_entries, round_of, rounds
from contest.papers import queries
from contest.papers.models import Bundle
from contest.papers.queries import BundleCard
from contest.papers.rules import SHOWN_FOR, kind_of, why_not_bundle, why_not_hand_out

DOWNLOAD = "bundle"
# A link once fetched can be gone on with for so long: large files over bad lines.
_LINK_LIVES = timedelta(hours=12)


@action(Permission.EXPORT_MAKE)
def hand_out(actor: Actor, edition_id: int, kind: str, content: bytes) -> str:
    """Note that a copy was made and handed out; returns the SHA-256 by which it can be known again.

    Raises Refusal: export_scores_open, export_in_conflict, not_permitted.
    """
    known = kind_of(kind)
    if known is not None and not actor.may(known.needs, edition_id):
        raise refuse_with("not_permitted", permission=str(known.needs))
    judges = actor.may(Permission.SCORE_GIVE, edition_id)
    scoring = judges and any(round_.state == "open" for round_ in rounds(edition_id))
    apart = bool(barred_entries(edition_id, actor.id))
    public = edition_by_id(edition_id).stage in ("published", "archived")
    refuse(why_not_hand_out(kind, judges=judges, scoring=scoring, apart=apart, is_public=public))
    digest = hashlib.sha256(content).hexdigest()
    ledger.note(actor, edition_id, "export.made", kind, {"sha256": digest, "bytes": len(content)})
    return digest


@action(Permission.EXPORT_MAKE)
def order_bundle(
    actor: Actor, edition_id: int, round_key: str, council_id: int | None, kind: str, with_films: bool
) -> int:
    """Have the dossiers of a round (of one council, or of all) put together; a job does it. Returns the order's id.

    Raises Refusal: bundle_kind_unknown, bundle_round_unprepared, bundle_council_empty, bundle_under_way.
    """
    known = regulation_of(edition_id).round_of(round_key)
    round_ = round_of(edition_id, round_key) if known else None
    rows = judged_entries(round_.id) if round_ else []
    inside = [row for row in rows if council_id is None or row.council_id == council_id]
    count = len(inside)
    if {row.entry_id for row in inside} & barred_entries(edition_id, actor.id):
        raise refuse_with("export_in_conflict")
    same = select(Bundle.id).where(
        Bundle.edition_id == edition_id,
        Bundle.round_key == round_key,
        Bundle.council_id.is_(None) if council_id is None else Bundle.council_id == council_id,
        Bundle.kind == kind,
        Bundle.with_films == with_films,
        Bundle.ready_at.is_(None),
        Bundle.removed_at.is_(None),
    )
    under_way = db.session.scalar(same) is not None
    refuse(why_not_bundle(kind, prepared=round_ is not None, entries=count, under_way=under_way))
    bundle = Bundle(
        edition_id=edition_id,
        round_key=round_key,
        council_id=council_id,
        kind=kind,
        with_films=with_films,
        key=tokens.random_key(),
        asked_by_id=actor.id,
        asked_by=actor.name,
        asked_at=now(),
        entries=count,
    )
    db.session.add(bundle)
    db.session.flush()
    later(queries.JOB, unique_key=queries.job_key(bundle.key), bundle_id=bundle.id)
    later("papers.sweep_bundles", run_at=now() + SHOWN_FOR)
    return bundle.id


@action(Permission.EXPORT_MAKE)
def finish_bundle(
    actor: Actor, edition_id: int, bundle_id: int, ending: str, size: int, sha256: str, left_out: list[str]
) -> None:
    """The file is there; an order that was given up meanwhile stays given up."""
    bundle = _bundle(edition_id, bundle_id)
    if bundle.removed_at is None:
        bundle.ready_at, bundle.ending, bundle.size, bundle.sha256 = now(), ending, size, sha256
        bundle.left_out = left_out


@action(Permission.EXPORT_MAKE)
def take_bundle(actor: Actor, edition_id: int, bundle_id: int) -> str:
    """Note that somebody takes the file; returns the token their link opens with. Raises Refusal.

    What has a dossier that is judged no more is not given away: bundle_overtaken; what is not there: bundle_gone;
    what has one the actor has a conflict of interest with: export_in_conflict.
    """
    bundle = _bundle(edition_id, bundle_id)
    card = queries.bundle_card(bundle_id)
    # A restored backup knows the order and has no file of it.
    if card is None or not card.is_there or not queries.bundle_path(card).is_file():
        raise refuse_with("bundle_gone")
    if queries.overtaken(edition_id, [card]):
        raise refuse_with("bundle_overtaken")
    if queries.bundled(edition_id, card) & barred_entries(edition_id, actor.id):
        raise refuse_with("export_in_conflict")
    payload = {"sha256": bundle.sha256, "bytes": bundle.size, "entries": bundle.entries, "round": bundle.round_key}
    ledger.note(actor, edition_id, "export.made", f"dossiers-{bundle.kind}", payload)
    return tokens.signed(DOWNLOAD, [bundle_id, actor.id], _LINK_LIVES)


@action(Permission.EXPORT_MAKE)
def remove_bundle(actor: Actor, edition_id: int, bundle_id: int) -> None:
    """Give an order up, or take its file away."""
    bundle = _bundle(edition_id, bundle_id)
    if bundle.removed_at is None:
        bundle.removed_at = now()
        card = queries.bundle_card(bundle_id)
        after_commit(lambda: _forget(card))


@when_forgotten
def forget_bundles(edition_id: int, entry_id: int) -> None:
    """Bundles with the dossier of somebody who was forgotten go at once, whichever round they are of."""
    for bundle in db.session.scalars(
        select(Bundle).where(Bundle.edition_id == edition_id, Bundle.removed_at.is_(None))
    ):
        bundle.removed_at = now()
        after_commit(partial(_forget, queries.bundle_card(bundle.id)))


def _forget(card: BundleCard | None) -> None:
    if card is not None and card.ending:
        with contextlib.suppress(FileNotFoundError):
            queries.bundle_path(card).unlink()


@action(Permission.EXPORT_MAKE)
def sweep_bundles(actor: Actor) -> int:
    """Take away the files that have been there long enough; returns how many."""
    cards = queries.overdue()
    for card in cards:
        remove_bundle(actor, card.edition_id, card.id)
    return len(cards)


def _bundle(edition_id: int, bundle_id: int) -> Bundle:
    found = db.session.scalar(select(Bundle).where(Bundle.id == bundle_id, Bundle.edition_id == edition_id))
    if found is None:
        raise refuse_with("bundle_gone")
    return found
