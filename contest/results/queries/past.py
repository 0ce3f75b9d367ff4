"""All editions of a series: those of this installation whose result is public, and those before it."""

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from contest.editions.models import Edition
from contest.editions.queries import regulation_of
from contest.entries.models import Entry, EntryAuthor
from contest.foundation.database import ask
from contest.foundation.vietnamese import fold
from contest.results.models import PastEdition, Publication, Seal
from contest.results.queries.seals import sealed_awards
from contest.results.rules.fairness import SMALLEST
from contest.results.rules.past import COUNTS, TIER_PLACES, PastRow, in_order

_COLUMNS = [getattr(PastEdition, key) for key in COUNTS]
_TEXTS = (PastEdition.other, PastEdition.money, PastEdition.note, PastEdition.source)


def past_rows(series: str) -> list[PastRow]:
    """The summary rows that were imported."""
    rows = ask(
        select(PastEdition.label, PastEdition.years, *_COLUMNS, *_TEXTS)
        .where(PastEdition.series == series)
        .order_by(PastEdition.id)
    )
    size = len(COUNTS)
    return [
        PastRow(row[0], row[1], dict(zip(COUNTS, row[2 : 2 + size], strict=True)), *row[2 + size :]) for row in rows
    ]


def all_editions(series: str) -> list[PastRow]:
    """Every edition of the series in order; one that was both imported and held here stands once, as held here."""
    own = _held_here(series)
    known = {(fold(row.label), fold(row.years)) for row in own}
    older = [row for row in past_rows(series) if (fold(row.label), fold(row.years)) not in known]
    return in_order([*older, *own])


def _held_here(series: str) -> list[PastRow]:
    """The series' editions whose result is public now, counted from their own rows."""
    rows = ask(
        select(Edition.id, Edition.slug, Seal.id.label("seal"), Seal.digest)
        .join(Publication, Publication.edition_id == Edition.id)
        .join(Seal, Seal.id == Publication.seal_id)
        .where(Edition.series == series, Publication.retracted_at.is_(None))
        .order_by(Edition.id)
    ).all()
    ids = [row.id for row in rows]
    statuses, authors = _statuses(ids), _authors(ids)
    found = []
    for row in rows:
        regulation, status = regulation_of(row.id), statuses.get(row.id, Counter())
        label, tiers = regulation.edition, {tier.key for tier in regulation.prizes.tiers}
        received = sum(status.values()) - status["draft"] - status["withdrawn"] - status["halted"]
        out = received - status["eligible"]
        # Few that were not eligible are not told: see rules/fairness.
        eligible = None if 0 < out < SMALLEST else status["eligible"]
        counts: dict[str, int | None] = {"entries": received, "eligible": eligible}
        counts |= {"authors": authors.get(row.id, 0), **_awards(sealed_awards(row.seal, row.digest).entries, tiers)}
        found.append(PastRow(label.label or str(label.number or ""), label.years or "", counts, slug=row.slug))
    return found


def _statuses(ids: list[int]) -> dict[int, Counter[str]]:
    found: dict[int, Counter[str]] = {}
    question = select(Entry.edition_id, Entry.status, func.count()).where(Entry.edition_id.in_(ids))
    for edition_id, status, many in ask(question.group_by(Entry.edition_id, Entry.status)):
        found.setdefault(edition_id, Counter())[status] = many
    return found


def _authors(ids: list[int]) -> dict[int, int]:
    question = (
        select(Entry.edition_id, func.count())
        .join(EntryAuthor, EntryAuthor.entry_id == Entry.id)
        .where(Entry.edition_id.in_(ids), Entry.status.not_in(("draft", "withdrawn")))
        .group_by(Entry.edition_id)
    )
    return {row[0]: row[1] for row in ask(question)}


def _awards(sealed: Sequence[Mapping[str, Any]], tiers: Container[str]) -> dict[str, int | None]:
    """The tier prizes by their place, 0 where a tier of the regulation went to nobody.

    Prizes of tiers under other keys are in the total alone.
    """
    given = Counter(str(award["tier"]) for award in sealed if award["award"] == "tier")
    return {"awards": sum(given.values()), **{key: given[key] for key in TIER_PLACES if key in tiers or given[key]}}
