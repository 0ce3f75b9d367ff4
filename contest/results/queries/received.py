"""Who sent dossiers to this edition, and what became of them: what is written back."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from contest.editions.queries import regulation_of
from contest.entries.models import Entry
from contest.foundation.database import ask
from contest.prizes.queries import award_name, awards
from contest.results.models import ReceivedDossier


@dataclass(frozen=True, slots=True)
class SenderRow:
    """A contest below: its key and name, how many of its dossiers are here, when the last came."""

    number: int
    key: str
    name: str
    entries: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """A dossier of a sender: its code there and here, what became of it."""

    sender_code: str
    code: str
    title: str
    outcome: str
    award: str


def senders(edition_id: int) -> list[SenderRow]:
    """Every contest below that sent dossiers, in the order of the first."""
    rows = ask(
        select(
            func.min(ReceivedDossier.id),
            ReceivedDossier.sender_key,
            func.max(ReceivedDossier.sender),
            func.count(),
            func.max(ReceivedDossier.received_at),
        )
        .where(ReceivedDossier.edition_id == edition_id)
        .group_by(ReceivedDossier.sender_key)
        .order_by(func.min(ReceivedDossier.id))
    )
    return [SenderRow(*row) for row in rows]


def sender_of(edition_id: int, number: int) -> SenderRow | None:
    """A sender by its number."""
    return next((row for row in senders(edition_id) if row.number == number), None)


def returned(edition_id: int, sender_key: str) -> list[ReturnRow]:
    """What became of a sender's dossiers: prizes that were confirmed, none, or not taken (not eligible, withdrawn)."""
    regulation = regulation_of(edition_id)
    prizes: dict[int, list[str]] = {}
    for award in awards(edition_id, regulation):
        if award.state == "confirmed":
            prizes.setdefault(award.entry_id, []).append(award_name(regulation, award))
    rows = ask(
        select(ReceivedDossier.sender_code, Entry.code, Entry.title, Entry.status, Entry.id)
        .join(Entry, Entry.id == ReceivedDossier.entry_id)
        .where(ReceivedDossier.edition_id == edition_id, ReceivedDossier.sender_key == sender_key)
        .order_by(ReceivedDossier.sender_code)
    )
    found = []
    for sender_code, code, title, status, entry_id in rows:
        won = ", ".join(prizes.get(entry_id, ()))
        outcome = "awarded" if won else "not_awarded" if status == "eligible" else "not_taken"
        found.append(ReturnRow(sender_code, code or "", title, outcome, won))
    return found
