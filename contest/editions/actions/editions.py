"""Editions and their regulation: free while a draft, then amended in numbered versions, each with its reason."""

import hashlib

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from contest.editions import queries
from contest.editions.models import Edition, RegulationVersion
from contest.editions.queries import EditionCard
from contest.editions.queries.versions import parsed_regulation
from contest.editions.rules import Regulation
from contest.editions.rules.amendment import why_not_amend, why_not_replace
from contest.editions.rules.slugs import slug_of, why_not_slug
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.jobs import later
from contest.foundation.refusal import Reason, Refusal, refuse, refuse_with


@action(Permission.EDITION_CREATE)
def create_edition(actor: Actor, text: str, slug: str | None = None) -> EditionCard:
    """A new edition, as a draft, from the text of its regulation, which is kept word for word."""
    regulation = parsed_regulation(text)
    address = slug or slug_of(regulation)
    refuse(why_not_slug(address))
    if queries.edition_by_slug(address) is not None:
        raise refuse_with("slug_taken", "slug", slug=address)
    edition = Edition(slug=address, stage="draft", created_at=now(), title="", kind="")
    _take_over(edition, regulation)
    db.session.add(edition)
    try:
        db.session.flush()
    except IntegrityError:
        # Somebody took the address between the look and the deed.
        raise refuse_with("slug_taken", "slug", slug=address) from None
    db.session.add(_version(actor, edition, 1, text, ""))
    db.session.flush()
    ledger.note(actor, edition.id, "edition.created", address, {"digest": digest_of(text)})
    return queries.edition_by_id(edition.id)


@action(Permission.EDITION_EDIT)
def replace_draft_regulation(actor: Actor, edition_id: int, text: str, seen: str | None = None) -> EditionCard:
    """Another text for a draft. `seen`: digest of the text the editor started from, so that nobody's work is lost."""
    edition = _locked(edition_id)
    refuse(why_not_replace(edition.stage))
    version = _in_force(edition)
    _check_seen(version.text, seen)
    regulation = parsed_regulation(text)
    _take_over(edition, regulation)
    version.text, version.made_at, version.made_by_id = text, now(), actor.id
    db.session.flush()
    return queries.edition_by_id(edition_id)


@action(Permission.EDITION_EDIT)
def amend_regulation(actor: Actor, edition_id: int, text: str, reason: str, seen: str | None = None) -> EditionCard:
    """A numbered amendment of an open edition's regulation; the versions before it stay readable."""
    edition = _locked(edition_id)
    before = _in_force(edition)
    _check_seen(before.text, seen)
    regulation = parsed_regulation(text)
    reasons = why_not_amend(parsed_regulation(before.text), regulation, edition.stage, reason)
    if text == before.text:
        reasons.append(Reason("amendment_changes_nothing"))
    refuse(reasons)
    _take_over(edition, regulation)
    edition.regulation_number += 1
    db.session.add(_version(actor, edition, edition.regulation_number, text, reason.strip()))
    db.session.flush()
    ledger.note(
        actor,
        edition_id,
        "regulation.amended",
        edition.slug,
        {"number": edition.regulation_number, "digest": digest_of(text), "reason": reason.strip()},
    )
    later("letters.amended", edition_id=edition_id, number=edition.regulation_number)
    return queries.edition_by_id(edition_id)


def digest_of(text: str) -> str:
    """By which two texts of a regulation are told apart."""
    return hashlib.sha256(text.encode()).hexdigest()


def _locked(edition_id: int) -> Edition:
    """The edition's row, held until the deed is done. Raises NoResultFound."""
    return db.session.execute(select(Edition).where(Edition.id == edition_id).with_for_update()).scalar_one()


def _in_force(edition: Edition) -> RegulationVersion:
    return db.session.execute(
        select(RegulationVersion).where(
            RegulationVersion.edition_id == edition.id, RegulationVersion.number == edition.regulation_number
        )
    ).scalar_one()


def _check_seen(text: str, seen: str | None) -> None:
    if seen is not None and seen != digest_of(text):
        raise Refusal([Reason("amendment_stale")])


def _take_over(edition: Edition, regulation: Regulation) -> None:
    """What the edition's row repeats of its regulation, for lists."""
    edition.title, edition.kind, edition.series = regulation.title, regulation.kind, regulation.series


def _version(actor: Actor, edition: Edition, number: int, text: str, reason: str) -> RegulationVersion:
    return RegulationVersion(
        edition_id=edition.id, number=number, text=text, reason=reason, made_at=now(), made_by_id=actor.id
    )
