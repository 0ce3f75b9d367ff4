"""What is posted, whether it is still what would be decided, and what the public said to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import case, func, select

from contest.editions.queries import regulation_of
from contest.editions.rules import Regulation
from contest.entries.models import Entry
from contest.foundation.database import ask, db
from contest.foundation.shielding import masker_of
from contest.people.models import Person
from contest.prizes.queries import HAS_UNIT_NAMES, AwardLine, award_lines, with_names
from contest.results.models import Posting, PostingRemark
from contest.results.queries.content import award_in_brief, unit_in_brief
from contest.results.queries.embargo import is_held
from contest.results.queries.public import PublicTier, of_entries, of_units, tiers_of
from contest.results.rules import WRITTEN, PostingFacts, digest

# The heading of a posted list while which prize is whose is kept back.
KEPT_BACK = "Được đề nghị trao giải (hạng giải công bố tại lễ)"


@dataclass(frozen=True, slots=True)
class PostingCard:
    """A posted list without its content; `removed_at` of one that was taken down or gave way to another."""

    id: int
    number: int
    digest: str
    mark: str
    days: int
    posted_at: datetime
    posted_by: str
    ends_on: date
    removed_at: datetime | None
    remove_reason: str


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """A remark as the office reads it; `entry` is the code and title it is about, if it named one."""

    id: int
    number: int
    entry_id: int | None
    entry: str
    text: str
    sender: str
    contact: str
    sent_at: datetime
    conclusion: str
    settled_at: datetime | None
    settled_by: str


_CARD = (
    select(
        Posting.id,
        Posting.number,
        Posting.digest,
        Posting.mark,
        Posting.days,
        Posting.posted_at,
        func.coalesce(Person.name, ""),
        Posting.ends_on,
        Posting.removed_at,
        Posting.remove_reason,
    )
    .outerjoin(Person, Person.id == Posting.posted_by_id)
    .order_by(Posting.number.desc())
)


def postings(edition_id: int) -> list[PostingCard]:
    """Every list that was posted, the newest first."""
    rows: Sequence[Any] = ask(_CARD.where(Posting.edition_id == edition_id)).all()
    return [PostingCard(*row) for row in rows]


def standing_posting(edition_id: int) -> PostingCard | None:
    """The list that is posted now, its days over or not."""
    return next((card for card in postings(edition_id) if card.removed_at is None), None)


def posted_document(edition_id: int, regulation: Regulation, lines: Sequence[AwardLine]) -> dict[str, Any]:
    """What a posting freezes: awards as in a seal; words that name an author stand without the name."""
    unnamed = masker_of(edition_id)
    awards = [award_in_brief(line, regulation) for line in lines if line.entry_id is not None]
    return {
        "awards": [award | {key: unnamed(award[key]) for key in WRITTEN} for award in awards],
        "unit_awards": [unit_in_brief(line, regulation) for line in lines if line.entry_id is None],
    }


def mark_of(lines: Sequence[AwardLine]) -> str:
    """The digest of who has which award."""
    whom = [[line.entry_id or line.title, line.award_key, line.tier_key, line.scope_key] for line in lines]
    return digest(sorted(whom, key=str))


def posting_facts(edition_id: int, regulation: Regulation) -> PostingFacts:
    """What the decision looks at."""
    card = standing_posting(edition_id)
    days, waiting = regulation.timeline.publication_days, waiting_remarks(edition_id)
    if card is None:
        return PostingFacts(days, remarks_open=waiting)
    is_current = card.mark == mark_of(award_lines(edition_id, regulation))
    return PostingFacts(days, card.ends_on, is_current, waiting)


def waiting_remarks(edition_id: int) -> int:
    """How many remarks nobody has concluded on."""
    question = select(func.count()).where(PostingRemark.edition_id == edition_id, PostingRemark.settled_at.is_(None))
    return db.session.scalar(question) or 0


@dataclass(frozen=True, slots=True)
class PostedResults:
    """What the public sees of a posted list. choices: (entry's key, title) of those a remark can be about."""

    posted_at: datetime
    ends_on: date
    tiers: tuple[PublicTier, ...]
    total: int
    choices: tuple[tuple[int, str], ...]


def posted_results(edition_id: int) -> PostedResults | None:
    """The posted list with the names the law lets us print today; None while none is posted."""
    row = ask(
        select(Posting.posted_at, Posting.ends_on, Posting.document, HAS_UNIT_NAMES.label("has_names"))
        .where(Posting.edition_id == edition_id, Posting.removed_at.is_(None))
        .order_by(Posting.number.desc()),
        {"edition_id": edition_id},
    ).first()
    if row is None:
        return None
    regulation, awards, units = regulation_of(edition_id), row.document["awards"], row.document["unit_awards"]
    if is_held(edition_id):
        awards, units = _without_prizes(awards), _without_prizes(units)
    of_entry = list(of_entries(awards, regulation))
    rows = [*of_entry, *of_units(with_names(edition_id, units, has_names=row.has_names), regulation)]
    choices = {award["entry"]: shown.title for award, (_, shown) in zip(awards, of_entry, strict=True) if shown.title}
    return PostedResults(row.posted_at, row.ends_on, tiers_of(rows, regulation), len(rows), tuple(choices.items()))


def _without_prizes(awards: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Who is proposed, in the order of codes and names: which prize is kept back until the ceremony."""
    hidden = {"tier": "", "award": "", "name": KEPT_BACK, "points": None, "amount_vnd": None, "author": 0}
    whose = {award.get("code") or award["unit"]: award | hidden for award in awards}
    return [whose[known] for known in sorted(whose)]


def remarks(edition_id: int) -> list[RemarkRow]:
    """What the public said, what waits for a conclusion first."""
    rows = ask(
        select(
            PostingRemark.id,
            Posting.number,
            PostingRemark.entry_id,
            case((Entry.id.is_(None), ""), else_=func.coalesce(Entry.code, "") + " – " + Entry.title),
            PostingRemark.text,
            PostingRemark.sender,
            PostingRemark.contact,
            PostingRemark.sent_at,
            PostingRemark.conclusion,
            PostingRemark.settled_at,
            func.coalesce(Person.name, ""),
        )
        .join(Posting, Posting.id == PostingRemark.posting_id)
        .outerjoin(Entry, Entry.id == PostingRemark.entry_id)
        .outerjoin(Person, Person.id == PostingRemark.settled_by_id)
        .where(PostingRemark.edition_id == edition_id)
        .order_by(PostingRemark.settled_at.is_not(None), PostingRemark.id.desc())
    )
    return [RemarkRow(*row) for row in rows]
