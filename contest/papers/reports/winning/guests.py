"""The list of guests as it is filled in, as invitations, and as the cards that stand on the tables."""

from collections.abc import Iterable, Sequence

from contest.editions.reports import letterhead
from contest.foundation.report import Column, Formula, Group, Report, Row, Total
from contest.foundation.vietnamese import roman
from contest.papers.queries.guests import guest_list
from contest.papers.queries.winners import Winners
from contest.papers.reports.winning.parts import MAKER, head_signs, post_of
from contest.papers.rules.guests import GROUPS, LABELS, GuestFacts

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
_FILLED = (
    Column("number", "STT", "index"),
    Column("code", "Mã số"),
    *(Column(key, label, "number" if key == "people" else "text") for key, label in LABELS.items()),
)
_HEADINGS = {
    "winner": "TÁC GIẢ ĐẠT GIẢI",
    "mentor": "NGƯỜI HƯỚNG DẪN",
    "unit": "ĐƠN VỊ CÓ TÁC GIẢ ĐẠT GIẢI VÀ ĐƠN VỊ ĐƯỢC KHEN THƯỞNG",
    "office": "HỘI ĐỒNG GIÁM KHẢO, BAN TỔ CHỨC, BAN THƯ KÝ",
    "body": "CƠ QUAN, TỔ CHỨC",
    "delegate": "ĐẠI BIỂU",
    "sponsor": "NHÀ TÀI TRỢ",
    "press": "BÁO CHÍ",
    "other": "KHÁCH KHÁC",
}


def guests(given: Winners) -> Sequence[Report]:
    """Everybody in one table that comes back as it is: nothing stands below the rows, so that they can be sorted."""
    rows: list[Row] = [
        {
            "code": guest.code,
            "group": GROUPS[guest.group],
            "name": guest.name,
            "unit": guest.unit,
            "people": guest.people,
            "invited": "Có" if guest.noted.is_invited else "Không",
            "sent": guest.noted.sent,
            "coming": guest.reply,
            "seat": guest.noted.seat,
            "booth": guest.noted.booth,
            "note": guest.noted.note,
        }
        for guest in guest_list(given)
    ]
    note = "(Điền rồi nhập lại ở trang Khách mời; khách mới ghi dòng dưới cùng, để trống Mã số; được sắp xếp, tô màu)"
    return (
        [
            Report(
                title="DANH SÁCH KHÁCH",
                subtitle=[given.title, note],
                columns=_FILLED,
                rows=rows,
                sheet="Khách",
                frozen=3,
            )
        ]
        if rows
        else ()
    )


def invitation_list(given: Winners) -> Sequence[Report]:
    """Everybody who is invited, group by group; how many chairs that takes."""
    if not given.entries:
        return ()
    by_group: dict[str, list[GuestFacts]] = {}
    for guest in guest_list(given):
        if guest.noted.is_invited:
            by_group.setdefault(guest.group, []).append(guest)
    groups = [
        Group(
            f"{roman(place)}. {_HEADINGS[key]}", made, f"{len(made)} lời mời", [Total("Cộng", {"people": _sum(made)})]
        )
        for place, (key, own) in enumerate(by_group.items(), 1)
        if (made := _rows(own))
    ]
    rows = [row for group in groups for row in group.rows]
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


def _rows(given: Iterable[GuestFacts]) -> list[Row]:
    return [
        {
            "name": guest.name.replace(", ", "\n") if guest.group == "winner" else guest.name,
            "unit": guest.unit,
            "why": f"{guest.why}, mã số {guest.code}" if guest.group == "winner" else guest.why,
            "people": guest.people,
            "sent": guest.noted.sent,
            "comes": guest.reply,
        }
        for guest in given
    ]


def name_cards(given: Winners) -> Sequence[Report]:
    """A row for each card: authors with a prize, then whoever else is invited by name; to be merged from."""
    listed = guest_list(given)
    invited = {guest.entry_id for guest in listed if guest.noted.is_invited and guest.entry_id is not None}
    rows: list[Row] = []
    seen = set()
    for each in given.entries:
        for person in each.people if each.entry.id in invited else ():
            if person.id not in seen:
                seen.add(person.id)
                post = post_of(person, each.entry.unit)
                rows.append({"name": person.facts.name, "unit": post, "why": f"Tác giả, {each.prize}"})
    if not rows:
        return ()
    # Who leads a unit or a body is not known by name here.
    by_name = [guest for guest in listed if guest.seats and guest.group not in ("winner", "mentor", "unit", "body")]
    rows += [{"name": guest.name, "unit": guest.unit, "why": guest.why} for guest in by_name]
    return [Report(title="Thẻ tên", columns=_CARDS, rows=rows, sheet="Thẻ tên", bare=True, landscape=False)]


def _sum(rows: Sequence[Row]) -> Formula:
    return Formula("=SUM({rows})", sum(value for row in rows if isinstance(value := row["people"], int)))
