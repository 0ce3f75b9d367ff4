"""The register of entries on paper; without birth dates and telephones."""

from contest.editions.queries import edition_by_id, regulation_of
from contest.editions.reports import letterhead
from contest.editions.rules import Regulation
from contest.entries.queries import held
from contest.entries.rules import STATUS_WORDS, AuthorFacts
from contest.foundation.clock import local
from contest.foundation.report import Column, Report, Row, Signature, Value


def register(edition_id: int) -> Report:
    """Every entry handed in and not withdrawn, in the order of codes."""
    regulation = regulation_of(edition_id)
    columns = _columns(regulation)
    keys = {column.key for column in columns}
    rows: list[Row] = []
    for entry in held(edition_id).values():
        if entry.standing.status == "withdrawn":
            continue
        facts = entry.facts
        submitted = entry.standing.submitted_at
        row: dict[str, Value] = {
            "code": entry.code,
            "title": facts.title,
            "authors": "\n".join(_author(author, facts.unit) for author in facts.authors),
            "unit": facts.unit,
            "locality": facts.locality,
            "field": regulation.field_name(facts.field_key) if facts.field_key else "",
            "division": regulation.division_name(facts.division_key) if facts.division_key else "",
            "mentor": facts.mentor,
            "handed_in": local(submitted).date() if submitted else None,
            "status": STATUS_WORDS[entry.standing.status],
        }
        rows.append({key: value for key, value in row.items() if key in keys})
    return Report(
        title="DANH MỤC HỒ SƠ DỰ THI",
        subtitle=[edition_by_id(edition_id).title],
        letterhead=letterhead(regulation),
        columns=columns,
        rows=rows,
        closing=[f"Danh mục có {len(rows)} hồ sơ."],
        signatures=[Signature("NGƯỜI LẬP"), Signature("TRƯỞNG BAN THƯ KÝ")],
        sheet="Danh mục hồ sơ",
        frozen=3,
    )


def _author(author: AuthorFacts, unit: str) -> str:
    """Name, class or office, and the author's own school or workplace where it is not the entry's unit."""
    own = author.unit if author.unit != unit else ""
    details = ", ".join(part for part in (author.position_title, own) if part)
    return f"{author.name} ({details})" if details else author.name


def _columns(regulation: Regulation) -> list[Column]:
    columns = [
        Column("number", "STT", "index"),
        Column("code", "Mã số"),
        Column("title", f"Tên {regulation.entry_word}"),
        Column("authors", "Tác giả"),
        Column("unit", "Đơn vị"),
        Column("locality", "Địa phương"),
        Column("field", "Lĩnh vực"),
    ]
    if regulation.divisions:
        columns.append(Column("division", "Bảng"))
    if regulation.authors.mentor != "none":
        columns.append(Column("mentor", "Giáo viên hướng dẫn"))
    return [*columns, Column("handed_in", "Ngày nộp", "date"), Column("status", "Trạng thái")]
