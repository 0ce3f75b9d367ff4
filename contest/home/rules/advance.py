"""What every room must have finished before an edition goes to its next stage; all that is missing at once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from contest.foundation.refusal import Reason

WORDS = {
    "stage_deadline_is_past": "Hạn nộp {deadline} đã qua. Hãy sửa mốc thời gian trong thể lệ trước khi mở nhận hồ sơ.",
    "stage_paper_missing": "Chưa ghi số và ngày của “{paper}” trong thể lệ.",
    "stage_taking_still_open": "Còn nhận hồ sơ đến {deadline}. Kết thúc sớm thì phải ghi lý do.",
    "stage_entries_unscreened": "Còn {count} hồ sơ chưa thẩm định: {codes}.",
    "stage_entries_await_supplement": "Còn {count} hồ sơ chờ bổ sung: {codes}.",
    "stage_nothing_to_judge": "Chưa có hồ sơ nào hợp lệ để chấm.",
    "stage_council_without_judges": "{council} chưa có giám khảo nào.",
    "stage_field_without_council": "Lĩnh vực “{field}” có hồ sơ nhưng không hội đồng nào phụ trách.",
    "stage_round_not_begun": "Vòng {round} chưa được tổ chức.",
    "stage_round_open": "Vòng {round} chưa đóng: còn {missing} phiếu chưa nộp.",
    "stage_round_not_ranked": "Vòng {round} đã đóng nhưng chưa xếp hạng.",
    "stage_awards_not_proposed": "Chưa đề xuất giải.",
    "stage_awards_not_confirmed": "Còn giải được đề nghị nhưng chưa được xác nhận.",
    "stage_results_not_sealed": "Kết quả chưa được niêm phong.",
    "stage_results_not_public": "Kết quả đã niêm phong nhưng chưa được công bố.",
    "stage_complaints_still_taken": "Còn nhận khiếu nại đến hết ngày {day}. Lưu trữ sớm thì phải ghi lý do.",
}
_NAMED = 10


@dataclass(frozen=True, slots=True)
class CouncilFacts:
    """A council of the regulation, and how many score on it."""

    name: str
    judges: int


@dataclass(frozen=True, slots=True)
class RoundState:
    """A round of the regulation: its state ("" when it was never prepared), missing sheets, whether it is ranked."""

    name: str
    state: str
    missing: int
    is_ranked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the rooms stand when the edition is about to go on."""

    at: datetime
    deadline: datetime
    complaints_until: date | None = None
    # Papers the regulation wants before this stage that have no number or no date yet.
    papers_missing: Sequence[str] = ()
    unscreened: Sequence[str] = ()
    awaiting_supplement: Sequence[str] = ()
    eligible: int = 0
    councils: Sequence[CouncilFacts] = ()
    fields_alone: Sequence[str] = ()
    rounds: Sequence[RoundState] = ()
    has_proposal: bool = False
    awards_unconfirmed: int = 0
    is_sealed: bool = False
    is_published: bool = False
    # What the posting of the proposed result still asks for before the decision.
    posting: Sequence[Reason] = ()


def why_not_advance(standing: Standing, stage: str, reason: str = "") -> list[Reason]:
    """Everything that is missing before the edition may go to this stage; empty when it may."""
    ask = _BEFORE.get(stage)
    papers = [Reason("stage_paper_missing", {"paper": paper}) for paper in standing.papers_missing]
    return [*papers, *(ask(standing, reason.strip()) if ask else ())]


def _before_open(standing: Standing, reason: str) -> Iterator[Reason]:
    if standing.at >= standing.deadline:
        yield Reason("stage_deadline_is_past", {"deadline": standing.deadline})


def _before_closed(standing: Standing, reason: str) -> Iterator[Reason]:
    if standing.at < standing.deadline and not reason:
        yield Reason("stage_taking_still_open", {"deadline": standing.deadline}, "reason")


def _before_judging(standing: Standing, reason: str) -> Iterator[Reason]:
    if standing.unscreened:
        yield Reason("stage_entries_unscreened", _counted(standing.unscreened))
    if standing.awaiting_supplement:
        yield Reason("stage_entries_await_supplement", _counted(standing.awaiting_supplement))
    if not standing.eligible:
        yield Reason("stage_nothing_to_judge")
    for field in standing.fields_alone:
        yield Reason("stage_field_without_council", {"field": field})
    for council in standing.councils:
        if not council.judges:
            yield Reason("stage_council_without_judges", {"council": council.name})


def _counted(codes: Sequence[str]) -> dict[str, str | int]:
    more = f" và {len(codes) - _NAMED} hồ sơ khác" if len(codes) > _NAMED else ""
    return {"count": len(codes), "codes": ", ".join(codes[:_NAMED]) + more}


def _before_deliberation(standing: Standing, reason: str) -> Iterator[Reason]:
    for round_ in standing.rounds:
        if not round_.state:
            yield Reason("stage_round_not_begun", {"round": round_.name})
        elif round_.state != "closed":
            yield Reason("stage_round_open", {"round": round_.name, "missing": round_.missing})
        elif not round_.is_ranked:
            yield Reason("stage_round_not_ranked", {"round": round_.name})


def _before_decided(standing: Standing, reason: str) -> Iterator[Reason]:
    if not standing.has_proposal:
        yield Reason("stage_awards_not_proposed")
    if standing.awards_unconfirmed:
        yield Reason("stage_awards_not_confirmed")
    elif standing.has_proposal and not reason:
        yield from standing.posting


def _before_published(standing: Standing, reason: str) -> Iterator[Reason]:
    if not standing.is_sealed:
        yield Reason("stage_results_not_sealed")
    elif not standing.is_published:
        yield Reason("stage_results_not_public")


def _before_archived(standing: Standing, reason: str) -> Iterator[Reason]:
    until = standing.complaints_until
    if until is not None and standing.at.date() <= until and not reason:
        yield Reason("stage_complaints_still_taken", {"day": until}, "reason")


_BEFORE: dict[str, Callable[[Standing, str], Iterator[Reason]]] = {
    "open": _before_open,
    "closed": _before_closed,
    "judging": _before_judging,
    "deliberation": _before_deliberation,
    "decided": _before_decided,
    "published": _before_published,
    "archived": _before_archived,
}
