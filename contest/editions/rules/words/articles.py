"""The whole regulation as numbered articles, the way a printed one reads."""

from collections.abc import Callable
from dataclasses import dataclass

from contest.editions.rules.regulation import Regulation
from contest.editions.rules.words import given, judged, taking_part


@dataclass(frozen=True, slots=True)
class Grid:
    """A small table within an article; `figures` are the columns to set right-aligned."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """An article: its number, a key for links, its title, its clauses and tables."""

    number: int
    key: str
    title: str
    clauses: tuple[str, ...]
    grids: tuple[Grid, ...] = ()


Clauses = Callable[[Regulation], list[str]]
Grids = Callable[[Regulation], list[tuple[str, tuple[str, ...], list[tuple[str, ...]], tuple[int, ...]]]]

_ARTICLES: tuple[tuple[str, str, Clauses, Grids | None], ...] = (
    ("co-quan", "Cơ quan tổ chức", taking_part.bodies, taking_part.paper_grid),
    ("doi-tuong", "Đối tượng và điều kiện dự thi", taking_part.entrants, None),
    ("linh-vuc", "Lĩnh vực và bảng dự thi", taking_part.fields, taking_part.field_grid),
    ("ho-so", "Hồ sơ dự thi", taking_part.dossier, taking_part.dossier_grid),
    ("thoi-gian", "Thời gian", taking_part.timeline, None),
    ("cham-diem", "Chấm điểm", judged.rounds, judged.criteria_grids),
    ("giai-thuong", "Giải thưởng", given.prizes, given.prize_grids),
    ("chung-nhan", "Giấy chứng nhận và đề cử", given.papers, None),
    ("cong-khai", "Công khai, dữ liệu cá nhân, khiếu nại", given.privacy, None),
    ("lien-he", "Liên hệ", given.contact, None),
)


def articles(regulation: Regulation) -> list[Article]:
    """Every article that has something to say, numbered in order."""
    found: list[Article] = []
    for key, title, clauses, grids in _ARTICLES:
        said = tuple(clause for clause in clauses(regulation) if clause)
        tables = tuple(Grid(*grid[:2], tuple(grid[2]), grid[3]) for grid in (grids(regulation) if grids else []))
        tables = tuple(_without_empty_columns(grid) for grid in tables if grid.rows)
        if said or tables:
            found.append(Article(len(found) + 1, key, title, said, tables))
    return found


def _without_empty_columns(grid: Grid) -> Grid:
    kept = [place for place in range(len(grid.headings)) if any(row[place] for row in grid.rows)]
    return Grid(
        grid.caption,
        tuple(grid.headings[place] for place in kept),
        tuple(tuple(row[place] for place in kept) for row in grid.rows),
        tuple(kept.index(place) for place in grid.figures if place in kept),
    )
