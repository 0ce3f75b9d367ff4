"""The closing package ordered on the page: a job makes it, its orderer fetches it, nobody keeps it long."""

import contextlib
from collections.abc import Sequence
from functools import partial

from sqlalchemy import func, select

from contest.foundation import tokens
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action, after_commit
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.forgetting import when_forgotten
from contest.foundation.jobs import later
from contest.foundation.refusal import refuse, refuse_with
from contest.papers.actions.closing import hand_out_package, refuse_apart
from contest.papers.models import ClosingPackage
from contest.papers.queries import packages as queries
from contest.papers.queries.packages import PackageCard
from contest.papers.queries.tallies import check_winners
from contest.papers.queries.winners import winners
from contest.papers.rules.packages import PACKAGE_KEPT_FOR, why_not_order_package, why_not_take_package


@action(Permission.EXPORT_MAKE)
def order_package(actor: Actor, edition_id: int) -> int:
    """Have everything on paper put together, as far as the actor may have it; a job does it. Returns its id.

    Raises Refusal: package_…, export_in_conflict, and every difference between lists of winners (reconcile_…).
    """
    refuse_apart(actor, edition_id)
    waiting = select(ClosingPackage.id).where(
        ClosingPackage.edition_id == edition_id,
        ClosingPackage.ready_at.is_(None),
        ClosingPackage.removed_at.is_(None),
    )
    under_way = db.session.scalar(waiting) is not None
    refuse(why_not_order_package(is_somebody=actor.id is not None, under_way=under_way))
    check_winners(edition_id)
    last = select(func.max(ClosingPackage.number)).where(ClosingPackage.edition_id == edition_id)
    made = ClosingPackage(
        edition_id=edition_id,
        number=(db.session.scalar(last) or 0) + 1,
        key=tokens.random_key(),
        asked_by_id=actor.id,
        asked_by=actor.name,
        asked_at=now(),
    )
    db.session.add(made)
    db.session.flush()
    later(queries.JOB, unique_key=queries.package_job(made.key), package_id=made.id)
    later("papers.sweep_packages", run_at=now() + PACKAGE_KEPT_FOR)
    return made.id


@action(Permission.EXPORT_MAKE)
def finish_package(
    actor: Actor,
    edition_id: int,
    package_id: int,
    files: int,
    missing: Sequence[str],
    digest: str,
    size: int,
    sha256: str,
) -> None:
    """The file is there; a package that was given up meanwhile stays given up."""
    made = _package(edition_id, package_id)
    if made.removed_at is None:
        made.ready_at, made.files, made.missing = now(), files, list(missing)
        made.digest, made.size, made.sha256 = digest, size, sha256


@action(Permission.EXPORT_MAKE)
def stop_package(actor: Actor, edition_id: int, package_id: int, why_not: Sequence[str]) -> None:
    """It is not made, for these reasons, which its page tells."""
    made = _package(edition_id, package_id)
    made.ready_at, made.why_not = now(), list(why_not)


@action(Permission.EXPORT_MAKE)
def take_package(actor: Actor, edition_id: int, package_id: int) -> PackageCard:
    """Note that its orderer takes the file.

    Raises Refusal: papers_package_gone, package_of_another, package_overtaken, export_in_conflict.
    """
    made, card = _package(edition_id, package_id), queries.package_card(package_id)
    is_there = card is not None and card.is_there and queries.package_path(card).is_file()
    is_current = is_there and queries.winners_digest(winners(edition_id)) == made.digest
    own = made.asked_by_id == actor.id
    refuse(why_not_take_package(is_there=is_there, is_own=own, is_current=is_current, name=made.asked_by))
    assert card is not None
    hand_out_package(actor, edition_id, made.sha256, made.files, made.size)
    return card


@action(Permission.EXPORT_MAKE)
def remove_package(actor: Actor, edition_id: int, package_id: int) -> None:
    """Give a package up, or take its file away."""
    _remove(_package(edition_id, package_id))


@when_forgotten
def forget_packages(edition_id: int, entry_id: int) -> None:
    """No package of the edition is kept that may have the name of somebody who was forgotten."""
    of_edition = (ClosingPackage.edition_id == edition_id, ClosingPackage.removed_at.is_(None))
    for made in db.session.scalars(select(ClosingPackage).where(*of_edition)):
        _remove(made)


@action(Permission.EXPORT_MAKE)
def sweep_packages(actor: Actor) -> int:
    """Take away the files that have been there long enough; returns how many."""
    cards = queries.packages_overdue()
    for card in cards:
        remove_package(actor, card.edition_id, card.id)
    return len(cards)


def _remove(made: ClosingPackage) -> None:
    if made.removed_at is None:
        made.removed_at = now()
        after_commit(partial(_unlink, queries.package_card(made.id)))


def _unlink(card: PackageCard | None) -> None:
    if card is not None:
        with contextlib.suppress(FileNotFoundError):
            queries.package_path(card).unlink()


def _package(edition_id: int, package_id: int) -> ClosingPackage:
    which = (ClosingPackage.id == package_id, ClosingPackage.edition_id == edition_id)
    found = db.session.scalar(select(ClosingPackage).where(*which))
    if found is None:
        raise refuse_with("papers_package_gone")
    return found
