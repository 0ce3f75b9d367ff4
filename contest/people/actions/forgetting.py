"""An account is deleted: asked for by its holder, carried out or declined by an administrator."""

from datetime import timedelta
from typing import Any

from sqlalchemy import or_, select

from contest.foundation.access import OPERATOR, Actor, Permission
from contest.foundation.action import action, whole
from contest.foundation.audit import AuditLine, mask_pending
from contest.foundation.clock import now, today
from contest.foundation.database import db
from contest.foundation.forgetting import (
    compact_later,
    forget_account_rows,
    forget_deeds,
    forget_letters_of,
    forget_letters_to,
)
from contest.foundation.jobs import later
from contest.foundation.mail import PARTING, write_letter_from
from contest.foundation.refusal import refuse, refuse_with
from contest.foundation.vietnamese import nfc
from contest.people.actions.persons import describe, fresh_key, person_of
from contest.people.actions.roles import office_changed
from contest.people.models import ClaimCode, ForgetRequest, Invitation, Person, RoleGrant
from contest.people.queries.forgetting import remaining
from contest.people.queries.joining import account_facts
from contest.people.rules.forgetting import why_not_forget

_LONGEST = 2000
_HIDDEN = "•"
_GONE = "(đã xóa)"
_GOODBYE_KEPT = timedelta(days=7)


@action(Permission.ACCOUNT_OWN)
def ask_to_be_forgotten(actor: Actor, words: str = "") -> int:
    """The holder of the account asks for its deletion. Raises Refusal: forget_asked_before."""
    person = person_of(actor.id)
    if _waiting(person.id) is not None:
        raise refuse_with("forget_asked_before")
    return _put_down(person.id, words)


@action(Permission.ACCOUNT_OWN)
def take_request_back(actor: Actor) -> None:
    """Whoever asked does not want it any more. Raises Refusal: forget_settled."""
    waiting = _waiting(person_of(actor.id).id)
    if waiting is None:
        raise refuse_with("forget_settled")
    waiting.state, waiting.settled_at, waiting.settled_by_id = "taken_back", now(), actor.id


@action(Permission.PERSON_FORGET)
def record_forget_request(actor: Actor, person_id: int, words: str) -> int:
    """A request that came by paper or telephone, with how it came. Returns the request that waits."""
    person = person_of(person_id)
    if not nfc(words):
        raise refuse_with("forget_how_missing", "words")
    waiting = _waiting(person.id)
    return waiting.id if waiting is not None else _put_down(person.id, words)


@action(Permission.PERSON_FORGET)
def decline_forgetting(actor: Actor, request_id: int, answer: str) -> None:
    """Say why it cannot be done now; the holder reads it. Raises Refusal: forget_settled, forget_no_answer."""
    row = _open(request_id)
    if not nfc(answer):
        raise refuse_with("forget_no_answer", "answer")
    row.state, row.answer = "declined", whole(answer, _LONGEST, "answer")
    row.settled_at, row.settled_by_id = now(), actor.id


@action(Permission.PERSON_FORGET)
def forget_account(actor: Actor, request_id: int, sure: bool) -> bool:
    """Delete what is known of an account's holder, in every room; for good. Whether they are told by letter.

    Address, telephone, unit, password, sessions, roles, invitations, letters and unfinished drafts go. The name goes,
    too, unless the account judged or decided: records must say who did. Raises Refusal with every reason against it.
    """
    row = _open(request_id)
    person = person_of(row.person_id)
    refuse(why_not_forget(account_facts(person.id), actor.id))
    if not sure:
        raise refuse_with("forget_unsure", "sure")
    keeps_name = remaining(person.id).keeps_name
    own = [person, *db.session.scalars(select(Person).where(Person.joined_into_id == person.id))]
    gone: set[tuple[str, int]] = {("person", each.id) for each in own}
    addresses = [each.email for each in own if each.email]
    for each in own:
        forget_account_rows(each.id)
        gone |= _forget(each, keeps_name)
    row.state, row.words = "done", ""
    row.settled_at, row.settled_by_id = now(), actor.id
    _forget_in_history(gone)
    for address in addresses:
        _say_goodbye(address, keeps_name)
    compact_later()
    return bool(addresses)


def _forget(person: Person, keeps_name: bool) -> set[tuple[str, int]]:
    """Returns the rows of the history that tell of the person: table and key."""
    name, instead = person.name, f"Tài khoản số {person.id} (đã xóa)"
    email = person.email or ""
    forget_letters_to(person.id, [email])
    if not keeps_name:
        forget_deeds(person.id, name, instead)
    gone: set[tuple[str, int]] = set()
    theirs = or_(Invitation.person_id == person.id, (Invitation.email == email) & (Invitation.email != ""))
    for invitation in db.session.scalars(select(Invitation).where(theirs)):
        invitation.name, invitation.email, invitation.decline_reason = _GONE, _GONE, ""
        gone.add(("invitation", invitation.id))
    grants = list(db.session.scalars(select(RoleGrant).where(RoleGrant.person_id == person.id)))
    for grant in grants:
        db.session.delete(grant)
    for code in db.session.scalars(select(ClaimCode).where(ClaimCode.person_id == person.id)):
        db.session.delete(code)
    person.email = person.phone = person.password = person.confirmed_at = None
    person.active, person.fs_uniquifier, person.forgotten_at = False, fresh_key(), now()
    describe(person, name if keeps_name else instead, "")
    for edition_id in {grant.edition_id for grant in grants if grant.edition_id is not None}:
        office_changed(OPERATOR, edition_id)
    return gone


def _say_goodbye(address: str, keeps_name: bool) -> None:
    """Tell who is gone that it is done; the address is forgotten once the letter has left, or after a week."""
    write_letter_from("people/mail/account_forgotten.txt", address, PARTING, day=today(), keeps_name=keeps_name)
    later("people.forget_goodbyes", run_at=now() + _GOODBYE_KEPT)


@action(Permission.INSTALLATION_RUN)
def forget_goodbyes(actor: Actor) -> None:
    """Empty the last letters to accounts that were deleted, whether they left or not, with their copies."""
    forget_letters_of(PARTING, now() - _GOODBYE_KEPT)
    compact_later()


def _forget_in_history(gone: set[tuple[str, int]]) -> None:
    """What the history says of these rows becomes dots; whoever did a deed is not asked here."""

    def mask(change: list[Any]) -> list[Any]:
        table, key, column, before, after = change
        return [table, key, column, before and _HIDDEN, after and _HIDDEN] if (table, key) in gone else change

    mask_pending(mask)
    for line in db.session.scalars(select(AuditLine).execution_options(yield_per=500)):
        changes = [mask(change) for change in line.changes]
        if changes != line.changes:
            line.changes = changes


def _put_down(person_id: int, words: str) -> int:
    row = ForgetRequest(person_id=person_id, asked_at=now(), words=whole(words, _LONGEST, "words"))
    db.session.add(row)
    db.session.flush()
    return row.id


def _waiting(person_id: int) -> ForgetRequest | None:
    return db.session.scalar(
        select(ForgetRequest).where(ForgetRequest.person_id == person_id, ForgetRequest.state == "asked")
    )


def _open(request_id: int) -> ForgetRequest:
    row = db.session.get(ForgetRequest, request_id, with_for_update=True)
    if row is None or row.state != "asked":
        raise refuse_with("forget_settled")
    return row
