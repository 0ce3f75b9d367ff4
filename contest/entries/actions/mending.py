"""What is printed of a dossier is put right, in whatever stage the contest is: one part, with the reason on record."""

from dataclasses import replace
from typing import Any, NamedTuple

from contest.entries.actions.writing import entry_of, fill, fill_author, lock_edition, note_step
from contest.entries.models import EntryAuthor
from contest.entries.queries.held import authors_with_ids, held
from contest.entries.rules.values import read_gender
from contest.entries.rules.words import STATUS_WORDS
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action, whole
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import refuse_with
from contest.foundation.vietnamese import nfc
from contest.people.queries import known_units

_OF_ENTRY = ("title", "unit")
_OF_AUTHOR = ("name", "position_title", "unit", "gender")


class Mend(NamedTuple):
    """A part of the entry (author_id None) or of one author, and what it should say."""

    author_id: int | None
    part: str
    value: str


@action(Permission.ENTRY_MANAGE)
def mend_printed(actor: Actor, edition_id: int, entry_id: int, mend: Mend, reason: str) -> None:
    """Correct a name, class, unit or title after the contest took its course; whose account and consents stay.

    It is the same person, only spelt right: what the author agreed to still holds.
    Raises Refusal: entry_reason_missing, entry_settled, author_unknown, gender_unknown.
    """
    lock_edition(edition_id)
    entry = entry_of(actor, edition_id, entry_id)
    if not nfc(reason):
        raise refuse_with("entry_reason_missing", "reason")
    if entry.status in ("draft", "withdrawn"):
        raise refuse_with("entry_settled", status=STATUS_WORDS[entry.status])
    if mend.part not in (_OF_ENTRY if mend.author_id is None else _OF_AUTHOR):
        raise ValueError(mend.part)
    value = nfc(mend.value)
    if mend.author_id is not None:
        _mend_author(entry_id, entry.locality, mend.author_id, mend.part, value)
    facts = held(edition_id, [entry_id])[entry_id].facts
    own: dict[str, Any] = {mend.part: value} if mend.author_id is None else {}
    fill(entry, replace(facts, **own))
    entry.updated_at = now()
    note_step(entry, "changed", actor, whole(reason, 2000, "reason"))
    db.session.flush()


def _mend_author(entry_id: int, locality: str, author_id: int, part: str, value: str) -> None:
    author = authors_with_ids(entry_id).get(author_id)
    if author is None or author.forgotten_at is not None:
        raise refuse_with("author_unknown")
    if part == "gender":
        value = read_gender(value) if value else ""
    changed: dict[str, Any] = {part: value}
    row = db.session.get_one(EntryAuthor, author_id)
    unit_id = row.unit_id
    if part == "unit":
        unit_id = known_units([(value, locality)]).get((value, locality))
    fill_author(row, replace(author, **changed), unit_id)
    db.session.flush()
