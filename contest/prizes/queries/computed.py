"""What computed extra awards look at: every eligible entry with its authors, its place in the last round, its tier."""

from datetime import date

from sqlalchemy import and_, select

from contest.editions.rules import Regulation
from contest.entries.models import Entry, EntryAuthor
from contest.foundation.database import db
from contest.prizes.models import Award
from contest.prizes.rules import TIER_AWARD
from contest.prizes.rules.extras import Suggestion, Who, Work, suggest
from contest.ranking.models import Placing
from contest.ranking.queries import RunCard


def suggestions(edition_id: int, regulation: Regulation, run: RunCard) -> list[Suggestion]:
    """Every computed extra award with those the figures speak for, in two queries."""
    works = _works(edition_id, run)
    awards = (*regulation.extra_awards, *regulation.topic_awards)
    return [found for award in awards if (found := suggest(award, works)) is not None]


def _works(edition_id: int, run: RunCard) -> list[Work]:
    award = and_(Award.entry_id == Entry.id, Award.award_key == TIER_AWARD, Award.state != "removed")
    rows = db.session.execute(
        select(Entry.id, Entry.code, Entry.title, Entry.unit, Entry.field_key, Placing.rank, Award.tier_key)
        .outerjoin(Placing, and_(Placing.entry_id == Entry.id, Placing.run_id == run.id))
        .outerjoin(Award, award)
        .where(Entry.edition_id == edition_id, Entry.status == "eligible")
        .order_by(Entry.code, Entry.id)
    ).all()
    authors = _authors(edition_id)
    return [
        Work(row.id, row.code or "", row.title, row.unit, row.field_key, row.rank, row.tier_key or "",
             tuple(authors.get(row.id, ())))
        for row in rows
    ]  # fmt: skip


def _authors(edition_id: int) -> dict[int, list[Who]]:
    rows = db.session.execute(
        select(EntryAuthor.entry_id, EntryAuthor.birth_on, EntryAuthor.gender, EntryAuthor.ethnicity)
        .join(Entry, Entry.id == EntryAuthor.entry_id)
        .where(Entry.edition_id == edition_id)
    )
    found: dict[int, list[Who]] = {}
    for entry_id, born, gender, ethnicity in rows:
        day: date | None = born
        found.setdefault(entry_id, []).append(Who(day, gender, ethnicity))
    return found
