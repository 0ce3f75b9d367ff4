"""What the lists of winners have in common: the line that cites the decision, sums, who signs, rows of winners."""

from collections.abc import Callable, Iterable, Sequence

from contest.editions.rules import Regulation
from contest.foundation.report import Column, Formula, Group, Row, Signature, Total
from contest.foundation.vietnamese import money_in_words, roman
from contest.papers.queries.winners import Person, UnitWinner, Winner, Winners
from contest.papers.rules.documents import Citation

AMOUNT = "amount"
DOTS = "(Kèm theo Quyết định số ………… ngày …… tháng …… năm …………)"
MAKER = Signature("NGƯỜI LẬP")


def with_decision(found: Citation | None) -> str:
    """ "(Kèm theo Quyết định số 15/QĐ-… ngày … tháng … năm … của …)"; dots to fill in while it has no number."""
    return f"(Kèm theo {found.words})" if found else DOTS


def head_signs(regulation: Regulation) -> Signature:
    """The head of the committee."""
    office = f"\n{regulation.bodies.head.upper()}" if regulation.bodies.head else ""
    return Signature(f"TM. BAN TỔ CHỨC\nTRƯỞNG BAN{office}", remark="(Ký, ghi rõ họ tên, đóng dấu)")


def sums_of(rows: Iterable[Row], words: str) -> tuple[list[Total], list[str]]:
    """The total line over all rows and the sum in words; neither where no money is given."""
    total = money_of(rows)
    if not total:
        return [], []
    line = Total(f"TỔNG CỘNG ({words})", {AMOUNT: Formula("=SUM({rows})", total)})
    return [line], [f"Bằng chữ: {money_in_words(total)}."]


def money_of(rows: Iterable[Row]) -> int:
    """The sum of what stands in the rows, in đồng."""
    return sum(amount for row in rows if isinstance(amount := row.get(AMOUNT), int))


def by_prize(
    given: Iterable[tuple[str, Row]], word: str, totals: Callable[[str, Sequence[Row]], Sequence[Total]] | None = None
) -> list[Group]:
    """Rows under their prizes, numbered in the order they come, each with its sub-count ("05 giải")."""
    named: dict[str, list[Row]] = {}
    for prize, row in given:
        named.setdefault(prize, []).append(row)
    return [
        Group(f"{roman(place)}. {prize.upper()}", rows, f"{len(rows):02} {word}", totals(prize, rows) if totals else ())
        for place, (prize, rows) in enumerate(named.items(), 1)
    ]


def subtotal(prize: str, rows: Sequence[Row]) -> Sequence[Total]:
    """The money of one prize's rows; nothing where one row says it all."""
    total = money_of(rows)
    return [Total(f"Cộng {prize}", {AMOUNT: Formula("=SUM({rows})", total)})] if total and len(rows) > 1 else ()


def winner_row(given: Winners, each: Winner) -> Row:
    """A winner with everything a list may ask for; the list says which columns it has."""
    entry, regulation = each.entry, given.regulation
    return {
        "code": entry.code,
        "title": entry.title,
        "authors": "\n".join(each.names),
        "unit": entry.unit,
        "posts": "\n".join(post_of(person, entry.unit) for person in each.people),
        "locality": entry.locality,
        "field": regulation.field_name(entry.field_key) if entry.field_key else "",
        "award": each.prize,
        AMOUNT: each.amount_vnd,
    }


def unit_row(each: UnitWinner) -> Row:
    """A unit with its award."""
    return {"unit": each.named, "award": each.prize, "reason": each.reason, AMOUNT: each.amount_vnd}


def post_of(person: Person, unit: str) -> str:
    """Class and school of a pupil, office and unit of an adult."""
    return ", ".join(part for part in (person.facts.position_title, person.facts.unit or unit) if part)


def only(row: Row, columns: Sequence[Column]) -> Row:
    """What of a row the columns show."""
    keys = {column.key for column in columns}
    return {key: value for key, value in row.items() if key in keys}
