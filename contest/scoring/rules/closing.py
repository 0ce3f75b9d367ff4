"""When a round may close: every sheet says something, every entry has the sheets its quorum asks for, no case is open.

A blank is never taken for an absence: a judge who will not score is marked absent, or replaced. The quorum then says
how many scored sheets suffice; without one the regulation asks for all. It is lowered only by a recorded decision.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from contest.editions.rules import Round
from contest.foundation.refusal import Reason
from contest.scoring.rules.cases import STEP_WORDS
from contest.scoring.rules.paper import readable_paper_code

# A sheet left out when a disagreement was concluded was handed in all the same, as one that trimming drops; one set
# aside when its judge was replaced makes room for the other judge's.
_HANDED_IN = ("submitted", "left_out")
_SETTLED = (*_HANDED_IN, "set_aside", "absent", "abstained", "recused")


@dataclass(frozen=True, slots=True)
class EntryInRound:
    """An entry of the round: its judges, and the state of the sheet of each ("" when there is none)."""

    entry_id: int
    judge_ids: tuple[int, ...]
    sheets: Mapping[int, str]

    def state_of(self, judge_id: int) -> str:
        """The state of one judge's sheet."""
        return self.sheets.get(judge_id, "")

    @property
    def counted(self) -> int:
        """How many sheets were handed in and are not set aside."""
        return sum(state in _HANDED_IN for state in self.sheets.values())

    @property
    def is_complete(self) -> bool:
        """Whether the sheet of every judge says something."""
        return all(self.state_of(judge_id) in _SETTLED for judge_id in self.judge_ids)

    @property
    def expected(self) -> int:
        """How many sheets could count: of assigned judges and sheets given, without who must not judge."""
        judges = set(self.judge_ids) | {judge for judge, state in self.sheets.items() if state in _HANDED_IN}
        return sum(self.state_of(judge) not in ("recused", "set_aside") for judge in judges)


@dataclass(frozen=True, slots=True)
class MissingSheet:
    """A sheet that says nothing yet: not begun (""), or a draft."""

    entry_id: int
    judge_id: int
    state: str


@dataclass(frozen=True, slots=True)
class ShortEntry:
    """An entry that cannot get as many scored sheets as it needs, even when every judge answers."""

    entry_id: int
    counted: int
    needed: int
    judges: int


@dataclass(frozen=True, slots=True)
class WaitingCase:
    """A disagreement that is not concluded, and the step it is at ("" when nobody has opened it yet)."""

    entry_id: int
    step: str


@dataclass(frozen=True, slots=True)
class WaitingPaper:
    """A sheet of paper that was keyed in and is not in the scores: `once`, or read differently (`differs`)."""

    code: str
    state: str
    entry_id: int
    judge_id: int


@dataclass(frozen=True, slots=True)
class ClosingReport:
    """Exactly what keeps a round open."""

    entries: int
    missing: list[MissingSheet] = field(default_factory=list)
    short: list[ShortEntry] = field(default_factory=list)
    cases: list[WaitingCase] = field(default_factory=list)
    papers: list[WaitingPaper] = field(default_factory=list)

    @property
    def is_ready(self) -> bool:
        """Whether nothing is missing."""
        return bool(self.entries) and not (self.missing or self.short or self.cases or self.papers)


def sheets_needed(round_: Round, entry: EntryInRound, lowered: Mapping[int, int]) -> int:
    """How many scored sheets an entry needs: a recorded decision, else the quorum, else all of its judges.

    `lowered` holds decisions by entry id; 0 is the decision for the whole round.
    """
    decided = lowered.get(entry.entry_id, lowered.get(0))
    if decided is not None:
        return decided
    asked = entry.expected if isinstance(round_.judges_per_entry, str) else round_.judges_per_entry
    if round_.quorum is not None:
        return min(round_.quorum, asked) if isinstance(round_.judges_per_entry, str) else round_.quorum
    return max(asked, 1)


def closing_report(
    round_: Round,
    entries: Sequence[EntryInRound],
    lowered: Mapping[int, int],
    cases: Sequence[WaitingCase],
    papers: Sequence[WaitingPaper] = (),
) -> ClosingReport:
    """What is missing: sheets, entries that cannot reach their quorum, disagreements that are not concluded, papers."""
    missing = [
        MissingSheet(entry.entry_id, judge_id, entry.state_of(judge_id))
        for entry in entries
        for judge_id in entry.judge_ids
        if entry.state_of(judge_id) not in _SETTLED
    ]
    to_come = Counter(sheet.entry_id for sheet in missing)
    short = []
    for entry in entries:
        needed = sheets_needed(round_, entry, lowered)
        if entry.counted + to_come[entry.entry_id] < needed:
            short.append(ShortEntry(entry.entry_id, entry.counted, needed, len(entry.judge_ids)))
    return ClosingReport(len(entries), missing, short, list(cases), list(papers))


def why_not_close(
    report: ClosingReport, round_state: str, names: Mapping[int, str], judges: Mapping[int, str]
) -> list[Reason]:
    """Everything that keeps the round open, each thing a reason; entries by number or code, judges by name."""
    if round_state == "preparing":
        return [Reason("scoring_round_unopened")]
    if not report.entries:
        return [Reason("scoring_round_empty")]
    reasons = []
    for sheet in report.missing:
        code = "sheet_is_draft" if sheet.state == "draft" else "sheet_missing"
        judge = judges.get(sheet.judge_id, "?")
        reasons.append(Reason(code, {"judge": judge}, names.get(sheet.entry_id, "?")))
    for short in report.short:
        values = {"counted": short.counted, "needed": short.needed}
        reasons.append(Reason("entry_below_quorum", values, names.get(short.entry_id, "?")))
    for case in report.cases:
        step = STEP_WORDS.get(case.step, "Chưa mở việc xem xét").lower()
        reasons.append(Reason("case_open", {"step": step}, names.get(case.entry_id, "?")))
    for paper in report.papers:
        code = "paper_keyed_once" if paper.state == "once" else "paper_waits"
        reasons.append(Reason(code, {"paper": readable_paper_code(paper.code)}, names.get(paper.entry_id, "?")))
    return reasons


def why_not_lower_quorum(quorum: int | None, reason: str, round_state: str, most: int) -> list[Reason]:
    """Why a quorum cannot be lowered like this; `most` is what is asked now."""
    reasons = []
    if round_state != "open":
        reasons.append(Reason("scoring_closed"))
    if quorum is None or not 1 <= quorum < max(most, 2):
        reasons.append(Reason("quorum_not_lower", {"most": most}, "quorum"))
    if not reason.strip():
        reasons.append(Reason("quorum_reason_missing", where="reason"))
    return reasons


def why_not_reopen_round(round_state: str, reason: str, later_rounds: Sequence[str]) -> list[Reason]:
    """Why a closed round cannot be opened again; `later_rounds` are those that already run on its result."""
    reasons = []
    if round_state != "closed":
        reasons.append(Reason("scoring_round_running"))
    reasons.extend(Reason("scoring_round_followed", {"round": name}) for name in later_rounds)
    if not reason.strip():
        reasons.append(Reason("reopen_reason_missing", where="reason"))
    return reasons
