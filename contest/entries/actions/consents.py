"""Consents after the dossier was handed in: recorded from paper, answered by their givers, taken back by anybody."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from contest.editions.queries import regulation_of
from contest.entries.actions.halting import obey_consents
from contest.entries.actions.writing import entry_of, note_step
from contest.entries.models import Consent, Entry, EntryAuthor
from contest.entries.queries.held import authors_with_ids
from contest.entries.rules import GIVEN_BY, PURPOSE_WORDS, AuthorFacts
from contest.entries.rules.consents import givers, why_not_record
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action, whole
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import Reason, refuse, refuse_with
from contest.foundation.tokens import fingerprint, opened_token, signed
from contest.foundation.vietnamese import fold

Pair = tuple[str, str]
_LINK = "entries.consents"
_LINK_LIVES = timedelta(days=400)
_LONGEST_NOTE = 300
_SENDING = "nomination"


@dataclass(frozen=True, slots=True)
class ConsentLink:
    """What a giver's own link is about."""

    edition_id: int
    entry_id: int
    author_id: int
    given_by: str


@action(Permission.ENTRY_MANAGE)
def record_paper(
    actor: Actor, edition_id: int, entry_id: int, author_id: int, agreed: Collection[Pair], note: str
) -> None:
    """Make an author's consents what a signed paper says: (purpose, who signed); `note` says where the paper lies."""
    entry = entry_of(actor, edition_id, entry_id)
    author = _author(entry_id, author_id)
    note = whole(note, _LONGEST_NOTE, "note")
    refuse(why_not_record(agreed, author, regulation_of(edition_id), note, from_paper=True))
    regulation = regulation_of(edition_id)
    asked: set[Pair] = {(purpose, by) for purpose in regulation.consents for by in givers(author, regulation)}
    _become(actor, entry, author_id, asked, set(agreed), "office", "paper", note)


@action(Permission.ENTRY_MANAGE)
def record_sending(
    actor: Actor,
    edition_id: int,
    entry_id: int,
    author_id: int,
    asked: Collection[str],
    agreed: Collection[str],
    note: str,
) -> None:
    """Make who has agreed to sending the entry to a contest above what a signed paper says (guardian, self).

    asked: who has to; it is asked of the chosen, whether or not the regulation asks everybody when handing in.
    """
    entry = entry_of(actor, edition_id, entry_id)
    _author(entry_id, author_id)
    note = whole(note, _LONGEST_NOTE, "note")
    refuse([] if note.strip() else [Reason("consent_note_missing", {}, "note")])
    refuse([Reason("consent_not_asked", {}, "agreed")] if set(agreed) - set(asked) else [])
    wanted, all_asked = {(_SENDING, by) for by in agreed}, {(_SENDING, by) for by in asked}
    _become(actor, entry, author_id, all_asked, wanted, "office", "paper", note)


@action(Permission.ENTRY_OWN)
def withdraw_consent(
    actor: Actor, edition_id: int, entry_id: int, author_id: int, purpose: str, given_by: str, reason: str = ""
) -> None:
    """Take one consent back, at any time and in any state of the entry: every public page obeys at once."""
    entry = entry_of(actor, edition_id, entry_id)
    author = _author(entry_id, author_id)
    if (purpose, given_by) not in author.consents:
        raise refuse_with("consent_none")
    by = _withdrawer(actor, edition_id, entry, author_id)
    _become(actor, entry, author_id, {(purpose, given_by)}, set(), by, "", whole(reason, _LONGEST_NOTE, "reason"))


def _withdrawer(actor: Actor, edition_id: int, entry: Entry, author_id: int) -> str:
    """As what the actor takes it back; an author only for themselves. Raises Refusal: not_permitted."""
    if entry.owner_id == actor.id:
        return "entrant"
    if actor.may(Permission.ENTRY_MANAGE, edition_id):
        return "office"
    if db.session.scalar(select(EntryAuthor.person_id).where(EntryAuthor.id == author_id)) != actor.id:
        raise refuse_with("not_permitted")
    return "self"


@action(Permission.ACCOUNT_OPEN)
def answer_consents(actor: Actor, token: str, purposes: Collection[str]) -> None:
    """What a guardian or an author says by their own link: these purposes and no others. Raises: consent_link_dead."""
    told = link_of(token)
    if told is None:
        raise refuse_with("consent_link_dead")
    regulation = regulation_of(told.edition_id)
    author = _author(told.entry_id, told.author_id)
    agreed = {(purpose, told.given_by) for purpose in purposes}
    refuse(why_not_record(agreed, author, regulation, "", from_paper=False))
    asked: set[Pair] = {(purpose, told.given_by) for purpose in regulation.consents}
    entry = db.session.get_one(Entry, told.entry_id)
    _become(actor, entry, told.author_id, asked, agreed, told.given_by, "link", "")


def consent_token(author_id: int, name: str, given_by: str) -> str:
    """The secret of one giver's link: it dies when another person takes the author's place."""
    return signed(_LINK, [author_id, fingerprint(_LINK, fold(name))[:16], given_by], _LINK_LIVES)


def link_of(token: str) -> ConsentLink | None:
    """What a link is about; None for one that is forged, dead, or about somebody who is no longer an author."""
    content = opened_token(_LINK, token)
    if content is None:
        return None
    author_id, name_print, given_by = content
    row = db.session.execute(
        select(EntryAuthor.name, Entry.id, Entry.edition_id)
        .join(Entry, Entry.id == EntryAuthor.entry_id)
        .where(EntryAuthor.id == author_id, EntryAuthor.forgotten_at.is_(None))
    ).one_or_none()
    if row is None or fingerprint(_LINK, fold(row.name))[:16] != name_print:
        return None
    return ConsentLink(row.edition_id, row.id, author_id, given_by)


def _author(entry_id: int, author_id: int) -> AuthorFacts:
    author = authors_with_ids(entry_id).get(author_id)
    if author is None:
        raise refuse_with("author_unknown")
    return author


def _become(
    actor: Actor,
    entry: Entry,
    author_id: int,
    asked: set[Pair],
    agreed: set[Pair],
    by: str,
    source: str,
    note: str,
) -> None:
    """Of what was asked, make stand what was agreed to, and take back the rest."""
    rows = {
        (row.purpose, row.given_by): row
        for row in db.session.scalars(select(Consent).where(Consent.author_id == author_id).with_for_update())
    }
    changed: list[tuple[Pair, bool]] = []
    for key in sorted(asked):
        row = rows.get(key)
        if key in agreed and (row is None or row.withdrawn_at is not None):
            row = row or Consent(author_id=author_id, purpose=key[0], given_by=key[1])
            row.given_at, row.withdrawn_at, row.withdrawn_by = now(), None, ""
            row.recorded_by_id, row.source, row.note = actor.id, source, note
            db.session.add(row)
            changed.append((key, True))
        elif key not in agreed and row is not None and row.withdrawn_at is None:
            row.withdrawn_at, row.withdrawn_by = now(), by
            row.note = note or row.note
            changed.append((key, False))
    if changed:
        note_step(entry, "consent", actor, "; ".join(_words(key, given) for key, given in changed)[:2000])
    obey_consents(entry, actor)
    db.session.flush()


def _words(key: Pair, given: bool) -> str:
    """For the timeline, without the author's name: the office and the entrant know whose dossier it is."""
    return f"{GIVEN_BY[key[1]]} {'đồng ý' if given else 'rút đồng ý'}: {PURPOSE_WORDS[key[0]].lower()}"
