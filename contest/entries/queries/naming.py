"""Names of authors that somebody writes where they do not belong."""

from collections.abc import Hashable
from functools import cache, lru_cache

from sqlalchemy import bindparam, func, select

from contest.entries.models import Entry, EntryAuthor
from contest.foundation.database import ask, ask_plainly, db
from contest.foundation.naming import Names
from contest.foundation.shielding import Masker, shield

# What stands in the place of a name.
INSTEAD = "(tác giả)"


def _changed(edition_id: int) -> Hashable:
    """When an entry of the edition was changed last."""
    return ask(_LAST_CHANGE, {"edition_id": edition_id}).scalar()


_NAMES = (
    select(EntryAuthor.name, EntryAuthor.guardian)
    .join(Entry, Entry.id == EntryAuthor.entry_id)
    .where(Entry.edition_id == bindparam("edition_id"))
)
_LAST_CHANGE = select(func.max(Entry.updated_at)).where(Entry.edition_id == bindparam("edition_id"))


@shield(_changed)
def without_authors(edition_id: int) -> Masker:
    """Takes the names of the edition's authors and guardians out of texts; the names are asked for once."""

    @cache
    def names() -> Names:
        rows = ask_plainly(_NAMES, {"edition_id": edition_id})
        return _known(tuple(sorted({name for row in rows for name in row if name})))

    return lambda text: names().of_text(text)


# Every event of the ledger goes through them, and they are seldom other names than before.
@lru_cache(maxsize=4)
def _known(names: tuple[str, ...]) -> Names:
    return Names(names, INSTEAD)


def same_named(author_id: int) -> list[tuple[int, int, str, str]]:
    """Other entries that have an author of this name, in every edition: edition, entry, code, title."""
    own = select(EntryAuthor.sort_key).where(EntryAuthor.id == author_id).scalar_subquery()
    rows = db.session.execute(
        select(Entry.edition_id, Entry.id, Entry.code, Entry.title)
        .join(EntryAuthor, EntryAuthor.entry_id == Entry.id)
        .where(EntryAuthor.sort_key == own, EntryAuthor.id != author_id, EntryAuthor.forgotten_at.is_(None))
        .order_by(Entry.id)
        .limit(20)
    )
    return [(row[0], row[1], row[2] or "", row[3]) for row in rows]
