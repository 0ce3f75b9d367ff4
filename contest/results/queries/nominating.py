"""The list for a contest above: who is on it and why, who has agreed, what came back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select

from contest.editions.rules import Nomination, Regulation
from contest.entries.models import Entry
from contest.entries.queries import EntryBrief, briefs
from contest.entries.queries.held import authors_by_id
from contest.entries.rules import AuthorFacts
from contest.foundation.database import ask
from contest.people.models import Person
from contest.prizes.queries import tier_awards
from contest.ranking.queries import latest_run, placings
from contest.results.models import FieldAbove, NominationPackage, Nominee
from contest.results.rules.nominating import PURPOSE, Candidate, Nominated, default_fields, lacking
from contest.results.rules.showing import agreed_by


@dataclass(frozen=True, slots=True)
class SayRow:
    """Somebody who has to agree that an author's entry goes up: the author, who signs, whether they have."""

    author_id: int
    author: str
    given_by: str
    has_agreed: bool


@dataclass(frozen=True, slots=True)
class NomineeRow:
    """A nominee as the office reads it. lacking: who has not agreed yet; says: everybody who has to."""

    entry: EntryBrief
    field_name: str
    is_by_hand: bool
    reason: str
    rank: int | None
    tier_name: str
    lacking: tuple[str, ...]
    says: tuple[SayRow, ...]
    dropped_at: datetime | None
    drop_reason: str
    outcome: str
    award: str
    outcome_note: str

    @property
    def nominated(self) -> Nominated:
        """What decides whether its dossier may go."""
        return Nominated(self.entry.code, self.entry.status == "eligible", self.entry.field_key, self.lacking)


@dataclass(frozen=True, slots=True)
class PackageRow:
    """A package that was made: when, by whom, how many dossiers, its digest."""

    made_at: datetime
    made_by: str
    entries: int
    digest: str


def nomination_of(regulation: Regulation, place: int) -> Nomination | None:
    """The regulation's nomination by its place, from 1."""
    return regulation.nomination[place - 1] if 1 <= place <= len(regulation.nomination) else None


def candidates_for(edition_id: int, regulation: Regulation) -> list[Candidate] | None:
    """The eligible entries of the last round with their ranks and prizes; None while that round has no ranking."""
    run = latest_run(edition_id, regulation.last_round.key)
    if run is None:
        return None
    eligible = select(Entry.id, Entry.code).where(Entry.edition_id == edition_id, Entry.status == "eligible")
    codes = {row[0]: row[1] or "" for row in ask(eligible)}
    tiers = _tiers(edition_id, regulation)
    return [
        Candidate(row.entry_id, codes[row.entry_id], row.rank, *tiers.get(row.entry_id, ("", "")))
        for row in placings(run.id)
        if row.entry_id in codes
    ]


def _tiers(edition_id: int, regulation: Regulation) -> dict[int, tuple[str, str]]:
    """The tier of each entry that has one, proposed or decided: its key and its name."""
    found = {}
    for entry_id, award in tier_awards(edition_id).items():
        tier = regulation.tier_of(award.tier_key)
        if award.state != "removed" and tier is not None:
            found[entry_id] = (tier.key, tier.name)
    return found


def nominee_rows(edition_id: int, target: str, regulation: Regulation) -> list[NomineeRow]:
    """Everybody who is or was on the list, the best first, those dropped last."""
    rows = ask(
        select(
            Nominee.entry_id,
            Nominee.is_by_hand,
            Nominee.reason,
            Nominee.dropped_at,
            Nominee.drop_reason,
            Nominee.outcome,
            Nominee.award,
            Nominee.outcome_note,
        ).where(Nominee.edition_id == edition_id, Nominee.target == target)
    ).all()
    ids = [row.entry_id for row in rows]
    entries, authors = briefs(edition_id, ids), authors_by_id([Entry.id.in_(ids)])
    ranks = {one.entry_id: one for one in candidates_for(edition_id, regulation) or ()}
    found = []
    for row in rows:
        entry, own = entries[row.entry_id], authors.get(row.entry_id, {})
        candidate = ranks.get(row.entry_id)
        found.append(
            NomineeRow(
                entry=entry,
                field_name=regulation.field_name(entry.field_key),
                is_by_hand=row.is_by_hand,
                reason=row.reason,
                rank=candidate.rank if candidate else None,
                tier_name=candidate.tier_name if candidate else "",
                lacking=tuple(lacking(list(own.values()), regulation)),
                says=tuple(_says(own, regulation)),
                dropped_at=row.dropped_at,
                drop_reason=row.drop_reason,
                outcome=row.outcome,
                award=row.award,
                outcome_note=row.outcome_note,
            )
        )
    return sorted(found, key=_order)


def _order(row: NomineeRow) -> tuple[bool, int, str]:
    return row.dropped_at is not None, row.rank if row.rank is not None else 1 << 30, row.entry.code


def _says(authors: Mapping[int, AuthorFacts], regulation: Regulation) -> Sequence[SayRow]:
    return [
        SayRow(author_id, author.name, by, (PURPOSE, by) in author.consents)
        for author_id, author in authors.items()
        if author.forgotten_at is None
        for by in agreed_by(author, regulation)
    ]


def fields_above(edition_id: int, target: str, regulation: Regulation) -> dict[str, str]:
    """What each field is called above: as written down, else as the regulation says."""
    rows = ask(
        select(FieldAbove.field_key, FieldAbove.name).where(
            FieldAbove.edition_id == edition_id, FieldAbove.target == target
        )
    )
    return default_fields(regulation) | {row[0]: row[1] for row in rows}


def packages_made(edition_id: int, target: str) -> list[PackageRow]:
    """The packages that were made, the newest first."""
    rows = ask(
        select(
            NominationPackage.made_at,
            func.coalesce(Person.name, ""),
            NominationPackage.entries,
            NominationPackage.digest,
        )
        .outerjoin(Person, Person.id == NominationPackage.made_by_id)
        .where(NominationPackage.edition_id == edition_id, NominationPackage.target == target)
        .order_by(NominationPackage.id.desc())
    )
    return [PackageRow(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class AboveRow:
    """What came back from above for one entry: to which contest it was sent, the outcome, the prize."""

    entry_id: int
    target: str
    outcome: str
    award: str
    note: str


# Readers come by the thousand: built once. Parameters: edition_id; entry_id of the second.
_ABOVE = (
    select(Nominee.entry_id, Nominee.target, Nominee.outcome, Nominee.award, Nominee.outcome_note)
    .where(Nominee.edition_id == bindparam("edition_id"), Nominee.dropped_at.is_(None))
    .order_by(Nominee.outcome != "awarded", Nominee.target, Nominee.id)
)
_ABOVE_FOR_ONE = _ABOVE.where(Nominee.entry_id == bindparam("entry_id"))


def results_above(edition_id: int, entry_id: int | None = None) -> list[AboveRow]:
    """Entries on lists for contests above and what is known of them, those with a prize first."""
    if entry_id is None:
        rows = ask(_ABOVE, {"edition_id": edition_id})
    else:
        rows = ask(_ABOVE_FOR_ONE, {"edition_id": edition_id, "entry_id": entry_id})
    return [AboveRow(*row) for row in rows]
