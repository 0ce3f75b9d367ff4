"""What the prize rules are given: the ranked entries of the last round, and the numbers percentages are taken of."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, func, select

from contest.editions.rules import Regulation
from contest.entries.models import Entry, EntryAuthor
from contest.foundation.database import ask
from contest.foundation.vietnamese import fold
from contest.juries.models import Council, JudgingRound, RoundEntry
from contest.prizes.rules import Candidate, Plan, canonical_units, plan_of
from contest.prizes.rules.changes import Holder
from contest.ranking.models import Placing, RankingRun
from contest.ranking.queries import RunCard, latest_run, latest_run_id

Bases = Mapping[tuple[str, str, str], int]


def candidates_of(regulation: Regulation, run: RunCard) -> list[Candidate]:
    """Every ranked entry of a run, the best first."""
    authors = _authors(run.id) if regulation.prizes.caps.per_author is not None else {}
    rows: Sequence[Any] = ask(
        select(
            Entry.id,
            Entry.code,
            Placing.rank,
            Placing.points,
            Entry.field_key,
            Entry.division_key,
            Council.key,
            Entry.unit,
            Placing.grade,
            Entry.unit_id,
        )
        .join(Placing, Placing.entry_id == Entry.id)
        .outerjoin(RoundEntry, (RoundEntry.entry_id == Entry.id) & (RoundEntry.round_id == run.round_id))
        .outerjoin(Council, Council.id == RoundEntry.council_id)
        .where(Placing.run_id == run.id, Placing.rank.is_not(None))
        .order_by(Placing.rank, Entry.id)
    ).all()
    units = canonical_units([(row[9], row[7]) for row in rows])
    return [
        Candidate(
            entry_id=row[0],
            code=row[1] or "",
            rank=row[2],
            points=row[3],
            field_key=row[4],
            division_key=row[5],
            council_key=row[6] or "",
            unit=unit,
            authors=tuple(authors.get(row[0], ())),
            grade=row[8],
        )
        for row, unit in zip(rows, units, strict=True)
    ]


def holders_of(edition_id: int, regulation: Regulation) -> dict[int, Holder]:
    """How every entry that is judged is called, with the keys caps count by, where there are caps."""
    caps = regulation.prizes.caps
    judged = select(RoundEntry.entry_id).join(JudgingRound, JudgingRound.id == RoundEntry.round_id)
    of_edition = judged.where(JudgingRound.edition_id == edition_id)
    rows = ask(
        select(Entry.id, Entry.code, Entry.unit, Entry.unit_id).where(Entry.id.in_(of_edition)).order_by(Entry.id)
    ).all()
    units = canonical_units([(row[3], row[2]) for row in rows]) if caps.per_unit is not None else [""] * len(rows)
    authors = _authors_in(of_edition) if caps.per_author is not None else {}
    return {
        row[0]: Holder(row[1] or "", unit, tuple(authors.get(row[0], ())))
        for row, unit in zip(rows, units, strict=True)
    }


def scopes_of_eligible(edition_id: int) -> dict[int, tuple[str, str, str]]:
    """The field, division and council of every eligible entry."""
    rows = ask(_eligible(edition_id).add_columns(Entry.id))
    return {row[4]: (row[0], row[1], row[2] or "") for row in rows}


def _authors(run_id: int) -> dict[int, list[str]]:
    return _authors_in(select(Placing.entry_id).where(Placing.run_id == run_id))


def _authors_in(entry_ids: Select[int]) -> dict[int, list[str]]:
    """A key for each author of each of these entries: the account, else the name with the birth date."""
    rows = ask(
        select(
            EntryAuthor.entry_id,
            EntryAuthor.person_id,
            EntryAuthor.name,
            EntryAuthor.birth_on,
            EntryAuthor.birth_year,
        )
        .where(EntryAuthor.entry_id.in_(entry_ids))
        .order_by(EntryAuthor.entry_id, EntryAuthor.position)
    )
    found: dict[int, list[str]] = {}
    for entry_id, person_id, name, birth_on, birth_year in rows:
        born = birth_on.isoformat() if birth_on else str(birth_year or "")
        found.setdefault(entry_id, []).append(f"#{person_id}" if person_id else f"{fold(name)} {born}")
    return found


def plan_for(edition_id: int, regulation: Regulation, run: RunCard) -> Plan:
    """The regulation's plan, with the numbers a percentage needs when there is one."""
    if all(tier.quantity.percent is None for tier in regulation.prizes.tiers):
        return plan_of(regulation)
    return plan_of(regulation, _bases(edition_id, regulation, run))


def _bases(edition_id: int, regulation: Regulation, run: RunCard) -> Bases:
    """How many were eligible, judged in the first round, ranked in the last; in all and by every scope."""
    first = latest_run_id(edition_id, regulation.rounds[0].key) or run.id
    found: dict[tuple[str, str, str], int] = {}
    counted: Sequence[tuple[str, Select[*tuple[Any, ...]]]] = (
        ("eligible", _eligible(edition_id)),
        ("judged", _ranked(first)),
        ("finalists", _ranked(run.id)),
    )
    for of, question in counted:
        for field, division, council, number in ask(question):
            for scope, key in (("edition", ""), ("field", field), ("division", division), ("council", council or "")):
                found[of, scope, key] = found.get((of, scope, key), 0) + number
    return found


def _eligible(edition_id: int) -> Select[*tuple[Any, ...]]:
    """Eligible entries; the council is that of the first round they are in."""
    council = (
        select(func.min(Council.key))
        .join(RoundEntry, RoundEntry.council_id == Council.id)
        .join(JudgingRound, JudgingRound.id == RoundEntry.round_id)
        .where(RoundEntry.entry_id == Entry.id)
        .scalar_subquery()
    )
    return select(Entry.field_key, Entry.division_key, council, 1).where(
        Entry.edition_id == edition_id, Entry.status == "eligible"
    )


def _ranked(run_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(Entry.field_key, Entry.division_key, Council.key, func.count())
        .join(Placing, Placing.entry_id == Entry.id)
        .join(RankingRun, RankingRun.id == Placing.run_id)
        .outerjoin(RoundEntry, (RoundEntry.entry_id == Entry.id) & (RoundEntry.round_id == RankingRun.round_id))
        .outerjoin(Council, Council.id == RoundEntry.council_id)
        .where(Placing.run_id == run_id, Placing.rank.is_not(None))
        .group_by(Entry.field_key, Entry.division_key, Council.key)
    )


def eligible_scopes(edition_id: int, regulation: Regulation) -> list[dict[str, str]]:
    """Field, division and council of every eligible entry, where a tier is a percentage of them; else nothing."""
    if all(tier.quantity.percent is None or tier.quantity.of != "eligible" for tier in regulation.prizes.tiers):
        return []
    rows = sorted((field, division, council or "") for field, division, council, _ in ask(_eligible(edition_id)))
    return [{"field": field, "division": division, "council": council} for field, division, council in rows]


def capped_by(edition_id: int, regulation: Regulation) -> dict[int, tuple[int | None, tuple[int, ...]]]:
    """For each ranked entry of the last round a number for its unit and each author, where prizes of them are capped.

    The same unit has the same number and nobody is named.
    """
    caps = regulation.prizes.caps
    run = latest_run(edition_id, regulation.last_round.key)
    if run is None or (caps.per_unit is None and caps.per_author is None):
        return {}
    candidates = candidates_of(regulation, run)
    units = _numbers(each.unit for each in candidates if each.unit)
    authors = _numbers(author for each in candidates for author in each.authors)
    return {
        each.entry_id: (units.get(each.unit), tuple(authors[author] for author in dict.fromkeys(each.authors)))
        for each in candidates
    }


def _numbers(keys: Iterable[str]) -> dict[str, int]:
    return {key: number for number, key in enumerate(sorted(set(keys)), 1)}
