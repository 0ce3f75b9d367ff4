"""Judges' workload on paper: who sits where, how many entries each has; and the timetable of presentations."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import func, select

from contest.editions.queries import edition_by_id, regulation_of
from contest.editions.reports import letterhead
from contest.foundation.clock import local
from contest.foundation.database import db
from contest.foundation.document import Block, Document, Gap, NewPage, Paragraph, Picture, Title
from contest.foundation.report import REHEARSAL, Column, Formula, Group, Report, Row, Signature, Total
from contest.foundation.settings import settings
from contest.foundation.vietnamese import date, roman
from contest.foundation.writers import qr
from contest.juries.models import Assignment, JudgingRound, RoundEntry
from contest.juries.queries import CouncilPart, Sitter, council_parts, prepared_round, round_rules, rounds
from contest.juries.queries.presenting import SlotRow, leavers, slot_rows

_SUM = "=SUM({rows})"


def workload(edition_id: int) -> Report:
    """Every council with its members and the entries each has in each prepared round, summed by council and in all."""
    regulation = regulation_of(edition_id)
    keys = [card.key for card in rounds(edition_id)]
    names = {round_.key: round_.name for round_ in regulation.rounds}
    parts = council_parts(edition_id)
    loads = _loads_by_council(edition_id, parts)
    columns = [
        Column("number", "STT", "index"),
        Column("name", "Họ và tên", strong=True),
        Column("role", "Vai trò"),
        Column("unit", "Đơn vị"),
        Column("expertise", "Chuyên môn"),
        *(Column(f"round_{key}", names[key], "number", places=0, over="Số hồ sơ được giao") for key in keys),
        *([Column("all", "Cộng", "number", places=0, over="Số hồ sơ được giao")] if len(keys) > 1 else []),
    ]
    groups = [_group(place, part, keys, loads) for place, part in enumerate(parts, 1) if part.sitters]
    people = {one.person_id for part in parts for one in part.sitters}
    return Report(
        title="PHÂN CÔNG CHẤM: SỐ HỒ SƠ CỦA TỪNG GIÁM KHẢO",
        subtitle=[edition_by_id(edition_id).title],
        letterhead=letterhead(regulation),
        columns=columns,
        groups=groups,
        totals=[_total("Tổng cộng", _sums(groups, keys))] if groups and keys else (),
        closing=[f"Danh sách có {len(people)} người trong {len(groups)} hội đồng."],
        signatures=[Signature("NGƯỜI LẬP"), Signature("TRƯỞNG BAN THƯ KÝ")],
        sheet="Phân công chấm",
        frozen=2,
    )


def _group(place: int, part: CouncilPart, keys: list[str], loads: Counter[tuple[int, int, str]]) -> Group:
    rows = [_row(part, sitter, keys, loads) for sitter in part.sitters]
    figures = {f"round_{key}": sum(loads[part.id, one.person_id, key] for one in part.sitters) for key in keys}
    totals = [_total(f"Cộng {part.name}", figures)] if keys else []
    return Group(f"{roman(place)}. {part.name}", rows, f"{len(rows)} người", totals)


def _row(part: CouncilPart, sitter: Sitter, keys: list[str], loads: Counter[tuple[int, int, str]]) -> Row:
    clerk = sitter.role == "clerk"
    counts = {f"round_{key}": None if clerk else loads[part.id, sitter.person_id, key] for key in keys}
    whole = {} if len(keys) < 2 or clerk else {"all": sum(value or 0 for value in counts.values())}
    return {
        "name": sitter.name,
        "role": sitter.role_word,
        "unit": sitter.unit,
        "expertise": "; ".join(sitter.expertise),
        **counts,
        **whole,
    }


def _sums(groups: list[Group], keys: list[str]) -> dict[str, int]:
    sums: Counter[str] = Counter()
    for group in groups:
        for row in group.rows:
            for key in keys:
                value = row[f"round_{key}"]
                sums[f"round_{key}"] += value if isinstance(value, int) else 0
    return {f"round_{key}": sums[f"round_{key}"] for key in keys}


def _total(label: str, figures: dict[str, int]) -> Total:
    values = {key: Formula(_SUM, value) for key, value in figures.items()}
    if len(figures) > 1:
        values["all"] = Formula(_SUM, sum(figures.values()))
    return Total(label, values)


def _loads_by_council(edition_id: int, parts: list[CouncilPart]) -> Counter[tuple[int, int, str]]:
    """Entries by council, judge and round; those of a council the judge does not sit on count at the first seat."""
    sits: dict[int, list[int]] = {}
    for part in parts:
        for sitter in part.sitters:
            sits.setdefault(sitter.person_id, []).append(part.id)
    rows = db.session.execute(
        select(RoundEntry.council_id, Assignment.judge_id, JudgingRound.key, func.count())
        .join(JudgingRound, JudgingRound.id == Assignment.round_id)
        .join(RoundEntry, (RoundEntry.round_id == Assignment.round_id) & (RoundEntry.entry_id == Assignment.entry_id))
        .where(JudgingRound.edition_id == edition_id, Assignment.removed_at.is_(None))
        .group_by(RoundEntry.council_id, Assignment.judge_id, JudgingRound.key)
    )
    loads: Counter[tuple[int, int, str]] = Counter()
    for council_id, judge_id, key, count in rows:
        own = sits.get(judge_id, [])
        if own:
            loads[council_id if council_id in own else own[0], judge_id, key] += count
    return loads


def presentations(edition_id: int, round_key: str, *, names: bool = True) -> Report:
    """The timetable of a round, a group for each day and room. names: codes and units, else judging numbers alone."""
    rules = round_rules(edition_id, round_key)
    card = prepared_round(edition_id, round_key)
    rows = [row for row in slot_rows(card.id) if row.state != "cancelled"]
    out = leavers(edition_id, card.id, joint=rules.joint_council) if names else {}
    held: dict[tuple[str, str], list[SlotRow]] = {}
    for row in rows:
        held.setdefault((date(row.day), row.room), []).append(row)
    columns = [
        Column("place", "STT", "index"),
        Column("hours", "Giờ", width=13, align="center", strong=True),
        Column("code", "Mã số" if names else "Số chấm", align="center"),
        Column("title", "Tên " + regulation_of(edition_id).entry_word, width=40),
        *([Column("unit", "Đơn vị", width=26)] if names else []),
        Column("note", "Ghi chú", width=16),
    ]
    groups = [
        Group(
            f"Ngày {day}, {room}",
            [_presented(row, names, out.get(row.entry_id, ())) for row in slots],
            f"{len(slots)} lượt",
        )
        for (day, room), slots in held.items()
    ]
    return Report(
        title="LỊCH THUYẾT TRÌNH",
        subtitle=[edition_by_id(edition_id).title, f"Vòng {rules.name}"],
        letterhead=letterhead(regulation_of(edition_id)),
        columns=columns,
        groups=groups,
        closing=[f"Có {len(rows)} lượt thuyết trình. Xin có mặt trước giờ ít nhất 15 phút."],
        signatures=[Signature("NGƯỜI LẬP"), Signature("TRƯỞNG BAN THƯ KÝ")],
        sheet="Lịch thuyết trình",
        frozen=2,
        landscape=False,
    )


def _presented(row: SlotRow, names: bool, out: tuple[str, ...]) -> Row:
    own = {"unit": row.unit} if names else {}
    return {
        "hours": f"{local(row.planned_at):%H:%M} – {local(row.planned_at + (row.ends_at - row.starts_at)):%H:%M}",
        "code": row.code if names else row.number,
        "title": row.title,
        "note": f"Ra khỏi phòng: {', '.join(out)}" if out else "",
        **own,
    }


def door_signs(edition_id: int, round_key: str, boards: Sequence[tuple[str, str]]) -> Document:
    """A sign for the door of each room (name, address of its board), to be opened with any telephone's camera."""
    rules, contest = round_rules(edition_id, round_key), edition_by_id(edition_id).title
    blocks: list[Block] = []
    pictures = {}
    for place, (name, address) in enumerate(boards):
        pictures[f"phong-{place}.png"] = qr.png(address)
        blocks += [
            *([NewPage()] if place else []),
            Gap(20),
            Title(name.upper(), (f"Thuyết trình vòng {rules.name}", contest), large=True),
            Gap(12),
            Picture(f"phong-{place}.png", 110, 110),
            Paragraph("Mở máy ảnh của điện thoại, đưa vào mã để xem ai đang trong phòng và ai tiếp theo.", "center"),
            Paragraph(address, "center"),
        ]
    return Document(
        name=f"Biển phòng thuyết trình, {rules.name}",
        blocks=blocks,
        stamp=REHEARSAL if settings().rehearsal else "",
        numbered=False,
        size=14,
        pictures=pictures,
    )
