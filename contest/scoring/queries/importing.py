"""Everything an import of paper sheets is compared with, loaded once whatever the number of rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from contest.editions.rules import Criterion
from contest.entries.models import Entry
from contest.entries.rules import OUT
from contest.foundation.database import db
from contest.foundation.sheets import Heading
from contest.foundation.vietnamese import fold
from contest.juries.models import Assignment, Conflict, RoundEntry
from contest.people.models import Person
from contest.scoring.models import Score, ScoreSheet
from contest.scoring.queries.papers import printed_codes
from contest.scoring.queries.rounds import ScoredRound
from contest.scoring.rules import Cell


@dataclass(frozen=True, slots=True)
class Known:
    """The round as an import meets it: entries by folded code, judges by address, who judges what, what stands."""

    entries: Mapping[str, tuple[int, str]]
    judges: Mapping[str, tuple[int, str]]
    assigned: frozenset[tuple[int, int]]
    conflicts: frozenset[tuple[int, int]]
    sheets: Mapping[tuple[int, int], ScoreSheet]
    scores: Mapping[int, Mapping[str, Score]]
    # The codes of sheets printed for two people to key in.
    printed: Mapping[tuple[int, int], str]

    def points(self, sheet: ScoreSheet) -> dict[str, Decimal | None]:
        """The figures of a sheet that stands."""
        return {key: score.points for key, score in self.scores.get(sheet.id, {}).items()}


def known_of(edition_id: int, round_id: int) -> Known:
    """Load it: six queries."""
    entries: dict[str, tuple[int, str]] = {}
    for entry_id, number, code in db.session.execute(
        select(RoundEntry.entry_id, RoundEntry.number, Entry.code)
        .join(Entry, Entry.id == RoundEntry.entry_id)
        .where(RoundEntry.round_id == round_id, Entry.status.not_in(OUT))
    ):
        entries.setdefault(fold(number), (entry_id, code or number))
        if code:
            entries[fold(code)] = (entry_id, code)
    judges: dict[str, tuple[int, str]] = {}
    assigned = set()
    for entry_id, judge_id, name, email in db.session.execute(
        select(Assignment.entry_id, Person.id, Person.name, Person.email)
        .join(Person, Person.id == Assignment.judge_id)
        .where(Assignment.round_id == round_id, Assignment.removed_at.is_(None))
    ):
        assigned.add((entry_id, judge_id))
        if email:
            judges[email.lower()] = (judge_id, name)
    conflicts = db.session.execute(
        select(Conflict.entry_id, Conflict.person_id).where(
            Conflict.edition_id == edition_id, Conflict.state != "dismissed"
        )
    )
    sheets = db.session.scalars(select(ScoreSheet).where(ScoreSheet.round_id == round_id)).all()
    return Known(
        entries,
        judges,
        frozenset(assigned),
        frozenset((entry_id, person_id) for entry_id, person_id in conflicts),
        {(sheet.entry_id, sheet.judge_id): sheet for sheet in sheets},
        _scores(round_id) if sheets else {},
        printed_codes(round_id),
    )


def _scores(round_id: int) -> dict[int, dict[str, Score]]:
    found: dict[int, dict[str, Score]] = {}
    rows = db.session.scalars(
        select(Score).join(ScoreSheet, ScoreSheet.id == Score.sheet_id).where(ScoreSheet.round_id == round_id)
    )
    for score in rows:
        found.setdefault(score.sheet_id, {})[score.criterion_key] = score
    return found


def score_headings(round_: ScoredRound) -> list[Heading]:
    """The columns an import of scores looks for: the contract's, and one for each cell by its name."""
    return [
        Heading("code", ("Mã số", "Mã số hồ sơ", "Số phách")),
        Heading("judge", ("Giám khảo", "Giám khảo (email)", "Email giám khảo")),
        *(Heading(cell_column(cell), _names_of(cell, round_.cells, round_.criteria)) for cell in round_.cells),
        Heading("comment", ("Nhận xét",), required=False),
    ]


def cell_column(cell: Cell) -> str:
    """The key of a cell's column."""
    return f"cell:{cell.key}"


def _names_of(cell: Cell, all_cells: Sequence[Cell], criteria: Sequence[Criterion]) -> tuple[str, ...]:
    """A part may be called by its own name where no other cell has the same."""
    if cell.name == cell.criterion:
        return (cell.name,)
    alone = sum(fold(other.name) == fold(cell.name) for other in all_cells) == 1
    long = (cell.full_name, f"{cell.criterion} - {cell.name}", f"{cell.criterion}: {cell.name}")
    return (*long, cell.name) if alone and all(fold(one.name) != fold(cell.name) for one in criteria) else long
