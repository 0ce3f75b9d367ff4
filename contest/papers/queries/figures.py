"""What the figures are counted from: an edition's entries as they stand, its sealed awards, the earlier editions."""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import bindparam, case, func, select

from contest.editions.queries import edition_by_id, regulation_of
from contest.editions.rules import Regulation
from contest.entries.models import Entry, EntryAuthor
from contest.foundation.audit import until_a_change
from contest.foundation.database import ask
from contest.foundation.ledger import LedgerEvent
from contest.juries.models import JudgingRound, RoundEntry
from contest.papers.queries.tallies import brings_tally
from contest.papers.queries.winners import Winners
from contest.papers.rules.figures import Counted, Known, prizes
from contest.papers.rules.reconciling import Item, Said, Tally
from contest.people.queries import UnitCard, unit_cards
from contest.results.models import Seal
from contest.results.queries import all_editions, revoked_awards
from contest.results.queries.revocations import AwardOf, award_of
from contest.results.queries.standing import StandingSeal, standing_seal
from contest.results.rules.past import TIER_PLACES, PastRow, in_order

T = TypeVar("T")

# Drafts are nobody's entries yet; what was withdrawn, or halted by the office, takes no part.
_NOT_COUNTED = ("draft", "withdrawn", "halted")


@dataclass(frozen=True, slots=True)
class Basis:
    """Everything the office's figures are counted from. awards: name and đồng of each, the best first."""

    entries: Sequence[Counted]
    known: Known
    awards: Sequence[tuple[str, int | None]]
    editions: Sequence[PastRow]


def basis_of(edition_id: int) -> Basis:
    """The figures' basis as it stands: every entry is looked at, so that figures are kept and not this."""
    regulation, edition = regulation_of(edition_id), edition_by_id(edition_id)
    seal, revoked = standing_seal(edition_id), revoked_awards(edition_id)
    standing = [each for each in seal.awards if award_of(each) not in revoked] if seal else []
    last = regulation.rounds[-1].key if len(regulation.rounds) > 1 else ""
    finalists = _in_round(edition_id, last) if last else frozenset()
    won = frozenset(each["entry"] for each in standing)
    entries = _entries(edition_id, finalists, won)
    known = Known(bool(finalists), seal is not None)
    editions = all_editions(edition.series)
    if not any(row.slug == edition.slug for row in editions):
        editions = in_order([*editions, _own_row(regulation, edition.slug, entries, known, standing)])
    return Basis(entries, known, told_awards(regulation, seal, revoked) if seal else (), editions)


def told_awards(
    regulation: Regulation, seal: StandingSeal, revoked: Collection[AwardOf]
) -> list[tuple[str, int | None]]:
    """Name and đồng of each prize that stands, those of units behind; the best tier first."""
    order = [tier.key for tier in regulation.prizes.tiers]
    standing = [each for each in seal.awards if award_of(each) not in revoked]
    ranked = sorted(standing, key=lambda each: order.index(each["tier"]) if each["tier"] in order else len(order))
    return [(str(each["name"]), each["amount_vnd"]) for each in (*ranked, *seal.unit_awards)]


# What no audited table tells of: a new seal, and who is in a round; of that the ledger says when it was prepared.
_BESIDE = select(
    select(func.max(Seal.version)).where(Seal.edition_id == bindparam("edition_id")).scalar_subquery(),
    select(func.max(LedgerEvent.id))
    .where(LedgerEvent.edition_id == bindparam("edition_id"), LedgerEvent.kind == "round.prepared")
    .scalar_subquery(),
)


def until_counted_anew(edition_id: int, what: Hashable, count: Callable[[], T]) -> T:
    """Figures of an edition, kept until something changes."""
    beside = tuple(ask(_BESIDE, {"edition_id": edition_id}).one())
    return until_a_change(("figures", edition_id, what), count, beside=beside)


@brings_tally("figures", "Số liệu, biểu đồ")
def _figures(given: Winners) -> Sequence[Tally]:
    """The tables of prizes and of money, by name: what is printed in them, and the prizes they count."""
    if given.seal is None:
        return ()
    awards = told_awards(given.regulation, given.seal, revoked_awards(given.edition_id))
    by_count, *by_money = prizes(awards)
    counts = {name: values[0] or 0 for name, values in by_count.rows}
    total = by_money[0].total[1] if by_money else None
    items = [Item("", name, (), amount) for name, amount in awards]
    says: frozenset[Said] = frozenset({"money"})
    return [Tally("figures", "Số liệu, biểu đồ", items, says=says, counts_said=counts, total_said=total)]


def _in_round(edition_id: int, round_key: str) -> frozenset[int]:
    rows = ask(
        select(RoundEntry.entry_id)
        .join(JudgingRound, JudgingRound.id == RoundEntry.round_id)
        .where(JudgingRound.edition_id == edition_id, JudgingRound.key == round_key)
    )
    return frozenset(row[0] for row in rows)


def _entries(edition_id: int, finalists: frozenset[int], won: frozenset[int]) -> list[Counted]:
    cards = {card.id: card for card in unit_cards()}
    genders = [func.coalesce(func.sum(case((EntryAuthor.gender == key, 1), else_=0)), 0) for key in ("nu", "nam")]
    rows = ask(
        select(Entry.id, Entry.field_key, Entry.unit_id, Entry.unit, Entry.locality, Entry.division_key, Entry.status,
               func.count(EntryAuthor.id), *genders)
        .outerjoin(EntryAuthor, EntryAuthor.entry_id == Entry.id)
        .where(Entry.edition_id == edition_id, Entry.status.not_in(_NOT_COUNTED))
        .group_by(Entry.id)
        .order_by(Entry.id)
    )  # fmt: skip
    found = []
    for entry_id, field, unit_id, unit, locality, division, status, authors, women, men in rows:
        card = cards.get(unit_id) if unit_id is not None else None
        found.append(
            Counted(
                field,
                card.label if card else unit,
                _commune(card, locality),
                division,
                authors,
                int(women),
                int(men),
                status == "eligible",
                entry_id in finalists,
                entry_id in won,
            )
        )
    return found


def _commune(card: UnitCard | None, locality: str) -> str:
    """The commune of the unit, or what the entry says; both begin with the commune and may go on with the province."""
    return (card.place if card is not None and card.place else locality).split(",")[0].strip()


def _own_row(
    regulation: Regulation, slug: str, entries: Sequence[Counted], known: Known, awards: Sequence[Mapping[str, object]]
) -> PastRow:
    """This edition among the others before its result is public."""
    label = regulation.edition
    counts: dict[str, int | None] = {
        "entries": len(entries),
        "eligible": sum(each.is_eligible for each in entries),
        "authors": sum(each.authors for each in entries),
    }
    if known.awards:
        tiers = [each["tier"] for each in awards if each["award"] == "tier"]
        counts |= {"awards": len(tiers), **{key: tiers.count(key) for key in TIER_PLACES if key in tiers}}
    return PastRow(label.label or str(label.number or ""), label.years or "", counts, slug=slug)
