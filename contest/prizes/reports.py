"""The prize list on paper: tier by tier in the order they are called, counted, summed, in words."""

from collections.abc import Mapping, Sequence

from contest.editions.queries import edition_by_id, regulation_of
from contest.editions.reports import letterhead
from contest.editions.rules import Regulation
from contest.entries.queries import EntryBrief, briefs
from contest.foundation.report import Column, Formula, Group, Report, Row, Signature, Total
from contest.foundation.vietnamese import money_in_words, roman
from contest.prizes.queries import AwardLine, AwardRow, award_lines, award_name, ordered_awards, unit_names
from contest.prizes.queries.sureness import Turning, sureness


def prize_list(edition_id: int) -> Report:
    """Every award that stands, in calling order; says so while it is not confirmed."""
    regulation = regulation_of(edition_id)
    given = ordered_awards(edition_id, regulation)
    entries = briefs(edition_id, {award.entry_id for award in given})
    groups = _groups(regulation, given, entries)
    total = sum(award.amount_vnd or 0 for award in given)
    title = edition_by_id(edition_id).title
    note = _standing([award.state for award in given])
    return Report(
        title=f"DANH SÁCH {regulation.entry_word.upper()} ĐẠT GIẢI",
        subtitle=[title, note],
        letterhead=letterhead(regulation),
        columns=_columns(regulation),
        groups=groups,
        totals=[Total(f"TỔNG CỘNG ({len(given):02} giải)", {"amount": Formula("=SUM({rows})", total)})]
        if total
        else [],
        closing=[f"Bằng chữ: {money_in_words(total)}."] if total else [],
        signatures=[
            Signature("NGƯỜI LẬP"),
            _head_signs(regulation),
        ],
        sheet="Danh sách đạt giải",
        frozen=3,
    )


def unit_list(edition_id: int) -> Report | None:
    """Every award of a unit that stands, award by award; None where there is none."""
    regulation = regulation_of(edition_id)
    given = [line for line in award_lines(edition_id, regulation) if line.entry_id is None and line.state != "waits"]
    if not given:
        return None
    total = sum(line.amount_vnd or 0 for line in given)
    return Report(
        title="DANH SÁCH ĐƠN VỊ ĐƯỢC KHEN THƯỞNG",
        subtitle=[edition_by_id(edition_id).title, _standing([line.state for line in given])],
        letterhead=letterhead(regulation),
        columns=_UNIT_COLUMNS,
        groups=_unit_groups(regulation, given, unit_names(edition_id)),
        totals=[Total(f"TỔNG CỘNG ({len(given):02} đơn vị)", {"amount": Formula("=SUM({rows})", total)})]
        if total
        else [],
        closing=[f"Bằng chữ: {money_in_words(total)}."] if total else [],
        signatures=[Signature("NGƯỜI LẬP"), _head_signs(regulation)],
        sheet="Đơn vị được khen thưởng",
        frozen=2,
    )


_UNIT_COLUMNS = (
    Column("number", "STT", "index"),
    Column("unit", "Đơn vị", width=40),
    Column("place", "Hạng", "number", places=0),
    Column("award", "Giải", strong=True, width=24),
    Column("reason", "Căn cứ", width=48),
    Column("amount", "Tiền thưởng", "money"),
)


def _unit_groups(regulation: Regulation, given: Sequence[AwardLine], names: Mapping[str, str]) -> list[Group]:
    by_name: dict[str, list[Row]] = {}
    for line in given:
        name = award_name(regulation, line)
        row = {
            "unit": names.get(line.title, line.title),
            "place": line.rank,
            "award": name,
            "reason": line.reason,
            "amount": line.amount_vnd,
        }
        by_name.setdefault(name, []).append(row)
    return [
        Group(f"{roman(place)}. {name.upper()}", rows, f"{len(rows):02} đơn vị")
        for place, (name, rows) in enumerate(by_name.items(), 1)
    ]


def _standing(states: Sequence[str]) -> str:
    """Whether the list is the decision's, or what may still change."""
    if states and all(state == "confirmed" for state in states):
        return "(Kèm theo Quyết định số ………… ngày …… tháng …… năm …………)"
    return "(Dự kiến, chưa được xác nhận)"


def _head_signs(regulation: Regulation) -> Signature:
    """The head of the committee signs in their office; the regulation knows the office, not the person's name."""
    office = f"\n{regulation.bodies.head.upper()}" if regulation.bodies.head else ""
    return Signature(f"TM. BAN TỔ CHỨC\nTRƯỞNG BAN{office}", remark="(Ký, ghi rõ họ tên, đóng dấu)")


def _columns(regulation: Regulation) -> list[Column]:
    return [
        Column("number", "STT", "index"),
        Column("code", "Mã số"),
        # Spreadsheets of others look for this heading, whatever the contest calls what is entered.
        Column("title", "Tên giải pháp"),
        Column("authors", "Tác giả"),
        Column("unit", "Đơn vị"),
        Column("field", "Lĩnh vực"),
        Column("division", "Bảng"),
        Column("points", "Điểm", "points", places=min(regulation.last_round.combine.rounding.places, 3)),
        Column("award", "Giải", strong=True),
        Column("amount", "Tiền thưởng", "money"),
    ]


def _groups(regulation: Regulation, given: list[AwardRow], entries: dict[int, EntryBrief]) -> list[Group]:
    """One group a tier or extra award, numbered, with its count."""
    by_name: dict[str, list[Row]] = {}
    for award in given:
        name = award_name(regulation, award)
        by_name.setdefault(name, []).append(_row(regulation, award, entries[award.entry_id], name))
    return [
        Group(f"{roman(place)}. {name.upper()}", rows, f"{len(rows):02} giải")
        for place, (name, rows) in enumerate(by_name.items(), 1)
    ]


def _row(regulation: Regulation, award: AwardRow, entry: EntryBrief, name: str) -> Row:
    return {
        "code": entry.code,
        "title": entry.title,
        "authors": "\n".join(entry.authors[award.author - 1 : award.author] if award.author else entry.authors),
        "unit": entry.unit,
        "field": regulation.field_name(entry.field_key) if entry.field_key else "",
        "division": regulation.division_name(entry.division_key) if entry.division_key else "",
        "points": award.points,
        "award": name,
        "amount": award.amount_vnd,
    }


def sureness_report(edition_id: int, round_key: str, barred: frozenset[int] = frozenset()) -> Report:
    """What would turn if one judge, one step, the way of combining were another: a line for each entry that turns."""
    regulation, found = regulation_of(edition_id), sureness(edition_id, round_key, barred)
    groups = [
        Group("I. BỎ PHIẾU CỦA MỘT GIÁM KHẢO", _turning_rows(found.judges), ""),
        Group("II. MỘT GIÁM KHẢO CHO KHÁC MỘT BƯỚC ĐIỂM", _turning_rows([row.example for row in found.steps]), ""),
        Group("III. TÍNH ĐIỂM THEO CÁCH KHÁC", _turning_rows(found.methods), ""),
    ]
    return Report(
        title=f"ĐỘ CHẮC CHẮN CỦA KẾT QUẢ VÒNG {found.round.name.upper()}",
        subtitle=[edition_by_id(edition_id).title, "(Để tham khảo khi xét giải; không thay đổi điểm và giải nào)"],
        letterhead=letterhead(regulation),
        columns=_SURE_COLUMNS,
        groups=[group for group in groups if group.rows],
        closing=[] if any(group.rows for group in groups) else ["Không thay đổi nào nêu trên làm đổi kết quả."],
        sheet="Độ chắc chắn",
        frozen=2,
    )


_SURE_COLUMNS = (
    Column("number", "STT", "index"),
    Column("cause", "Nếu", width=56),
    Column("code", "Mã số"),
    Column("before", "Đang là", width=24),
    Column("after", "Sẽ là", width=24),
)


def _turning_rows(found: Sequence[Turning]) -> list[Row]:
    return [
        {"cause": each.words, "code": code, "before": before, "after": after}
        for each in found
        for code, before, after in each.turns
    ]
