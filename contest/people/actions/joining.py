"""Two accounts of one person are made one: what hangs on the one that is closed moves, what it did stays its own."""

from datetime import timedelta
from typing import Any

from sqlalchemy import UniqueConstraint, select, update

from contest.foundation.access import OPERATOR, Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.mail import Letter
from contest.foundation.refusal import refuse, refuse_with
from contest.foundation.tokens import opened_token, signed
from contest.people.actions.persons import fresh_key, person_of
from contest.people.actions.roles import office_changed
from contest.people.models import Person, RoleGrant
from contest.people.queries.joining import Hanging, account_facts, hanging
from contest.people.rules.joining import why_not_join

_PROOF = "people.join"
_PROOF_LIVES = timedelta(minutes=15)


@action(Permission.PERSON_JOIN)
def join_accounts(actor: Actor, kept_id: int, closed_id: int, sure: bool) -> None:
    """Make the second account part of the first, for good. Raises Refusal with every reason against it."""
    _join(kept_id, closed_id, sure)


@action(Permission.ACCOUNT_OWN)
def join_own_account(actor: Actor, proof: str, sure: bool) -> None:
    """Make another account of one's own part of this one; `proof`: that its password was known a moment ago."""
    content = opened_token(_PROOF, proof)
    if content is None or content[0] != actor.id:
        raise refuse_with("join_unproved", "password")
    _join(content[0], content[1], sure)


def proof_of(kept_id: int, closed_id: int) -> str:
    """That whoever keeps the first account has shown the second one's password."""
    return signed(_PROOF, [kept_id, closed_id], _PROOF_LIVES)


def proved(proof: str, kept_id: int) -> int | None:
    """The account whose password was shown by the holder of this one; None when it is too long ago."""
    content = opened_token(_PROOF, proof)
    return int(content[1]) if content is not None and content[0] == kept_id else None


def _join(kept_id: int, closed_id: int, sure: bool) -> None:
    # Always in the order of keys, so that two at once wait for each other and never cross.
    for person_id in sorted({kept_id, closed_id}):
        person_of(person_id)
    refuse(why_not_join(account_facts(kept_id), account_facts(closed_id)))
    if not sure:
        raise refuse_with("join_not_sure", "sure")
    for each in hanging("joins"):
        _move(each, kept_id, closed_id)
    db.session.execute(update(Letter).where(Letter.person_id == closed_id).values(person_id=kept_id))
    closed = db.session.get_one(Person, closed_id)
    closed.active, closed.password, closed.fs_uniquifier = False, None, fresh_key()
    closed.joined_into_id, closed.joined_at = kept_id, now()
    # Whoever was joined into this one before goes along.
    for earlier in db.session.scalars(select(Person).where(Person.joined_into_id == closed_id)):
        earlier.joined_into_id = kept_id
    held = select(RoleGrant.edition_id).where(RoleGrant.person_id == kept_id, RoleGrant.edition_id.is_not(None))
    for edition_id in set(db.session.scalars(held)):
        office_changed(OPERATOR, edition_id or 0)
    db.session.flush()


def _move(each: Hanging, kept_id: int, closed_id: int) -> None:
    """Rows of the closed account become the kept one's; what it has already is dropped. One by one, for the audit."""
    column = getattr(each.table, each.column)
    for row in db.session.scalars(select(each.table).where(column == closed_id)):
        if _has_twin(each, row, kept_id):
            db.session.delete(row)
        else:
            setattr(row, each.column, kept_id)
        db.session.flush()


def _has_twin(each: Hanging, row: Any, kept_id: int) -> bool:
    """Whether the kept account has the same already, as the table's own constraint sees it."""
    for constraint in each.table.__table__.constraints:
        if isinstance(constraint, UniqueConstraint) and each.column in constraint.columns:
            others = [column.name for column in constraint.columns if column.name != each.column]
            same = [getattr(each.table, name).is_not_distinct_from(getattr(row, name)) for name in others]
            twin = select(each.table).where(getattr(each.table, each.column) == kept_id, *same).limit(1)
            if db.session.scalar(twin) is not None:
                return True
    return False
