"""Judges' workload on paper: who sits on which council, and how many entries each has in each round."""

from collections import Counter

from sqlalchemy import func, select

from contest.editions.queries import edition_by_id, regulation_of
from contest.editions.reports import letterhead
from contest.foundation.database import db
from contest.foundation.report import Column, Formula, Group, Report, Row, Signature, Total
from contest.foundation.vietnamese import roman
from contest.juries.models import Assignment, JudgingRound, RoundEntry
from contest.juries.queries import CouncilPart, Sitter, council_parts, rounds

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
