"""The yearbook: its cover is typed, a print ordered and made by a job; whoever is forgotten takes the prints along."""

import contextlib
from functools import partial

from sqlalchemy import func, select

from contest.foundation import ledger, tokens
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action, after_commit
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.forgetting import when_forgotten
from contest.foundation.jobs import later
from contest.foundation.refusal import refuse, refuse_with
from contest.juries.queries import barred_entries
from contest.papers.models import Yearbook, YearbookPrint
from contest.papers.queries import yearbook as queries
from contest.papers.queries.tallies import check_winners
from contest.papers.queries.yearbook import PrintCard
from contest.papers.rules.yearbook import KEPT_FOR, Cover, why_not_order
from contest.results.queries import published_at


@action(Permission.EXPORT_MAKE)
def write_cover(actor: Actor, edition_id: int, cover: Cover, seen: int) -> None:
    """Keep what stands on the cover and in the foreword. Raises Refusal: yearbook_stale."""
    kept = db.session.scalar(select(Yearbook).where(Yearbook.edition_id == edition_id).with_for_update())
    if (kept.version if kept else 0) != seen:
        raise refuse_with("yearbook_stale")
    if kept is None:
        kept = Yearbook(edition_id=edition_id)
        db.session.add(kept)
    for name, value in cover._asdict().items():
        setattr(kept, name, value)
    kept.version, kept.changed_at, kept.changed_by_id = seen + 1, now(), actor.id
    db.session.flush()


@action(Permission.EXPORT_MAKE)
def order_yearbook(actor: Actor, edition_id: int, kind: str) -> int:
    """Have the yearbook printed; a job does it. Returns the print's id.

    Raises Refusal: yearbook_… , result_in_conflict, and every difference between lists of winners (reconcile_…).
    """
    if published_at(edition_id) is None and barred_entries(edition_id, actor.id):
        raise refuse_with("result_in_conflict")
    book = queries.book_of(edition_id)
    waiting = select(YearbookPrint.id).where(
        YearbookPrint.edition_id == edition_id,
        YearbookPrint.kind == kind,
        YearbookPrint.ready_at.is_(None),
        YearbookPrint.removed_at.is_(None),
    )
    refuse(why_not_order(kind, sealed=book is not None, under_way=db.session.scalar(waiting) is not None))
    check_winners(edition_id)
    last = select(func.max(YearbookPrint.number)).where(YearbookPrint.edition_id == edition_id)
    made = YearbookPrint(
        edition_id=edition_id,
        number=(db.session.scalar(last) or 0) + 1,
        kind=kind,
        key=tokens.random_key(),
        asked_by_id=actor.id,
        asked_by=actor.name,
        asked_at=now(),
        solutions=len(book.solutions) if book else 0,
    )
    db.session.add(made)
    db.session.flush()
    later(queries.JOB, unique_key=queries.print_job(made.key), print_id=made.id)
    later("papers.sweep_yearbooks", run_at=now() + KEPT_FOR)
    return made.id


@action(Permission.EXPORT_MAKE)
def finish_yearbook(actor: Actor, edition_id: int, print_id: int, digest: str, size: int, sha256: str) -> None:
    """The file is there; a print that was given up meanwhile stays given up."""
    made = _print(edition_id, print_id)
    if made.removed_at is None:
        made.ready_at, made.digest, made.size, made.sha256 = now(), digest, size, sha256


@action(Permission.EXPORT_MAKE)
def take_yearbook(actor: Actor, edition_id: int, print_id: int) -> PrintCard:
    """Note that somebody takes the file. Raises Refusal: yearbook_gone, yearbook_overtaken, result_in_conflict."""
    if published_at(edition_id) is None and barred_entries(edition_id, actor.id):
        raise refuse_with("result_in_conflict")
    made = _print(edition_id, print_id)
    card = queries.print_card(print_id)
    if card is None or not card.is_there or not queries.print_path(card).is_file():
        raise refuse_with("yearbook_gone")
    book = queries.book_of(edition_id)
    if book is None or book.digest() != card.digest:
        raise refuse_with("yearbook_overtaken")
    payload = {"sha256": made.sha256, "bytes": made.size, "print": made.number}
    ledger.note(actor, edition_id, "export.made", f"yearbook-{made.kind}", payload)
    return card


@action(Permission.EXPORT_MAKE)
def remove_yearbook(actor: Actor, edition_id: int, print_id: int) -> None:
    """Give a print up, or take its file away."""
    _remove(_print(edition_id, print_id))


@when_forgotten
def forget_yearbooks(edition_id: int, entry_id: int) -> None:
    """No print of the edition is kept that may have the name of somebody who was forgotten."""
    for made in db.session.scalars(
        select(YearbookPrint).where(YearbookPrint.edition_id == edition_id, YearbookPrint.removed_at.is_(None))
    ):
        _remove(made)


@action(Permission.EXPORT_MAKE)
def sweep_yearbooks(actor: Actor) -> int:
    """Take away the files that have been there long enough; returns how many."""
    cards = queries.prints_overdue()
    for card in cards:
        remove_yearbook(actor, card.edition_id, card.id)
    return len(cards)


def _remove(made: YearbookPrint) -> None:
    if made.removed_at is None:
        made.removed_at = now()
        after_commit(partial(_unlink, queries.print_card(made.id)))


def _unlink(card: PrintCard | None) -> None:
    if card is not None:
        with contextlib.suppress(FileNotFoundError):
            queries.print_path(card).unlink()


def _print(edition_id: int, print_id: int) -> YearbookPrint:
    found = db.session.scalar(
        select(YearbookPrint).where(YearbookPrint.id == print_id, YearbookPrint.edition_id == edition_id)
    )
    if found is None:
        raise refuse_with("yearbook_gone")
    return found
