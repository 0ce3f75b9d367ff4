"""Who won says how to be paid: which share a link leads to, what its page shows, whom to ask."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import and_, or_, select

from contest.ceremony.models import PayeeAsking, PrizePayee
from contest.ceremony.queries.money import MoneyLine, money_book
from contest.ceremony.queries.shares import Share
from contest.editions.queries import regulation_of
from contest.entries.models import Entry, EntryAuthor
from contest.foundation.access import Actor
from contest.foundation.database import ask, db
from contest.foundation.mail import Recipient, link
from contest.foundation.refusal import Refusal
from contest.foundation.tokens import opened_token, signed
from contest.papers.queries.certificates import people_of
from contest.papers.queries.proofs import is_childs_account
from contest.papers.queries.unitproofs import recipients_of_unit
from contest.people.models import Person
from contest.results.queries import is_held, published_at

_LINK = "ceremony.payee"
_LINK_LIVES = timedelta(days=90)


class Asked(NamedTuple):
    """A share whose winner was asked how to be paid."""

    id: int
    edition_id: int
    share: str
    asked_at: datetime
    times: int


_COLUMNS = [getattr(PayeeAsking, name) for name in Asked._fields]


def asked(edition_id: int) -> dict[str, Asked]:
    """The shares whose winners were asked, by share."""
    return {row.share: Asked(*row) for row in ask(select(*_COLUMNS).where(PayeeAsking.edition_id == edition_id))}


def payee_token(one: Asked) -> str:
    """The secret of the link by which a winner says how to be paid; asked anew, the old link is dead."""
    return signed(_LINK, [one.id, one.times], _LINK_LIVES)


def link_of(edition_id: int, share: str) -> str:
    """The link of a share that was asked about; empty while nobody asked, and where links lead nowhere."""
    one = asked(edition_id).get(share)
    try:
        return link("ceremony.payee_answer", token=payee_token(one)) if one else ""
    except Refusal:
        return ""


def linked(token: str) -> Asked | None:
    """The share a link leads to; None for one that is forged or dead."""
    content = opened_token(_LINK, token)
    if content is None:
        return None
    row = ask(select(*_COLUMNS).where(PayeeAsking.id == content[0])).one_or_none()
    return Asked(*row) if row is not None and row.times == content[1] else None


def is_payable(edition_id: int) -> bool:
    """Whether winners may say how to be paid: the whole result is public."""
    return published_at(edition_id) is not None and not is_held(edition_id)


def is_contact(actor: Actor, edition_id: int, entry_id: int) -> bool:
    """Whether it is the account that looks after the entry."""
    own = select(Entry.id).where(Entry.id == entry_id, Entry.edition_id == edition_id, Entry.owner_id == actor.id)
    return actor.id is not None and db.session.scalar(own) is not None


def is_child(actor: Actor, edition_id: int, entry_id: int | None) -> bool:
    """Whether the account is that of an author of the entry who is under age."""
    if actor.id is None or entry_id is None:
        return False
    return is_childs_account(actor, regulation_of(edition_id), people_of(edition_id, [entry_id]), entry_id)


def own_lines(edition_id: int, entry_id: int) -> list[MoneyLine]:
    """The shares of an entry, accounts masked; none while the result is not public."""
    if not is_payable(edition_id):
        return []
    return [line for line in money_book(edition_id).lines if line.share.entry_id == entry_id]


def line_of_link(one: Asked) -> MoneyLine | None:
    """The share of a link, the account masked; None while the result is not public, or where it is no award now."""
    return money_book(one.edition_id).line(one.share) if is_payable(one.edition_id) else None


def payees_waiting(actor: Actor, edition_id: int) -> frozenset[int]:
    """The entries the account looks after whose money nobody has said how to pay, though it was asked."""
    of_share = and_(PrizePayee.edition_id == PayeeAsking.edition_id, PrizePayee.share == PayeeAsking.share)
    unsaid = or_(PrizePayee.id.is_(None), and_(PrizePayee.sent_back != "", PrizePayee.checked_at.is_(None)))
    wanted = (
        select(Entry.id)
        .join(PayeeAsking, PayeeAsking.entry_id == Entry.id)
        .outerjoin(PrizePayee, of_share)
        .where(Entry.edition_id == edition_id, Entry.owner_id == actor.id, unsaid)
    )
    return frozenset(db.session.scalars(wanted))


def recipients(edition_id: int, given: Collection[Share]) -> dict[str, list[Recipient]]:
    """Whom to ask about each share: of an author's the author's account, else who looks after the entry; a unit's own.

    Nobody where there is no address; for a child it is who looks after the entry.
    """
    contacts = _contacts({share.entry_id for share in given if share.entry_id is not None})
    authors = _authors({share.author_id for share in given if share.author_id is not None and not share.is_child})
    found: dict[str, list[Recipient]] = {}
    for share in given:
        if share.entry_id is None:
            found[share.key] = recipients_of_unit(edition_id, share.award_unit)
        else:
            one = authors.get(share.author_id or 0) or contacts.get(share.entry_id)
            found[share.key] = [one] if one else []
    return found


def _contacts(ids: Iterable[int]) -> Mapping[int, Recipient]:
    rows = ask(
        select(Entry.id, Entry.email, Entry.phone, Person.id.label("person"), Person.name, Person.email, Person.phone)
        .outerjoin(Person, Person.id == Entry.owner_id)
        .where(Entry.id.in_(list(ids)))
    )
    made = {row[0]: Recipient(row[4] or "", row[1] or row[5] or "", row[2] or row[6] or "", row[3]) for row in rows}
    return {key: to for key, to in made.items() if to.email or to.phone}


def _authors(ids: Iterable[int]) -> Mapping[int, Recipient]:
    rows = ask(
        select(EntryAuthor.id, Person.id, Person.name, Person.email, Person.phone)
        .join(Person, Person.id == EntryAuthor.person_id)
        .where(EntryAuthor.id.in_(list(ids)), EntryAuthor.forgotten_at.is_(None))
    )
    made = {row[0]: Recipient(row[2], row[3] or "", row[4] or "", row[1]) for row in rows}
    return {key: to for key, to in made.items() if to.email or to.phone}
