"""The demo's material as the rows of the contract's workbooks, ready for the deeds that read such rows."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from contest.demo.rules import DemoEntry, DemoJudge, score
from contest.editions.rules import Criterion, Regulation
from contest.foundation.sheets import SheetRow
from contest.foundation.sheets.reading import Value
from contest.people.rules.directory import UnitLine
from contest.people.rules.units import UnitFacts, likely_kind, likely_level

ABSENT = "VẮNG"
_ENTRY_HEADINGS = {
    "code": "Mã số",
    "title": "Tên giải pháp",
    "field": "Lĩnh vực",
    "division": "Bảng",
    "authors": "Tác giả",
    "unit": "Đơn vị",
    "locality": "Địa phương",
    "summary": "Tóm tắt",
    "mentor": "Giáo viên hướng dẫn",
    "handed_in": "Ngày nộp",
    "consent": "Đồng ý công bố",
}
# The parents of one entry in so many did not sign; its authors stay unnamed in public.
_UNSIGNED = 20
# Schools that have handed in nothing yet: somebody has to call them.
_SILENT = ("Trường THCS Suối Vàng", "Trường THPT Đồi Thông", "Trường Tiểu học Bến Lội", "Nhà Thiếu nhi Bình Minh")
_JUDGE_HEADINGS = {
    "name": "Họ và tên",
    "email": "Email",
    "unit": "Đơn vị",
    "council": "Hội đồng",
    "role": "Vai trò",
    "expertise": "Chuyên môn",
    "conflicts": "Xung đột",
}


def entry_rows(entries: Iterable[DemoEntry], regulation: Regulation) -> Iterator[SheetRow]:
    """The register: one row an entry, authors with birth date, gender, class and school."""
    for number, entry in enumerate(entries, start=2):
        authors = "\n".join(
            f"{author.name} | {author.birth_on:%d/%m/%Y} | {author.gender} | {author.share or ''} | {author.class_name}"
            f" | {author.school}"
            for author in entry.authors
        )
        cells: dict[str, Value] = {
            "title": entry.title,
            "field": regulation.field_name(entry.field_key),
            "division": regulation.division_name(entry.division_key) if entry.division_key else None,
            "authors": authors,
            "unit": entry.unit,
            "locality": entry.locality,
            "summary": entry.summary,
            "mentor": entry.mentor or None,
            "handed_in": entry.submitted_on,
            "consent": "không" if number % _UNSIGNED == 7 else "có",
        }
        yield _row(number, cells, _ENTRY_HEADINGS)


def unit_lines(entries: Sequence[DemoEntry]) -> list[UnitLine]:
    """The directory: every unit that sends entries, the one with most of them first, and some that send none."""
    counted = Counter((entry.unit, entry.locality) for entry in entries)
    named = [unit for unit, _ in counted.most_common()]
    silent = [(name, place) for name, (_, place) in zip(_SILENT, named, strict=False)]
    return [
        UnitLine(
            number,
            UnitFacts(
                name, likely_kind(name), likely_level(name), commune=place, email=f"don-vi-{number}@example.org"
            ),
        )
        for number, (name, place) in enumerate([*named, *silent], start=2)
    ]  # fmt: skip


def judge_rows(
    judges: Sequence[DemoJudge], regulation: Regulation, conflicts: Mapping[int, Sequence[str]]
) -> Iterator[SheetRow]:
    """The judges; `conflicts` gives the codes of entries somebody must not judge, by the judge's place."""
    councils = {council.key: council.name for council in regulation.councils}
    for place, judge in enumerate(judges):
        cells: dict[str, Value] = {
            "name": judge.name,
            "email": judge.email,
            "unit": judge.unit,
            "council": councils[judge.council_key],
            "role": judge.role,
            "expertise": judge.expertise,
            "conflicts": "; ".join(conflicts.get(place, ())) or None,
        }
        yield _row(place + 2, cells, _JUDGE_HEADINGS)


def score_rows(
    pairs: Iterable[tuple[str, str]],
    places: tuple[Mapping[str, int], Mapping[str, int]],
    criteria: Sequence[Criterion],
    absent: str,
    seed: int,
) -> Iterator[SheetRow]:
    """A row a sheet, for pairs of entry code and judge's e-mail; `places` gives their places in the material."""
    entries, judges = places
    headings = {"code": "Mã số", "judge": "Giám khảo", **{f"cell:{one.key}": one.name for one in criteria}}
    for number, (code, email) in enumerate(pairs, start=2):
        given = score(entries[code], judges[email], criteria, seed)
        cells: dict[str, Value] = {"code": code, "judge": email}
        for key, points in given.items():
            cells[f"cell:{key}"] = ABSENT if email == absent else points
        yield _row(number, cells, headings)


def _row(number: int, cells: Mapping[str, Value], headings: Mapping[str, str]) -> SheetRow:
    columns = {key: (chr(65 + place), name) for place, (key, name) in enumerate(headings.items())}
    return SheetRow(number, {key: value for key, value in cells.items() if value is not None}, columns)
