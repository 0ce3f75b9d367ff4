"""How names are said: what is on record, and what earlier dossiers suggest."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from contest.ceremony.models import StageName
from contest.entries.models import EntryAuthor
from contest.foundation.database import ask


class SaidRow(NamedTuple):
    """How an author's name sounds, and the words the family agreed to."""

    sounds: str = ""
    called_as: str = ""
    agreed_by: str = ""
    agreed_on: date | None = None


def stage_names(author_ids: Collection[int]) -> dict[int, SaidRow]:
    """What is on record of these authors."""
    columns = [getattr(StageName, name) for name in SaidRow._fields]
    rows = ask(select(StageName.author_id, *columns).where(StageName.author_id.in_(list(author_ids))))
    return {row[0]: SaidRow(*row[1:]) for row in rows}


def sounded_before(author_ids: Collection[int]) -> list[tuple[str, str]]:
    """(name, how it sounds) of every other dossier, the newest first; nobody is asked about who was forgotten."""
    rows = ask(
        select(EntryAuthor.name, StageName.sounds)
        .join(EntryAuthor, EntryAuthor.id == StageName.author_id)
        .where(StageName.sounds != "", EntryAuthor.forgotten_at.is_(None), EntryAuthor.id.not_in(list(author_ids)))
        .order_by(StageName.changed_at.desc(), StageName.id.desc())
    )
    return [(name, sounds) for name, sounds in rows]
