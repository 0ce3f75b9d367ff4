"""What may be printed of the entries that have a prize: as they stand today, and of whom the law lets us."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, select

from contest.editions.rules import Regulation
from contest.entries.models import Consent, Entry, EntryAuthor
from contest.entries.rules import AuthorFacts
from contest.foundation.database import db
from contest.results.rules import SURFACES, Shown, shown_of


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
    .order_by(EntryAuthor.entry_id, EntryAuthor.position)
)


def published_entries(ids: Collection[int], regulation: Regulation) -> dict[int, PublicEntry]:
    """The entries by their keys, in three queries at most."""
    shown, given = regulation.privacy.public_fields, {"ids": list(ids)}
    authors = _authors(given)
    summaries = {row[0]: row[1] for row in db.session.execute(_SUMMARIES, given)} if "summary" in shown else {}
    fields = {each.key: each.name for each in regulation.fields} if "field" in shown else {}
    divisions = {each.key: each.name for each in regulation.divisions} if "field" in shown else {}
    found = {}
    for entry_id, title, unit, locality, field, division in db.session.execute(_ENTRIES, given):
        own = authors.get(entry_id, ())
        people = shown_of(own, regulation)
        found[entry_id] = PublicEntry(
            title if any(author.forgotten_at for author in own) else "",
            people,
            people.names if "authors" in shown else (),
            people.classes if "class" in shown else (),
            unit if "unit" in shown else "",
            locality if "locality" in shown else "",
            fields.get(field, field) if "field" in shown else "",
            divisions.get(division, division) if "field" in shown else "",
            people.of_text(summaries.get(entry_id, "")),
        )
    return found


def _authors(given: Mapping[str, Sequence[int]]) -> dict[int, list[AuthorFacts]]:
    """The authors of each entry in printed order, with nothing but what decides whether they may be named."""
    known: dict[int, tuple[Any, set[tuple[str, str]], set[tuple[str, str]]]] = {}
    for row in db.session.execute(_AUTHORS, given):
        _, consents, refused = known.setdefault(row[1], (row, set(), set()))
        *_, purpose, given_by, withdrawn_at = row
        if purpose is not None:
            (consents if withdrawn_at is None else refused).add((purpose, given_by))
    found: dict[int, list[AuthorFacts]] = defaultdict(list)
    for (entry_id, _, name, birth_on, birth_year, title, forgotten_at, *_), consents, refused in known.values():
        author = AuthorFacts(
            name,
            birth_on,
            birth_year,
            position_title=title,
            consents=frozenset(consents),
            refused=frozenset(refused),
            forgotten_at=forgotten_at,
        )
        found[entry_id].append(author)
    return found
