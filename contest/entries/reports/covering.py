"""The covering list (danh sách tổng hợp gửi kèm) that a unit signs, stamps and sends with its dossiers."""

from collections import Counter

from contest.editions.queries import regulation_of
from contest.editions.rules import Regulation
from contest.entries.queries import Held, held, ids_of_unit
from contest.entries.rules import AuthorFacts
from contest.foundation.report import Column, Letterhead, Report, Row, Signature, Value

_NO_PLACE = "....................."
_NUMBER = "Số: ............/.................."


def covering(edition_id: int, key: str, name: str) -> Report | None:
    """The list of a unit's entries (`key` as in unit_groups); None when it has none."""
    ids = ids_of_unit(edition_id, key)
    if not ids:
        return None
    rules = regulation_of(edition_id)
    entries = list(held(edition_id, ids).values())
    columns = _columns(rules)
    keys = {column.key for column in columns}
    rows: list[Row] = [
        {each: value for each, value in _row(entry, name, rules).items() if each in keys} for entry in entries
    ]
    title = f"DANH SÁCH {rules.entry_word.upper()} DỰ THI"
    return Report(
        title=title,
        subtitle=[rules.title, "(Kèm theo Công văn số ............ ngày ...... tháng ...... năm ............)"],
        letterhead=Letterhead([name.upper()], _NUMBER, _NO_PLACE),
        columns=columns,
        rows=rows,
        closing=_closing(entries, rules),
        signatures=[Signature("NGƯỜI LẬP DANH SÁCH"), Signature("THỦ TRƯỞNG ĐƠN VỊ", remark="(Ký tên, đóng dấu)")],
        sheet="Danh sách gửi kèm",
        frozen=3,
    )


def _columns(rules: Regulation) -> list[Column]:
    columns = [
        Column("number", "STT", "index"),
        Column("code", "Mã số"),
        Column("title", f"Tên {rules.entry_word}"),
        Column("authors", "Tác giả"),
        Column("field", "Lĩnh vực"),
    ]
    if rules.divisions:
        columns.append(Column("division", "Bảng"))
    if rules.authors.mentor != "none":
        columns.append(Column("mentor", "Giáo viên hướng dẫn" if rules.kind == "youth" else "Người hướng dẫn"))
    return [*columns, Column("phone", "Điện thoại"), Column("note", "Ghi chú", width=10)]


def _row(entry: Held, unit: str, rules: Regulation) -> dict[str, Value]:
    facts = entry.facts
    return {
        "code": entry.code,
        "title": facts.title,
        "authors": "\n".join(_author(author, unit, facts.unit) for author in facts.authors),
        "field": rules.field_name(facts.field_key) if facts.field_key else "",
        "division": rules.division_name(facts.division_key) if facts.division_key else "",
        "mentor": facts.mentor,
        "phone": facts.phone,
        "note": "",
    }


def _author(author: AuthorFacts, *units: str) -> str:
    """Name, class or office, and the author's own school where it is not the unit that sends the list."""
    own = author.unit if author.unit not in units else ""
    details = ", ".join(part for part in (author.position_title, own) if part)
    return f"{author.name} ({details})" if details else author.name


def _closing(entries: list[Held], rules: Regulation) -> list[str]:
    """How many there are, by field and by division, so that nobody counts again."""
    authors = sum(len(entry.facts.authors) for entry in entries)
    lines = [f"Danh sách có {len(entries)} {rules.entry_word} của {authors} lượt tác giả."]
    fields = Counter(entry.facts.field_key for entry in entries)
    if len(fields) > 1:
        named = [f"{rules.field_name(key)}: {fields[key]}" for key in (f.key for f in rules.fields) if fields[key]]
        lines.append(f"Theo lĩnh vực: {'; '.join(named)}.")
    divisions = Counter(entry.facts.division_key for entry in entries)
    if rules.divisions and len(divisions) > 1:
        told = [f"{each.name}: {divisions[each.key]}" for each in rules.divisions if divisions[each.key]]
        lines.append(f"Theo bảng: {'; '.join(told)}.")
    return lines
