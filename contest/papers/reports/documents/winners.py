"""What documents say of prizes, from the sealed result: tier by tier with counts and sums; who and what as of today."""

from collections.abc import Mapping, Sequence
from typing import Any

from contest.editions.rules import Regulation
from contest.foundation.vietnamese import money_in_words, number, parse_money, roman
from contest.papers.queries.tallies import brings_tally
from contest.papers.queries.winners import UnitWinner, Winner, Winners, by_prize
from contest.papers.reports.documents.entries import line_of
from contest.papers.reports.documents.frame import number_text
from contest.papers.rules.reconciling import Item, Tally
from contest.results.queries.published import PublicEntry, published_entries
from contest.results.rules.showing import UNNAMED

_SOURCE, _NAME = "documents", "Phụ lục quyết định công nhận kết quả"


def winner_facts(given: Winners, *, for_public: bool = True) -> dict[str, Any]:
    """Everything documents say about the prizes. for_public: also the names as the public may read them."""
    public = published_entries([each.entry.id for each in given.entries], given.regulation) if for_public else {}
    tiers, units = by_prize(given.regulation, given.entries), by_prize(given.regulation, given.units)
    own, theirs = _money(given.entries), _money(given.units)
    return {
        "tong_so_giai": number_text(len(given.entries) + len(given.units)),
        "tong_tien": _amount(own + theirs),
        "tong_tien_chu": money_in_words(own + theirs) if own + theirs else "",
        "nguon_kinh_phi": given.regulation.prizes.money_from,
        "so_giai_ho_so": number_text(len(given.entries)),
        "tien_ho_so": _amount(own),
        "tien_ho_so_chu": money_in_words(own) if own else "",
        "so_giai_tap_the": number_text(len(given.units)),
        "tien_tap_the": _amount(theirs),
        "cac_giai": [
            _prize(place, held)
            | {"cac_dong": [_line(at, each, given.regulation, public) for at, each in enumerate(held, 1)]}
            for place, held in enumerate(tiers, 1)
        ],
        "giai_tap_the": [
            _prize(len(tiers) + place, held) | {"cac_dong": [_unit(at, each) for at, each in enumerate(held, 1)]}
            for place, held in enumerate(units, 1)
        ],
    }


def _money(given: Sequence[Winner] | Sequence[UnitWinner]) -> int:
    return sum(each.amount_vnd or 0 for each in given)


def _amount(vnd: int | None) -> str:
    return number(vnd) if vnd else ""


def _prize(place: int, held: Sequence[Winner] | Sequence[UnitWinner]) -> dict[str, Any]:
    return {
        "tt": roman(place),
        "ten": held[0].prize,
        "so_luong": number_text(len(held)),
        "tien": _amount(_money(held)),
    }


def _line(place: int, each: Winner, regulation: Regulation, public: Mapping[int, PublicEntry]) -> dict[str, str]:
    line = line_of(place, each.entry, regulation) | {
        "tac_gia": ", ".join(each.names),
        "muc_thuong": _amount(each.amount_vnd),
        "ten_cong_bo": "",
        "tac_gia_cong_bo": "",
    }
    shown = public.get(each.entry.id)
    if shown is not None:
        names = [shown.each[person.place - 1] for person in each.people] if each.author else list(shown.authors)
        line["ten_cong_bo"] = shown.shown.of_text(shown.title or each.entry.title)
        line["tac_gia_cong_bo"] = ", ".join(name or UNNAMED for name in names)
    return line


def _unit(place: int, each: UnitWinner) -> dict[str, str]:
    return {"tt": str(place), "don_vi": each.named, "muc_thuong": _amount(each.amount_vnd)}


def tally_of_facts(facts: Mapping[str, Any], given: Winners) -> Tally:
    """What an annex says, read back from the very texts that are printed."""
    authors = {(each.entry.code, each.prize, ", ".join(each.names)): each for each in given.entries}
    items, counts = [], {}
    for prize in (*facts["cac_giai"], *facts["giai_tap_the"]):
        counts[prize["ten"]] = int(prize["so_luong"].replace(".", ""))
        for line in prize["cac_dong"]:
            paid = parse_money(line["muc_thuong"]) if line["muc_thuong"] else None
            if "ma_so" not in line:
                items.append(Item(line["don_vi"], prize["ten"], (), paid))
                continue
            known = authors.get((line["ma_so"], prize["ten"], line["tac_gia"]))
            names = known.names if known else tuple(line["tac_gia"].split(", "))
            items.append(Item(line["ma_so"], prize["ten"], names, paid, known.author if known else 0))
    total = parse_money(facts["tong_tien"]) if facts["tong_tien"] else 0
    version = given.seal.version if given.seal else None
    return Tally(_SOURCE, _NAME, items, counts_said=counts, total_said=total, version=version)


@brings_tally(_SOURCE, _NAME)
def _documents(given: Winners) -> Sequence[Tally]:
    """The annexes of the decision, which the submission and the announcements share."""
    return [tally_of_facts(winner_facts(given, for_public=False), given)]
