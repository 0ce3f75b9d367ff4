"""Score sheets on paper: the code beside the QR code, two readings by two people, and when a third must look.

A code is five letters drawn by chance and a check letter: a weighted sum modulo 31, the (prime) number of its letters,
so that one wrong letter and two letters exchanged, wherever they stand, are always found.

A sheet is read by two people who do not see each other's figures. What the judge added up on the paper is read as well
and compared with the sum of the cells: that finds a slip at once, and what both misread alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from contest.editions.rules import Criterion
from contest.foundation.refusal import Reason
from contest.people.rules import CODE_LETTERS
from contest.scoring.rules.cells import Cell, total
from contest.scoring.rules.reading import CellRead, sheet_state_of
from contest.scoring.rules.sheets import why_not_score

PAPER_STATES = ("printed", "once", "differs", "entered")
PAPER_WORDS = {
    "printed": "Chưa nhập",
    "once": "Đã nhập một lần",
    "differs": "Cần đối chiếu",
    "entered": "Đã vào điểm",
}
PAPER_KINDS = {"printed": "waiting", "once": "waiting", "differs": "attention", "entered": "done"}
# What can differ beside the cells.
CONTROL, TIER, WHOSE, DRAFT = "control", "tier_key", "whose", "draft"
BODY = 5
_LEAST_REASON = 5


def with_check(body: str) -> str:
    """The code of five letters with its check letter behind."""
    return body + CODE_LETTERS[_sum(body) % len(CODE_LETTERS)]


def _sum(body: str) -> int:
    """Weights 2, 3, 4 …: all different modulo the prime, none minus one (that is the check letter's own)."""
    return sum(weight * CODE_LETTERS.index(letter) for weight, letter in enumerate(body, start=2))


def tidy_paper_code(typed: str) -> str:
    """A code as it was made, however it was typed: no spaces or dashes, capitals."""
    return "".join(letter for letter in typed.upper() if letter.isascii() and letter.isalnum())


def readable_paper_code(code: str) -> str:
    """In two groups, as it stands on the paper."""
    return f"{code[:3]}-{code[3:]}"


def why_not_code(typed: str) -> list[Reason]:
    """Why what was typed cannot be a code of a sheet, before anybody looks whether there is one."""
    code = tidy_paper_code(typed)
    if not code:
        return [Reason("paper_code_missing", where="code")]
    strange = [letter for letter in code if letter not in CODE_LETTERS]
    if len(code) != BODY + 1:
        return [Reason("paper_code_length", {"count": BODY + 1}, "code")]
    if strange:
        return [Reason("paper_code_letter", {"letter": strange[0]}, "code")]
    if with_check(code[:BODY]) != code:
        return [Reason("paper_code_mistyped", {"paper": readable_paper_code(code)}, "code")]
    return []


@dataclass(frozen=True, slots=True)
class PaperStanding:
    """How a sheet of paper stands to whoever wants to key it in."""

    state: str
    keyed_by: tuple[int, ...] = ()
    judge_id: int | None = None
    actor_id: int | None = None
    actor_judges: bool = False


def why_not_key(standing: PaperStanding) -> list[Reason]:
    """Why this person cannot key this sheet in now; two readings are two people, and no judge reads before closing."""
    if standing.state == "entered":
        return [Reason("paper_entered")]
    if standing.actor_id is not None and standing.judge_id == standing.actor_id:
        return [Reason("paper_own_sheet")]
    if standing.actor_judges:
        return [Reason("paper_judge_keys")]
    if len(standing.keyed_by) > 1:
        return [Reason("paper_differs")]
    if standing.actor_id in standing.keyed_by:
        return [Reason("paper_same_person")]
    return []


@dataclass(frozen=True, slots=True)
class Reading:
    """What one person read from a sheet; control is the total the judge wrote, None where none is written."""

    entry_id: int
    judge_id: int
    cells: Mapping[str, CellRead]
    control: Decimal | None = None
    tier_key: str = ""
    comment: str = ""

    @property
    def points(self) -> dict[str, Decimal | None]:
        """The figures of the cells."""
        return {key: read.points for key, read in self.cells.items()}


def control_fault(criteria: Sequence[Criterion], reading: Reading) -> Decimal | None:
    """What the cells add up to, where that is not the total written on the paper; else None."""
    whole = total(criteria, reading.points)
    if reading.control is None or whole is None or whole == reading.control:
        return None
    return whole


def why_not_reading(
    criteria: Sequence[Criterion], own: Sequence[Cell], reading: Reading, *, as_written: bool
) -> list[Reason]:
    """Everything wrong with one reading, at its cell. as_written: the reader looked again, the paper says so.

    A cell left blank is not taken: a signed sheet that is not whole goes back to its judge.
    """
    reasons = why_not_score(criteria, reading.points)
    try:
        state = sheet_state_of(reading.cells)
    except ValueError:
        return [*reasons, Reason("import_two_marks")]
    if state in ("", "draft"):
        blank = [cell for cell in own if reading.points.get(cell.key) is None]
        reasons.extend(Reason("paper_blank", {"name": cell.full_name}, cell.key) for cell in blank)
    whole = control_fault(criteria, reading)
    if not reasons and not as_written and whole is not None:
        reasons.append(Reason("paper_control_differs", {"written": reading.control, "sum": whole}, CONTROL))
    return reasons


def paper_differences(
    criteria: Sequence[Criterion],
    first: Reading,
    second: Reading,
    draft: Mapping[str, Decimal | None] | None = None,
) -> list[str]:
    """What a third look must decide: keys of cells, `control`, `tier_key`, `whose`, `draft`; nothing when all agree.

    draft: figures the judge has typed online meanwhile without handing them in.
    """
    found = [key for key in first.cells if first.cells[key] != second.cells.get(key)]
    if (first.entry_id, first.judge_id) != (second.entry_id, second.judge_id):
        found.append(WHOSE)
    if first.control != second.control or control_fault(criteria, first) is not None:
        found.append(CONTROL)
    if first.tier_key != second.tier_key:
        found.append(TIER)
    if draft and any(figure is not None and figure != second.points.get(key) for key, figure in draft.items()):
        found.append(DRAFT)
    return found


def why_not_settle_paper(standing: PaperStanding, reason: str, photo: str, seen: str) -> list[Reason]:
    """Why this person cannot decide between two readings; `seen` is the photograph that was on their page."""
    if standing.state != "differs":
        return [Reason("paper_agrees")]
    if standing.actor_id is not None and standing.judge_id == standing.actor_id:
        return [Reason("paper_own_sheet")]
    if standing.actor_judges:
        return [Reason("paper_judge_keys")]
    if standing.actor_id in standing.keyed_by:
        return [Reason("paper_third_person")]
    reasons = []
    if not photo:
        reasons.append(Reason("paper_photo_missing"))
    elif photo != seen:
        reasons.append(Reason("paper_photo_changed"))
    if len(reason.strip()) < _LEAST_REASON:
        reasons.append(Reason("paper_reason_missing", where="reason"))
    return reasons
