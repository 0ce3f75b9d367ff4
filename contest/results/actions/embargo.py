"""The result is kept back, called out award by award, shown whole at the end."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select

from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.jobs import later
from contest.foundation.refusal import refuse
from contest.results import queries
from contest.results.actions.publishing import show_to_public
from contest.results.models import Embargo, Reveal
from contest.results.rules import Held, reference, why_not_begin, why_not_hold, why_not_lift, why_not_reveal


@action(Permission.RESULT_PUBLISH)
def hold_results(actor: Actor, edition_id: int, opens_at: datetime | None = None) -> None:
    """Keep the result back until it is called out, or until a moment; held already, only the moment is set anew.

    Raises Refusal: embargo_public, embargo_begun, embargo_past.
    """
    standing = _standing(edition_id)
    held = _held(standing) if standing else None
    refuse(why_not_hold(held, is_public=queries.is_public(edition_id), opens_at=opens_at, at=now()))
    if standing is None:
        number = db.session.scalar(select(func.count(Embargo.id)).where(Embargo.edition_id == edition_id)) or 0
        standing = Embargo(edition_id=edition_id, number=number + 1, held_at=now(), held_by_id=actor.id)
        db.session.add(standing)
    standing.opens_at = opens_at
    db.session.flush()
    payload = {"opens_at": opens_at.isoformat() if opens_at else None}
    ledger.note(actor, edition_id, "results.held", f"embargo:{standing.id}", payload)
    if opens_at is not None:
        later("results.open_embargo", run_at=opens_at, edition_id=edition_id, embargo_id=standing.id)


@action(Permission.RESULT_PUBLISH)
def begin_reveals(actor: Actor, edition_id: int) -> None:
    """From now on awards may be called out; begun twice is begun once.

    Raises Refusal: embargo_none, result_not_decided, result_not_sealed, result_seal_outdated.
    """
    standing = _standing(edition_id)
    refuse(why_not_begin(_held(standing) if standing else None, queries.why_not_show(edition_id)[1]))
    assert standing is not None
    if standing.begun_at is None:
        standing.begun_at, standing.begun_by_id = now(), actor.id
        ledger.note(actor, edition_id, "results.reveals_begun", f"embargo:{standing.id}", {})


@action(Permission.RESULT_REVEAL)
def reveal_awards(actor: Actor, edition_id: int, references: Collection[str]) -> int:
    """Call awards out: from the commit on anybody may know them. Those out already stay so. Returns how many are new.

    With the last of them the whole result is published. Raises Refusal: embargo_none, embargo_not_begun,
    embargo_unknown_award, result_not_decided, result_not_sealed, result_seal_outdated.
    """
    standing = _standing(edition_id)
    seal, publishing = queries.why_not_show(edition_id)
    awards = {reference(each): each for each in (*seal.awards, *seal.unit_awards)} if seal else {}
    unknown = sum(known not in awards for known in references)
    refuse(why_not_reveal(_held(standing) if standing else None, publishing, unknown=unknown))
    assert standing is not None
    out = queries.revealed(edition_id)
    new = [known for known in awards if known in references and known not in out]
    for known in new:
        entry_id = awards[known].get("entry")
        db.session.add(
            Reveal(
                embargo_id=standing.id,
                entry_id=entry_id,
                reference=known,
                revealed_at=now(),
                revealed_by_id=actor.id,
            )
        )
    db.session.flush()
    ledger.note_all(actor, edition_id, [_happening(standing.id, awards[known].get("code", ""), known) for known in new])
    if new and awards.keys() <= out.keys() | set(new):
        _end(actor, standing, "revealed")
    return len(new)


@action(Permission.RESULT_PUBLISH)
def lift_embargo(actor: Actor, edition_id: int, reason: str) -> bool:
    """Keep nothing back any more: what can be published is shown whole. Returns whether it was.

    Raises Refusal: embargo_none, embargo_reason_missing; once something was called out also why it cannot be shown.
    """
    standing, publishing = _standing(edition_id), queries.why_not_show(edition_id)[1]
    refuse(why_not_lift(_held(standing) if standing else None, publishing, reason))
    assert standing is not None
    _end(actor, standing, "lifted", reason.strip(), shows=not publishing)
    return not publishing


@action(Permission.RESULT_PUBLISH)
def open_at_moment(actor: Actor, edition_id: int, embargo_id: int) -> bool:
    """Show the whole result if the moment of this embargo has come and it still stands. Returns whether it was shown.

    Raises Refusal: result_not_decided, result_not_sealed, result_seal_outdated.
    """
    standing = _standing(edition_id)
    if standing is None or standing.id != embargo_id or standing.opens_at is None or standing.opens_at > now():
        return False
    refuse(queries.why_not_show(edition_id)[1])
    _end(actor, standing, "moment")
    return True


def _end(actor: Actor, standing: Embargo, how: str, reason: str = "", *, shows: bool = True) -> None:
    standing.ended_at, standing.ended_by_id = now(), actor.id
    standing.ended_how, standing.end_reason = how, reason
    payload = {"how": how} | ({"reason": reason} if reason else {})
    ledger.note(actor, standing.edition_id, "results.embargo_ended", f"embargo:{standing.id}", payload)
    db.session.flush()
    if shows:
        show_to_public(actor, standing.edition_id)


def _happening(embargo_id: int, code: str, known: str) -> ledger.Happening:
    return ledger.Happening("results.revealed", f"embargo:{embargo_id}", {"code": code, "award": known})


def _held(standing: Embargo) -> Held:
    count = db.session.scalar(select(func.count(Reveal.id)).where(Reveal.embargo_id == standing.id)) or 0
    return Held(standing.begun_at is not None, count)


def _standing(edition_id: int) -> Embargo | None:
    """The embargo that stands, held by this transaction: two telephones reveal one after the other."""
    which = select(Embargo).where(Embargo.edition_id == edition_id, Embargo.ended_at.is_(None))
    return db.session.scalar(which.with_for_update())
