"""Paper score sheets typed into a workbook: all of it or nothing, every fault at its cell."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.refusal import Reason, refuse
from contest.foundation.sheets import SheetRow
from contest.foundation.vietnamese import fold
from contest.juries.queries import barred_entries
from contest.scoring import queries
from contest.scoring.actions.disagreement import look_at
from contest.scoring.actions.typed import Typed, write_typed
from contest.scoring.models import ScoreSheet
from contest.scoring.queries import ScoredRound
from contest.scoring.queries.importing import Known, cell_column, known_of
from contest.scoring.rules import (
    MARKS,
    SHEET_STATE_WORDS,
    read_cells,
    readable_paper_code,
    sheet_state_of,
    total,
    why_not_score,
)


@dataclass(slots=True)
class ImportOutcome:
    """What an import did, or (dry run) would do; `incomplete` and `zeros` name the lines to look at."""

    new: int = 0
    completed: int = 0
    unchanged: int = 0
    blank: int = 0
    marked: int = 0
    incomplete: list[str] = field(default_factory=list)
    zeros: list[str] = field(default_factory=list)
    dry_run: bool = False


@action(Permission.SCORE_KEY_IN)
def import_scores(
    actor: Actor, edition_id: int, round_key: str, rows: Sequence[SheetRow], dry_run: bool = False
) -> ImportOutcome:
    """Take typed sheets, one a row. A blank is missing, never 0; what stands with other figures is never overwritten.

    Raises Refusal with every fault of every row, at its cell.
    """
    round_ = queries.scored_round(edition_id, round_key, lock="share")
    if round_.state != "open":
        refuse([Reason("scoring_closed" if round_.state == "closed" else "scoring_not_open")])
    known = known_of(edition_id, round_.id)
    reasons: list[Reason] = []
    barred = barred_entries(edition_id, actor.id)
    typed = _understand(round_, known, rows, reasons)
    reasons.extend(
        one.row.fault("import_entry_apart", "code", entry=one.code) for one in typed if one.entry_id in barred
    )
    for one in typed:
        _compare(round_, known, one, reasons)
    refuse(reasons)
    outcome = ImportOutcome(dry_run=dry_run)
    writing = [one for one in typed if _sort_out(known, one, outcome)]
    if not dry_run and writing:
        write_typed(actor, edition_id, round_, known, writing)
        look_at(actor, edition_id, round_, {one.entry_id for one in writing})
    return outcome


def _understand(round_: ScoredRound, known: Known, rows: Sequence[SheetRow], reasons: list[Reason]) -> list[Typed]:
    found: list[Typed] = []
    lines: dict[tuple[int, int], int] = {}
    own = {cell.key: cell for cell in round_.cells}
    columns = {key: cell_column(cell) for key, cell in own.items()}
    for row in rows:
        entry, judge = _whose(known, row, reasons)
        cells, faults = read_cells(own, {key: row.value(column) for key, column in columns.items()}, round_.grades)
        reasons.extend(_at(row, fault) for fault in faults)
        try:
            state = sheet_state_of(cells)
        except ValueError:
            reasons.append(Reason("import_two_marks", where=row.place("code")))
            continue
        points = {key: read.points for key, read in cells.items()}
        reasons.extend(_at(row, fault) for fault in why_not_score(round_.criteria, points, own))
        if entry is None or judge is None:
            continue
        pair = (entry[0], judge[0])
        if pair in lines:
            reasons.append(row.fault("import_twice", "code", line=lines[pair]))
        lines.setdefault(pair, row.number)
        reasons.extend(_why_not_pair(known, row, entry, judge, state))
        found.append(
            Typed(row, *entry, judge[0], state, cells, points, total(round_.criteria, points), row.text("comment"))
        )
    return found


def _whose(known: Known, row: SheetRow, reasons: list[Reason]) -> tuple[tuple[int, str] | None, tuple[int, str] | None]:
    code, email = row.text("code"), row.text("judge").lower()
    entry, judge = known.entries.get(fold(code)), known.judges.get(email)
    if entry is None:
        reasons.append(row.fault("import_entry_unknown", "code", entry=code))
    if judge is None:
        reasons.append(row.fault("import_judge_unknown", "judge", email=email))
    return entry, judge


def _why_not_pair(
    known: Known, row: SheetRow, entry: tuple[int, str], judge: tuple[int, str], state: str
) -> list[Reason]:
    pair = (entry[0], judge[0])
    names = {"judge": judge[1], "entry": entry[1]}
    if pair in known.conflicts and state not in ("", "recused"):
        return [row.fault("import_in_conflict", "judge", **names)]
    if pair not in known.assigned and pair not in known.sheets and state not in ("", "recused"):
        return [row.fault("import_not_assigned", "judge", **names)]
    sheet = known.sheets.get(pair)
    if state and pair in known.printed and (sheet is None or sheet.state == "draft"):
        return [row.fault("paper_printed_pair", "code", paper=readable_paper_code(known.printed[pair]))]
    return []


def _at(row: SheetRow, reason: Reason) -> Reason:
    return Reason(reason.code, reason.params, row.place(f"cell:{reason.where}"))


def _compare(round_: ScoredRound, known: Known, one: Typed, reasons: list[Reason]) -> None:
    """What stands already is kept: other figures, or a mark, are a fault; blanks of a draft are filled."""
    sheet = known.sheets.get((one.entry_id, one.judge_id))
    if sheet is None or not one.state:
        return
    if sheet.state in MARKS and sheet.state != one.state:
        reasons.append(one.row.fault("import_marked", "code", state=SHEET_STATE_WORDS[sheet.state]))
        return
    standing = known.points(sheet)
    for cell in round_.cells:
        theirs, read = standing.get(cell.key), one.cells[cell.key]
        differs = theirs is not None and read.state != "missing" and theirs != read.points
        if differs or (sheet.state == "submitted" and read.state in MARKS):
            ours = "VẮNG hoặc KHÔNG CHẤM" if read.points is None else read.points
            reasons.append(one.row.fault("import_differs", cell_column(cell), theirs=theirs, ours=ours))


def _sort_out(known: Known, one: Typed, outcome: ImportOutcome) -> bool:
    """Count the row; whether there is something to write."""
    sheet = known.sheets.get((one.entry_id, one.judge_id))
    if not one.state:
        outcome.blank += 1
        return False
    if sheet is not None and _says_nothing_new(known, sheet, one):
        outcome.unchanged += 1
        return False
    if sheet is None:
        outcome.new += 1
    else:
        outcome.completed += 1
    outcome.marked += one.state in MARKS
    if one.state == "draft":
        outcome.incomplete.append(one.row.place("code"))
    if one.state == "scored" and one.whole == 0:
        outcome.zeros.append(one.row.place("code"))
    return True


def _says_nothing_new(known: Known, sheet: ScoreSheet, one: Typed) -> bool:
    if sheet.state in ("submitted", *MARKS):
        return True
    standing = known.points(sheet)
    adds = any(read.points is not None and standing.get(key) is None for key, read in one.cells.items())
    return not adds and one.state == "draft"
