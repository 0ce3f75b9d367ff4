"""What the lists of winners say, read from the lists themselves as they would be printed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from contest.foundation.report import Formula, Report, plain
from contest.papers.queries import certificates as register
from contest.papers.queries.certificates import Line, People
from contest.papers.queries.tallies import brings_tally
from contest.papers.queries.winners import Winners
from contest.papers.reports import winning
from contest.papers.rules.certificates import kinds_of
from contest.papers.rules.reconciling import EVERYTHING, Item, Said, Tally
from contest.prizes.reports import prize_list, unit_list
from contest.results.queries import public_results


def tally_of(
    given: Winners,
    source: str,
    name: str,
    reports: Sequence[Report],
    says: frozenset[Said] = EVERYTHING,
) -> Tally:
    """A list's tally from its printed rows, sub-counts and totals.

    The rows have `code` or `unit`, `award` (or stand in groups that bear its name), `authors` a line each, `amount`.
    """
    items: list[Item] = []
    counts: dict[str, int] = {}
    total, has_total = 0, False
    places = _places(given)
    for report in reports:
        for group in report.parts():
            rows = [_item(row, places) for row in group.rows]
            items += rows
            if rows and group.count:
                counts[rows[0].award] = counts.get(rows[0].award, 0) + int(group.count.split()[0])
        for line in report.totals:
            if isinstance(line.values.get("amount"), Formula):
                total, has_total = total + _figure(line.values["amount"]), True
    return Tally(
        source,
        name,
        items,
        says=says,
        counts_said=counts if counts else None,
        total_said=total if has_total else None,
        version=given.seal.version if given.seal else None,
    )


def _item(row: Mapping[str, Any], places: Mapping[tuple[str, str, str], int]) -> Item:
    code = str(row.get("code") or row.get("unit") or "")
    award, names = str(row["award"]), str(row.get("authors") or "")
    amount = row.get("amount")
    own = tuple(names.split("\n")) if names else ()
    return Item(
        code, award, own, None if amount is None else _figure(amount), places.get((code, award, "\n".join(own)), 0)
    )


def _places(given: Winners) -> dict[tuple[str, str, str], int]:
    """Of awards for one author, which author it is."""
    return {(each.entry.code, each.prize, "\n".join(each.names)): each.author for each in given.entries if each.author}


def _figure(value: Any) -> int:
    exact = plain(value)
    return exact if isinstance(exact, int) else 0


@brings_tally("prize-list", "Danh sách đạt giải")
def _prize_list(given: Winners) -> Sequence[Tally]:
    units = unit_list(given.edition_id)
    reports = [prize_list(given.edition_id), *([units] if units is not None else [])]
    return [tally_of(given, "prize-list", "Danh sách đạt giải", reports)]


@brings_tally("annexes", "Phụ lục quyết định")
def _annexes(given: Winners) -> Sequence[Tally]:
    return [tally_of(given, "annexes", "Phụ lục quyết định", winning.annexes(given))]


@brings_tally("receipts-by-prize", "Ký nhận tiền thưởng theo giải")
def _receipts(given: Winners) -> Sequence[Tally]:
    return _paid(given, tally_of(given, "receipts-by-prize", "Ký nhận theo giải", winning.receipts(given)))


@brings_tally("receipts-by-author", "Ký nhận tiền thưởng theo tác giả")
def _receipts_by_author(given: Winners) -> Sequence[Tally]:
    """Each author's line gathered to the prize it is a part of."""
    reports = winning.receipts_by_author(given)
    lines = tally_of(given, "receipts-by-author", "Ký nhận theo tác giả", reports)
    gathered: dict[tuple[str, str], list[Item]] = {}
    for item in lines.items:
        gathered.setdefault((item.code, item.award), []).append(item)
    items = []
    for (code, award), own in gathered.items():
        if len({item.author for item in own}) > 1:
            items += own
        else:
            names = tuple(name for item in own for name in item.names)
            items.append(Item(code, award, names, sum(item.amount_vnd or 0 for item in own), own[0].author))
    return _paid(given, replace(lines, items=items, counts_said=None))


def _paid(given: Winners, tally: Tally) -> Sequence[Tally]:
    """Of receipts: only the prizes that money goes with; nothing where none has any."""
    paid = winning.paid_prizes(given)
    return [replace(tally, awards=paid)] if paid else ()


@brings_tally("envelopes", "Xếp phong bì")
def _packing(given: Winners) -> Sequence[Tally]:
    reports = winning.packing_lists(given)[:1]
    return [tally_of(given, "envelopes", "Xếp phong bì", reports)] if reports else ()


@brings_tally("certificates", "Giấy chứng nhận")
def _certificates(given: Winners) -> Sequence[Tally]:
    """Each kind of certificate that has numbers: the valid ones, with the names they are for."""
    lines = register.register(given.edition_id)
    if not lines or given.seal is None:
        return ()
    worth = register.worths(given.edition_id, lines)
    valid = [line for line in lines if worth[line.id] == "valid"]
    people = given.of_certificates
    wanted = register.due_of(given.regulation, given.seal, people)
    of_one = {each.award_key for each in given.entries if each.author}
    found = []
    for kind in kinds_of(given.regulation):
        own = [line for line in valid if line.kind_key == kind.key]
        if own:
            awards = frozenset(each.prize for each in wanted if each.kind_key == kind.key)
            is_by_name = kind.for_ in ("author", "person")
            says: frozenset[Said] = frozenset({"entries", "names"}) if is_by_name else frozenset({"entries"})
            items = _by_prize(own, people, of_one)
            found.append(Tally(f"certificates:{kind.key}", f"Sổ cấp {kind.name}", items, says=says, awards=awards))
    return found


def _by_prize(lines: Sequence[Line], people: People, of_one: Collection[str]) -> list[Item]:
    """The certificates of a kind gathered to the prizes they are for; a second one for the same name stands twice.

    of_one: the awards that are for one author of an entry.
    """
    found: dict[tuple[str, str, int], list[tuple[int, str]]] = {}
    for line in lines:
        authors = people.authors.get(line.entry_id, {}) if line.entry_id is not None else {}
        places = {key: place for place, key in enumerate(authors, 1)}
        author = authors.get(line.author_id) if line.author_id is not None else None
        place = places.get(line.author_id, 0) if line.author_id is not None else 0
        name = author.name if author else ""
        code = (
            people.codes.get(line.entry_id, "")
            if line.entry_id is not None
            else people.printed_as.get(line.unit, line.unit)
        )
        key = code, line.prize, place if line.award_key in of_one else 0
        found.setdefault(key, []).append((place, name))
    return [
        Item(code, award, tuple(name for _, name in sorted(names) if name), None, author)
        for (code, award, author), names in found.items()
    ]


@brings_tally("public", "Trang kết quả công khai")
def _public(given: Winners) -> Sequence[Tally]:
    """How many of each prize the public page shows, and their money where it shows money; it shows no codes."""
    shown = given.regulation.privacy.public_fields
    page = public_results(given.edition_id, given.regulation) if "prize" in shown else None
    if page is None:
        return ()
    items = [Item("", tier.name, (), row.amount_vnd) for tier in page.tiers for row in tier.rows]
    names = {each.prize for each in given.entries} | (
        {each.prize for each in given.units} if "unit" in shown else set()
    )
    says: frozenset[Said] = frozenset({"money"}) if "amount" in shown else frozenset()
    shown_as = "Trang kết quả công khai"
    return [Tally("public", shown_as, items, says=says, awards=frozenset(names), version=page.version)]
