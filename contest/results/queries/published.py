"""What may be printed of the entries that have a prize: as they stand today, and of whom the law lets us."""

from collections.abc import Collection
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, select

from contest.editions.rules import Regulation
from contest.entries.models import Consent, Entry, EntryAuthor
from contest.entries.rules import AuthorFacts
from contest.foundation.database import ask, asked_once
from contest.results.rules import SURFACES, Shown, may_name, shown_of


class PublicEntry(NamedTuple):
    """An entry as the public may see it; what the regulation does not publish is empty.

    title: today's, of an entry whose author asked to be forgotten; else the sealed one stands, without hidden names.
    """

    title: str = ""
    shown: Shown = Shown((), (), ())
    authors: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    unit: str = ""
    locality: str = ""
    field_name: str = ""
    division_name: str = ""
    summary: str = ""
    # Each author in printed order, "" where the name may not be shown: for awards of one of them.
    each: tuple[str, ...] = ()


_THESE = Entry.id.in_(bindparam("ids", expanding=True))
# Built once: readers come by the thousand. The summaries are long and few regulations print them.
_ENTRIES = select(Entry.id, Entry.title, Entry.unit, Entry.locality, Entry.field_key, Entry.division_key).where(_THESE)
_SUMMARIES = select(Entry.id, Entry.summary).where(_THESE)
_AUTHORS = (
    select(
        EntryAuthor.entry_id,
        EntryAuthor.id,
        EntryAuthor.name,
        EntryAuthor.birth_on,
        EntryAuthor.birth_year,
        EntryAuthor.position_title,
        EntryAuthor.forgotten_at,
        Consent.purpose,
        Consent.given_by,
        Consent.withdrawn_at,
    )
    .outerjoin(Consent, and_(Consent.author_id == EntryAuthor.id, Consent.purpose.in_(SURFACES["public"])))
    .where(EntryAuthor.entry_id.in_(bindparam("ids", expanding=True)))
    .order_by(EntryAuthor.entry_id, EntryAuthor.position, Consent.id)
)


class _Rules:
    """A regulation known by being the same object: comparing two by their content costs more than what it saves."""

    def __init__(self, regulation: Regulation) -> None:
        self.regulation = regulation

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Rules) and other.regulation is self.regulation

    def __hash__(self) -> int:
        return id(self.regulation)


class _People(NamedTuple):
    """What may be shown of an entry's authors, and whether one of them asked to be forgotten."""

    shown: Shown
    has_forgotten: bool
    # In printed order, "" where the name may not be shown.
    each: tuple[str, ...] = ()


def published_entries(ids: Collection[int], regulation: Regulation) -> dict[int, PublicEntry]:
    """The entries by their keys, in three queries at most, asked once for all lists of one page."""
    key = ("published", frozenset(ids), regulation.privacy)
    return dict(asked_once(key, lambda: _published_entries(ids, regulation)))


def _published_entries(ids: Collection[int], regulation: Regulation) -> dict[int, PublicEntry]:
    shown, given = regulation.privacy.public_fields, {"ids": list(ids)}
    rules = _Rules(regulation)
    # All at once: hundreds of rows fetched one by one take twice as long.
    rows = groupby(ask(_AUTHORS, given).all(), key=itemgetter(0))
    people = {entry_id: _people(tuple(map(tuple, own)), rules) for entry_id, own in rows}
    summaries = {row[0]: row[1] for row in ask(_SUMMARIES, given)} if "summary" in shown else {}
    fields = {each.key: each.name for each in regulation.fields} if "field" in shown else {}
    divisions = {each.key: each.name for each in regulation.divisions} if "field" in shown else {}
    found = {}
    for entry_id, title, unit, locality, field, division in ask(_ENTRIES, given):
        own, has_forgotten, each = people.get(entry_id, _NOBODY)
        found[entry_id] = PublicEntry(
            title if has_forgotten else "",
            own,
            own.names if "authors" in shown else (),
            own.classes if "class" in shown else (),
            unit if "unit" in shown else "",
            locality if "locality" in shown else "",
            fields.get(field, field) if "field" in shown else "",
            divisions.get(division, division) if "field" in shown else "",
            own.of_text(summaries.get(entry_id, "")),
            each if "authors" in shown else (),
        )
    return found


_NOBODY = _People(Shown((), (), ()), has_forgotten=False)


@lru_cache(maxsize=4096)
def _people(rows: tuple[tuple[Any, ...], ...], rules: _Rules) -> _People:
    """What may be shown of the authors in these rows of _AUTHORS.

    Kept by everything that decides it, consents given and taken back included: other rows are asked about anew.
    """
    known: dict[int, tuple[tuple[Any, ...], set[tuple[str, str]], set[tuple[str, str]]]] = {}
    for row in rows:
        _, consents, refused = known.setdefault(row[1], (row, set(), set()))
        purpose, given_by, withdrawn_at = row[7:]
        if purpose is not None:
            (consents if withdrawn_at is None else refused).add((purpose, given_by))
    authors = [
        AuthorFacts(
            name,
            birth_on,
            birth_year,
            position_title=title,
            consents=frozenset(consents),
            refused=frozenset(refused),
            forgotten_at=forgotten_at,
        )
        for (_, _, name, birth_on, birth_year, title, forgotten_at, *_), consents, refused in known.values()
    ]
    each = tuple(author.name if may_name(author, rules.regulation) else "" for author in authors)
    return _People(shown_of(authors, rules.regulation), any(author.forgotten_at for author in authors), each)
