"""Judging obeys consent at once: taken back, the entry is halted; given again, it goes on where it stood."""

from sqlalchemy import exists, select

from contest.editions.models import Edition
from contest.entries.actions.telling import write_to_entrant
from contest.entries.actions.writing import note_step
from contest.entries.models import Consent, Entry, EntryAuthor
from contest.entries.rules.consents import FORGOTTEN
from contest.entries.rules.deeds import HALTED, status_by_consents
from contest.foundation.access import Actor
from contest.foundation.clock import now
from contest.foundation.database import db


def obey_consents(entry: Entry, actor: Actor) -> None:
    """Halt the entry, or let it go on, as the consents of its authors to the judging stand now.

    Its sheets, assignments and places stay as they are; whoever reads them leaves out an entry that is halted.
    """
    db.session.flush()
    stage, title = db.session.execute(select(Edition.stage, Edition.title).where(Edition.id == entry.edition_id)).one()
    status = status_by_consents(entry.status, entry.halted_from, stage, _taken_back(entry.id))
    if status == entry.status:
        return
    is_halted = status == HALTED
    entry.halted_from = entry.status if is_halted else ""
    entry.status, entry.updated_at = status, now()
    step = HALTED if is_halted else "resumed"
    note_step(entry, step, actor)
    if entry.code:
        write_to_entrant(entry, title, f"entry.{step}")


def _taken_back(entry_id: int) -> bool:
    """Whether an author or a guardian has taken the consent to the judging back; who was forgotten has no say left."""
    found = exists().where(
        EntryAuthor.id == Consent.author_id,
        EntryAuthor.entry_id == entry_id,
        Consent.purpose == "judging",
        Consent.withdrawn_at.is_not(None),
        Consent.withdrawn_by != FORGOTTEN,
    )
    return bool(db.session.scalar(select(found)))
