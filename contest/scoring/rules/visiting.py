"""What a judge takes down while somebody presents or on a visit: the clock's limits, notes, photographs as evidence.

Notes and photographs are the judge's own until the round is closed; then the council reads them beside the sheets.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from contest.editions.rules import Presentation, Round
from contest.foundation.refusal import Reason
from contest.scoring.rules.sheets import Standing

LONGEST_NOTE = 20_000
MOST_FILES = 20
# So long before the end the clock warns.
WARNS_BEFORE = 60
_LONGEST_TALK = 12 * 3600


@dataclass(frozen=True, slots=True)
class Clock:
    """What a clock runs for: `speaking` and `asking` in seconds, 0 where the regulation sets no limit."""

    kind: str
    speaking: int = 0
    asking: int = 0


def clock_of(round_: Round) -> Clock | None:
    """The clock of a round: a presentation's by the regulation, a visit's or an interview's that only counts."""
    kinds = {*round_.evidence, *round_.evidence_of_some}
    if "presentation" in kinds or round_.presentation is not None:
        told = round_.presentation or Presentation()
        return Clock("presentation", told.minutes * 60, told.questions * 60)
    if kinds & {"site_visit", "interview"} or round_.site_visit_of_top:
        return Clock("visit")
    return None


def why_not_note(standing: Standing, text: str = "", spoken: int | None = None) -> list[Reason]:
    """Why a judge cannot keep a note of an entry now; a sheet that is handed in does not end the listening."""
    reasons = []
    if standing.round_state == "preparing":
        reasons.append(Reason("scoring_not_open"))
    elif standing.round_state != "open":
        reasons.append(Reason("note_closed"))
    if standing.in_conflict or standing.sheet_state == "recused":
        reasons.append(Reason("sheet_in_conflict"))
    elif not standing.is_assigned:
        reasons.append(Reason("sheet_not_yours"))
    if len(text) > LONGEST_NOTE:
        reasons.append(Reason("note_too_long", {"limit": LONGEST_NOTE}, "text"))
    if spoken is not None and not 0 <= spoken <= _LONGEST_TALK:
        reasons.append(Reason("note_time_strange", where="spoken"))
    return reasons


def why_not_attach(standing: Standing, there: Sequence[str], sha256: str) -> list[Reason]:
    """Why no further photograph can be kept; `there` are the hashes of those there are."""
    reasons = why_not_note(standing)
    if sha256 in there:
        reasons.append(Reason("attachment_twice", where="photo"))
    elif len(there) >= MOST_FILES:
        reasons.append(Reason("attachments_full", {"limit": MOST_FILES}, "photo"))
    return reasons
