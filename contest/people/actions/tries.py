"""How often somebody may try: counted in the database, so that every process and every server counts the same."""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import refuse
from contest.foundation.tokens import fingerprint
from contest.people.models import Try
from contest.people.rules import LIMITS, why_not_try

_KEPT = timedelta(days=1)
_SWEPT_AT_ONCE = 200


@action(Permission.ACCOUNT_OPEN)
def note_try(actor: Actor, what: str, who: str, whence: str) -> None:
    """Count one try before it is made: of this account from this address, of this account, and from this address.

    Raises Refusal: too_many_tries.
    """
    moment = now()
    for key, limit in zip(_keys(what, who, whence), LIMITS[what], strict=True):
        refuse(why_not_try(_count(key, moment - limit.within), limit))
    for key in _keys(what, who, whence):
        db.session.add(Try(key=key, at=moment))
    _sweep(moment - _KEPT)


@action(Permission.ACCOUNT_OPEN)
def forget_tries(actor: Actor, what: str, who: str, whence: str) -> None:
    """The right password was given: what was tried before from this address no longer counts against the account."""
    for key in _keys(what, who, whence)[:2]:
        for line in db.session.scalars(select(Try).where(Try.key == key)):
            db.session.delete(line)


def _keys(what: str, who: str, whence: str) -> tuple[str, str, str]:
    """Hashed, because this table must not become a list of who signs in from where."""
    names = (f"{who}|{whence}", who, f"|{whence}")
    pair, account, address = (fingerprint(f"try.{what}.{number}", name) for number, name in enumerate(names))
    return pair, account, address


def _count(key: str, since: datetime) -> int:
    return int(db.session.scalar(select(func.count()).select_from(Try).where(Try.key == key, Try.at > since)) or 0)


def _sweep(before: datetime) -> None:
    for line in db.session.scalars(select(Try).where(Try.at < before).limit(_SWEPT_AT_ONCE)):
        db.session.delete(line)
