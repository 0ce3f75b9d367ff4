"""Medals, cups, envelopes, flowers: how many are needed, where each one is, and whether all of them are accounted for.

Every thing is in one place: in store, laid out for the stage, with a winner, or spoilt. Moves are added, never changed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from contest.editions.rules import Regulation
from contest.foundation.refusal import Reason

Per = Literal["entry", "author"]
ITEM_KINDS = {
    "medal": "Huy chương",
    "cup": "Cúp, kỷ niệm chương",
    "envelope": "Phong bì tiền thưởng",
    "certificate": "Giấy chứng nhận, bằng khen",
    "flower": "Hoa",
    "gift": "Quà tặng",
    "other": "Hiện vật khác",
}
PER_WORDS: dict[Per, str] = {"entry": "mỗi giải một phần", "author": "mỗi tác giả một phần"}
# stocked: came in; packed: from the store to the table by the stage; unpacked: back; handed: from the table to the
# winner; collected: from the store to whoever came for it later; taken_back: from the winner; spoilt: broken or lost.
MOVE_WORDS = {
    "stocked": "Nhập về",
    "packed": "Xếp ra bàn",
    "unpacked": "Cất lại",
    "handed": "Đã trao",
    "collected": "Nhận sau lễ",
    "taken_back": "Thu lại",
    "spoilt": "Hỏng, mất",
    "counted": "Kiểm đếm",
}
MOVES = tuple(MOVE_WORDS)
# What a move takes from and adds to: store, table, winners, gone.
_EFFECTS: Mapping[str, tuple[int, int, int, int]] = {
    "stocked": (1, 0, 0, 0),
    "packed": (-1, 1, 0, 0),
    "unpacked": (1, -1, 0, 0),
    "handed": (0, -1, 1, 0),
    "collected": (-1, 0, 1, 0),
    "taken_back": (1, 0, -1, 0),
    "spoilt": (-1, 0, 0, 1),
}


@dataclass(frozen=True, slots=True)
class Due:
    """So many of a thing belong to an award (its reference)."""

    item_id: int
    award: str
    count: int


@dataclass(frozen=True, slots=True)
class Move:
    """So many of a thing went somewhere; award: for which one, "" for the store's own moves."""

    item_id: int
    award: str
    kind: str
    count: int


class Place(NamedTuple):
    """How many of a thing are where."""

    store: int = 0
    table: int = 0
    given: int = 0
    spoilt: int = 0

    def after(self, kind: str, count: int) -> "Place":
        """The same once a move was made."""
        store, table, given, spoilt = _EFFECTS.get(kind, (0, 0, 0, 0))
        return Place(
            self.store + store * count,
            self.table + table * count,
            self.given + given * count,
            self.spoilt + spoilt * count,
        )


class Balance(NamedTuple):
    """A thing as a whole. stocked: all that ever came; missing: how many more are needed than there are."""

    item_id: int
    needed: int
    stocked: int
    place: Place
    to_give: int
    missing: int
    # What the last count of the store found more (or less) than the book says; None while nobody counted.
    counted: int | None


def places(moves: Iterable[Move]) -> tuple[dict[int, Place], dict[tuple[int, str], Place]]:
    """Where each thing is: as a whole, and for each award."""
    whole: dict[int, Place] = defaultdict(Place)
    by_award: dict[tuple[int, str], Place] = defaultdict(Place)
    for move in moves:
        whole[move.item_id] = whole[move.item_id].after(move.kind, move.count)
        if move.award:
            by_award[move.item_id, move.award] = by_award[move.item_id, move.award].after(move.kind, move.count)
    return whole, by_award


def balances(items: Iterable[int], dues: Sequence[Due], moves: Sequence[Move]) -> list[Balance]:
    """Every thing: needed, there, where, and what is still to be given."""
    whole, by_award = places(moves)
    needed, to_give, stocked = Counter[int](), Counter[int](), Counter[int]()
    for due in dues:
        needed[due.item_id] += due.count
        to_give[due.item_id] += max(0, due.count - by_award[due.item_id, due.award].given)
    for move in moves:
        stocked[move.item_id] += move.count if move.kind == "stocked" else 0
    found = []
    for item_id in items:
        place = whole[item_id]
        missing = max(0, to_give[item_id] - place.store - place.table)
        counted = _counted(item_id, moves)
        found.append(Balance(item_id, needed[item_id], stocked[item_id], place, to_give[item_id], missing, counted))
    return found


def _counted(item_id: int, moves: Iterable[Move]) -> int | None:
    """The last count against the book as it stood then."""
    store, difference = 0, None
    for move in moves:
        if move.item_id == item_id:
            difference = move.count - store if move.kind == "counted" else difference
            store += _EFFECTS.get(move.kind, (0, 0, 0, 0))[0] * move.count
    return difference


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not accounted for; award: whose, "" for the thing as a whole."""

    item_id: int
    award: str
    kind: Literal["missing", "over", "on_table", "counted"]
    count: int


DIFFERENCE_WORDS = {
    "missing": "còn thiếu {count} để trao đủ",
    "over": "đã trao thừa {count}",
    "on_table": "còn {count} ở bàn trao chưa cất lại",
    "counted": "kiểm đếm lệch {count} so với sổ",
}


def differences(items: Iterable[int], dues: Sequence[Due], moves: Sequence[Move]) -> list[Difference]:
    """What does not agree: an empty list says that every thing is where the book says and enough for everybody."""
    _, by_award = places(moves)
    wanted: Counter[tuple[int, str]] = Counter()
    for due in dues:
        wanted[due.item_id, due.award] += due.count
    found: list[Difference] = []
    for balance in balances(items, dues, moves):
        if balance.missing:
            found.append(Difference(balance.item_id, "", "missing", balance.missing))
        if balance.counted:
            found.append(Difference(balance.item_id, "", "counted", balance.counted))
    for (item_id, award), place in by_award.items():
        if place.given > wanted[item_id, award]:
            found.append(Difference(item_id, award, "over", place.given - wanted[item_id, award]))
        if place.table:
            found.append(Difference(item_id, award, "on_table", place.table))
    return found


def why_not_move(move: Move, dues: Sequence[Due], moves: Sequence[Move]) -> list[Reason]:
    """Why a thing cannot go there: it is not where it is said to be, or nobody is to have so many."""
    whole, by_award = places([each for each in moves if each.item_id == move.item_id])
    place, own = whole[move.item_id], by_award[move.item_id, move.award]
    if move.count < 1 and not (move.kind == "counted" and move.count == 0):
        return [Reason("item_count", {}, "count")]
    free = {
        "packed": place.store,
        "unpacked": own.table,
        "handed": own.table,
        "collected": place.store,
        "taken_back": own.given,
        "spoilt": place.store,
    }.get(move.kind)
    if free is not None and move.count > free:
        return [Reason(f"item_no_{move.kind}", {"free": free, "count": move.count}, "count")]
    wanted = sum(due.count for due in dues if (due.item_id, due.award) == (move.item_id, move.award))
    kept = own.table + own.given
    if move.kind in ("packed", "collected") and kept + move.count > wanted:
        return [Reason("item_too_many", {"wanted": wanted, "kept": kept}, "count")]
    return []


class Usual(NamedTuple):
    """A thing the regulation gives by itself, and to which award (award, tier) how many."""

    kind: str
    name: str
    per: Per
    counts: Mapping[tuple[str, str], int]


def usual_items(regulation: Regulation, tier_award: str) -> Iterator[Usual]:
    """What the regulation says each award comes with: certificates of its kinds, an envelope, gifts; and flowers."""
    tiers = regulation.prizes.tiers
    beside = (*regulation.extra_awards, *regulation.topic_awards)
    awards = [((tier_award, tier.key), tier) for tier in tiers] + [((award.key, ""), award) for award in beside]
    for kind in regulation.certificates:
        own = {key: 1 for key, award in awards if kind.key in award.certificates}
        if own:
            per: Per = "author" if kind.for_ in ("author", "person") else "entry"
            yield Usual("certificate", kind.name, per, own)
    money = {key: 1 for key, award in awards if award.amount or getattr(award, "amount_by_scope", None)}
    if money:
        yield Usual("envelope", "Phong bì tiền thưởng", "entry", money)
    gifts: dict[str, dict[tuple[str, str], int]] = {}
    for key, award in awards:
        if gift := getattr(award, "gift", ""):
            gifts.setdefault(gift, {})[key] = 1
    for gift, own in gifts.items():
        yield Usual("gift", gift[:200], "entry", own)
    yield Usual("flower", "Hoa", "entry", {key: 1 for key, _ in awards})


def told_together(found: Iterable[Difference]) -> list[Difference]:
    """The same for people: what lies out is told once for each thing, all else award by award."""
    out: Counter[int] = Counter()
    rest = []
    for one in found:
        if one.kind == "on_table":
            out[one.item_id] += one.count
        else:
            rest.append(one)
    return [*rest, *(Difference(item_id, "", "on_table", count) for item_id, count in out.items())]
