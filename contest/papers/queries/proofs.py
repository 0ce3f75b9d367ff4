"""Proofs of certificates: what a holder reads, what was answered and asked to be corrected, whom to write to."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import or_, select

from contest.editions.queries import regulation_of
from contest.editions.rules import Regulation
from contest.entries.models import Entry, EntryAuthor
from contest.entries.rules import is_minor, reference_day
from contest.foundation.access import Actor
from contest.foundation.clock import today
from contest.foundation.database import ask, db
from contest.foundation.mail import Recipient
from contest.foundation.tokens import opened_token, signed
from contest.papers.models import CertificateCorrection, CertificateProof
from contest.papers.queries.certificates import People, people_of, texts_of
from contest.papers.rules.certificates import Due, kind_named
from contest.papers.rules.proofs import Answer, Shown, State, digest, state_of, told
from contest.people.models import Person
from contest.prizes.queries import award_name, awards
from contest.results.queries import is_held, published_at

_LINK = "papers.proof"
# Longer than proofs are out: the answer to a correction uses the same link.
_LINK_LIVES = timedelta(days=180)
_OF_PERSON = (
    Person.id.label("person"),
    Person.name,
    Person.email.label("own_email"),
    Person.phone.label("own_phone"),
)


class Proof(NamedTuple):
    """What the holder of an entry was asked and said of the proof; told: the texts they read then."""

    id: int
    entry_id: int
    kinds: Sequence[str]
    asked_at: datetime
    due_on: date
    answered_at: datetime | None
    answered_as: str
    answered_by: str
    answered_by_id: int | None
    is_right: bool | None
    seen: str
    told: Sequence[Mapping[str, Any]]


_COLUMNS = [getattr(CertificateProof, name) for name in Proof._fields]


def proofs(edition_id: int) -> dict[int, Proof]:
    """The proofs that were asked for, by entry."""
    rows = ask(select(*_COLUMNS).where(CertificateProof.edition_id == edition_id))
    return {row.entry_id: Proof(*row) for row in rows}


def proof_of(edition_id: int, entry_id: int) -> Proof | None:
    """The proof of one entry; None where nobody was asked."""
    which = (CertificateProof.edition_id == edition_id, CertificateProof.entry_id == entry_id)
    row = ask(select(*_COLUMNS).where(*which)).one_or_none()
    return Proof(*row) if row is not None else None


class Correction(NamedTuple):
    """A change that was asked for, and what became of it."""

    id: int
    proof_id: int
    author_id: int | None
    part: str
    was: str
    wanted: str
    why: str
    asked_at: datetime
    asked_as: str
    state: str
    answer: str
    settled_at: datetime | None


def corrections(edition_id: int, entry_id: int | None = None) -> dict[int, list[Correction]]:
    """What was asked to be corrected, by proof, in the order it was asked; of one entry or of all."""
    columns = [getattr(CertificateCorrection, name) for name in Correction._fields]
    which = [CertificateProof.edition_id == edition_id]
    if entry_id is not None:
        which.append(CertificateProof.entry_id == entry_id)
    rows = ask(
        select(*columns)
        .join(CertificateProof, CertificateProof.id == CertificateCorrection.proof_id)
        .where(*which)
        .order_by(CertificateCorrection.id)
    )
    found: dict[int, list[Correction]] = {}
    for row in rows:
        found.setdefault(row.proof_id, []).append(Correction(*row))
    return found


def shown(
    edition_id: int,
    regulation: Regulation,
    people: People,
    entry_id: int,
    kinds: Iterable[str],
    prizes: Mapping[int, str] | None = None,
) -> list[Shown]:
    """The certificates of these kinds of an entry as they would be printed today; prizes: by entry, where told."""
    own = people.authors.get(entry_id, {})
    prize = (prizes or {}).get(entry_id, "")
    found = []
    for key in kinds:
        kind = kind_named(regulation, key)
        if kind is None:
            continue
        whose: Iterable[int | None] = own if kind.for_ in ("author", "person") else (None,)
        for author_id in whose:
            due = Due(key, entry_id, author_id, "", "", "", prize)
            found.append(Shown(key, kind.name, author_id, texts_of(edition_id, regulation, people, due)))
    return found


def told_prizes(edition_id: int, regulation: Regulation, entry_id: int) -> dict[int, str]:
    """The entry's prizes once the public may read them; nothing while they are a secret."""
    if published_at(edition_id) is None or is_held(edition_id):
        return {}
    own = [each for each in awards(edition_id, regulation) if each.entry_id == entry_id]
    names = ", ".join(award_name(regulation, each) for each in own if each.state == "confirmed")
    return {entry_id: names} if names else {}


@dataclass(frozen=True, slots=True)
class ProofLine:
    """A proof in the office's list."""

    proof: Proof
    code: str
    title: str
    names: Sequence[str]
    state: State
    corrections: Sequence[Correction]


def proof_lines(edition_id: int, people: People | None = None) -> list[ProofLine]:
    """Every proof with where it stands today, by the entries' codes; people: of its entries, where known."""
    regulation, asked = regulation_of(edition_id), proofs(edition_id)
    if not asked:
        return []
    people = people or people_of(edition_id, asked)
    wanted, day = corrections(edition_id), today()
    found = []
    for entry_id, proof in asked.items():
        own = wanted.get(proof.id, [])
        texts = shown(edition_id, regulation, people, entry_id, proof.kinds)
        answer = Answer(proof.due_on, proof.answered_at, proof.is_right, proof.seen)
        state = state_of(answer, digest(told(texts)), sum(each.state == "open" for each in own), day)
        names = [author.name for author in people.authors.get(entry_id, {}).values()]
        line = ProofLine(proof, people.codes.get(entry_id, ""), people.titles.get(entry_id, ""), names, state, own)
        found.append(line)
    return sorted(found, key=lambda line: line.code)


def has_minors(regulation: Regulation, people: People, entry_id: int) -> bool:
    """Whether an author of the entry is under age; in a contest of pupils also one whose birth nobody knows."""
    day, below = reference_day(regulation), regulation.authors.minor_below
    own = people.authors.get(entry_id, {}).values()
    unknown = regulation.kind == "youth"
    return any(
        is_minor(author, below, day) or (unknown and author.birth_on is None and author.birth_year is None)
        for author in own
    )


def is_childs_account(actor: Actor, regulation: Regulation, people: People, entry_id: int) -> bool:
    """Whether the account is that of an author of the entry who is under age."""
    if actor.id is None:
        return False
    linked = select(EntryAuthor.id).where(EntryAuthor.entry_id == entry_id, EntryAuthor.person_id == actor.id)
    day, below = reference_day(regulation), regulation.authors.minor_below
    own = people.authors.get(entry_id, {})
    return any(is_minor(own[key], below, day) for key in db.session.scalars(linked) if key in own)


def proof_token(proof: Proof) -> str:
    """The secret of the link to a proof; asked anew, the old link is dead."""
    return signed(_LINK, [proof.id, int(proof.asked_at.timestamp())], _LINK_LIVES)


def linked_proof(token: str) -> tuple[int, Proof] | None:
    """The edition and the proof a link leads to; None for one that is forged or dead."""
    content = opened_token(_LINK, token)
    if content is None:
        return None
    row = ask(select(CertificateProof.edition_id, *_COLUMNS).where(CertificateProof.id == content[0])).one_or_none()
    if row is None or int(row.asked_at.timestamp()) != content[1]:
        return None
    return row[0], Proof(*row[1:])


class Holder(NamedTuple):
    """Somebody who is written to about the proof of an entry."""

    entry_id: int
    code: str
    title: str
    to: Recipient


def holders(entry_ids: Collection[int]) -> list[Holder]:
    """Whom to write to: the address of the dossier, else its account; and each author's account, everybody once."""
    dossiers = ask(
        select(Entry.id, Entry.code, Entry.title, Entry.email, Entry.phone, *_OF_PERSON)
        .outerjoin(Person, Person.id == Entry.owner_id)
        .where(Entry.id.in_(list(entry_ids)))
        .order_by(Entry.code)
    )
    authors = ask(
        select(Entry.id, Entry.code, Entry.title, *_OF_PERSON)
        .join(EntryAuthor, EntryAuthor.entry_id == Entry.id)
        .join(Person, Person.id == EntryAuthor.person_id)
        .where(Entry.id.in_(list(entry_ids)), EntryAuthor.forgotten_at.is_(None))
        .order_by(Entry.code, EntryAuthor.position)
    )
    found: dict[tuple[int, str], Holder] = {}
    for row in dossiers:
        to = Recipient(row.name or "", row.email or row.own_email or "", row.phone or row.own_phone or "", row.person)
        found[row.id, to.email or to.phone] = Holder(row.id, row.code or "", row.title, to)
    for one in authors:
        to = Recipient(one.name, one.own_email or "", one.own_phone or "", one.person)
        found.setdefault((one.id, to.email or to.phone), Holder(one.id, one.code or "", one.title, to))
    return [holder for (_, address), holder in found.items() if address]


def editions_with_open_proofs() -> list[int]:
    """Editions in which somebody has not answered and the last day is not over."""
    open_ones = select(CertificateProof.edition_id).where(
        CertificateProof.answered_at.is_(None), CertificateProof.due_on >= today()
    )
    return sorted(set(db.session.scalars(open_ones)))


def proofs_waiting(entry_ids: Collection[int]) -> frozenset[int]:
    """Of these entries, those whose proof its holder has not confirmed, or not since a correction was settled."""
    unsettled = select(CertificateCorrection.proof_id).where(CertificateCorrection.state == "open")
    waiting = or_(CertificateProof.answered_at.is_(None), CertificateProof.is_right.is_(False))
    which = (CertificateProof.entry_id.in_(list(entry_ids)), waiting, CertificateProof.id.not_in(unsettled))
    return frozenset(db.session.scalars(select(CertificateProof.entry_id).where(*which)))
