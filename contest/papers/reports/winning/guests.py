"""Who is invited to the ceremony, and the cards that stand on the tables."""

from collections.abc import Sequence

from contest.editions.reports import letterhead
from contest.foundation.report import Column, Formula, Group, Report, Row, Total
from contest.papers.queries.places import guests_of, mentors_of
from contest.papers.queries.winners import Winners
from contest.papers.reports.winning.parts import MAKER, head_signs, post_of

_COLUMNS = (
    Column("number", "STT", "index"),
    Column("name", "Kính mời"),
    Column("unit", "Chức danh – Đơn vị"),
    Column("why", "Tham dự với tư cách"),
    Column("people", "Số người", "number"),
    Column("sent", "Số giấy mời", width=10),
    Column("comes", "Xác nhận dự", width=10),
)
_CARDS = (
    Column("number", "STT", "index"),
    Column("name", "Họ và tên"),
    Column("unit", "Chức danh – Đơn vị"),
    Column("why", "Thành phần"),
)


def invitation_list(given: Winners) -> Sequence[Report]:
    """Winners with their guides and units, the councils, the committee, the bodies; how many chairs that takes."""
    groups = [
        Group(heading, rows, f"{len(rows)} lời mời", [Total("Cộng", {"people": _sum(rows)})])
        for heading, rows in (
            ("I. TÁC GIẢ ĐẠT GIẢI", _winners(given)),
            ("II. NGƯỜI HƯỚNG DẪN", _mentors(given)),
            ("III. ĐƠN VỊ CÓ TÁC GIẢ ĐẠT GIẢI VÀ ĐƠN VỊ ĐƯỢC KHEN THƯỞNG", _units(given)),
            ("IV. HỘI ĐỒNG GIÁM KHẢO, BAN TỔ CHỨC, BAN THƯ KÝ", _office(given)),
            ("V. CƠ QUAN, TỔ CHỨC", _bodies(given)),
        )
        if rows
    ]
    rows = [row for group in groups for row in group.rows]
    if not given.entries:
        return ()
    return [
        Report(
            title="DANH SÁCH MỜI DỰ LỄ TRAO GIẢI",
            subtitle=[given.title],
            letterhead=letterhead(given.regulation),
            columns=_COLUMNS,
            groups=groups,
            totals=[Total(f"TỔNG CỘNG ({len(rows)} lời mời)", {"people": _sum(rows)})],
            signatures=[MAKER, head_signs(given.regulation)],
            sheet="Danh sách mời",
            frozen=2,
        )
    ]


def name_cards(given: Winners) -> Sequence[Report]:
    """A row for each card: authors with a prize, councils, committee; headings in the first row, to be merged from."""
    rows: list[Row] = []
    seen = set()
    for each in given.entries:
        for person in each.people:
            if person.id not in seen:
                seen.add(person.id)
                post = post_of(person, each.entry.unit)
                rows.append({"name": person.facts.name, "unit": post, "why": f"Tác giả, {each.prize}"})
    if not rows:
        return ()
    rows += [{"name": each.name, "unit": each.unit, "why": each.role} for each in guests_of(given.edition_id)]
    return [Report(title="Thẻ tên", columns=_CARDS, rows=rows, sheet="Thẻ tên", bare=True, landscape=False)]


def _sum(rows: Sequence[Row]) -> Formula:
    return Formula("=SUM({rows})", sum(value for row in rows if isinstance(value := row["people"], int)))


def _winners(given: Winners) -> list[Row]:
    """One invitation an entry, to all its authors; somebody with two prizes is invited once."""
    found: dict[int, Row] = {}
    for each in given.entries:
        if each.entry.id not in found:
            names = "\n".join(each.names)
            people = len(each.people)
            why = f"{each.prize}, mã số {each.entry.code}"
            found[each.entry.id] = {"name": names, "unit": each.entry.unit, "why": why, "people": people}
    return list(found.values())


def _mentors(given: Winners) -> list[Row]:
    units = {each.entry.id: each.entry.unit for each in given.entries}
    found: dict[tuple[str, str], Row] = {}
    for entry_id, mentor in mentors_of(units).items():
        if mentor:
            row: Row = {"name": mentor, "unit": units[entry_id], "why": "Người hướng dẫn", "people": 1}
            found.setdefault((mentor, units[entry_id]), row)
    return list(found.values())


def _units(given: Winners) -> list[Row]:
    own = {each.unit: each.prize for each in given.units}
    names = dict.fromkeys([*own, *(each.entry.unit for each in given.entries if each.entry.unit)])
    return [
        {"name": f"Lãnh đạo {name}", "unit": name, "why": own.get(name, "Đơn vị có tác giả đạt giải"), "people": 1}
        for name in names
    ]


def _office(given: Winners) -> list[Row]:
    return [
        {"name": each.name, "unit": each.unit, "why": each.role, "people": 1} for each in guests_of(given.edition_id)
    ]


def _bodies(given: Winners) -> list[Row]:
    bodies = given.regulation.bodies
    names = dict.fromkeys(name for name in (bodies.issuing, bodies.standing, *bodies.partners) if name)
    return [{"name": f"Lãnh đạo {name}", "unit": name, "why": "Đại biểu", "people": 1} for name in names]
