"""What receipts, payouts and the packing list say of the winners, for the reconciler."""

from collections.abc import Callable, Sequence

from contest.ceremony.queries.items import award_rows
from contest.ceremony.queries.money import MoneyBook, MoneyLine, money_book
from contest.foundation.database import asked_once
from contest.papers.queries.tallies import brings_tally
from contest.papers.queries.winners import UnitWinner, Winner, Winners
from contest.papers.rules.reconciling import Item, Tally
from contest.results.rules.embargo import reference

RECEIPTS, PAYOUTS, PACKING = "Danh sách ký nhận tiền thưởng", "Bảng chi thưởng", "Danh sách xếp hiện vật"


@brings_tally("receipts", RECEIPTS)
def _receipts(given: Winners) -> Sequence[Tally]:
    """What was signed for; where nobody has signed yet, what is asked to be signed."""
    return _money(given, "receipts", RECEIPTS, lambda line: line.receipt.amount_vnd if line.receipt else None)


@brings_tally("payouts", PAYOUTS)
def _payouts(given: Winners) -> Sequence[Tally]:
    """What was paid where it is more than was decided, else what is to be paid."""
    return _money(given, "payouts", PAYOUTS, lambda line: max(line.paid_vnd, line.share.amount_vnd))


def _money(given: Winners, source: str, name: str, said: Callable[[MoneyLine], int | None]) -> Sequence[Tally]:
    """The shares put together again, award by award: what was divided has to make the award."""
    book = asked_once(("money book", given.edition_id), lambda: money_book(given.edition_id, given=given))
    if not book.lines:
        return ()
    sums = _sums(book, said)
    items = [
        *(Item(each.entry.code, each.prize, (), sums.get(_ref(each)), each.author) for each in given.entries),
        *(Item(each.named, each.prize, (), sums.get(_ref_of_unit(each))) for each in given.units),
    ]
    # Prizes without money are on no list of money.
    paid = frozenset(item.award for item in items if item.amount_vnd)
    items = [item for item in items if item.award in paid]
    return [Tally(source, name, items, frozenset({"entries", "money"}), paid, total_said=sum(sums.values()))]


def _ref(winner: Winner) -> str:
    award = {"entry": winner.entry.id, "award": winner.award_key, "tier": winner.tier_key, "author": winner.author}
    return reference(award)


def _ref_of_unit(unit: UnitWinner) -> str:
    return reference({"unit": unit.unit, "award": unit.award_key})


def _sums(book: MoneyBook, said: Callable[[MoneyLine], int | None]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for line in book.lines:
        ref, amount = line.share.key.partition(":")[0], said(line)
        sums[ref] = sums.get(ref, 0) + (line.share.amount_vnd if amount is None else amount)
    return sums


@brings_tally("packing", PACKING)
def _packing(given: Winners) -> Sequence[Tally]:
    """Every award somebody is handed something for."""
    if given.seal is None:
        return ()
    authors = {_ref(each): each for each in given.entries}
    items = [
        Item(
            row.code or row.unit,
            row.prize,
            row.names,
            author=authors[row.ref].author if row.ref in authors else 0,
        )
        for row in award_rows(given)
    ]
    return [Tally("packing", PACKING, items, frozenset({"entries", "names"}))]
