"""The download desk's catalogue: which room's report makes which paper, and the bytes of its workbook."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from contest.editions.queries import regulation_of
from contest.entries import reports as entries
from contest.foundation.refusal import refuse_with
from contest.foundation.report import REHEARSAL, Report
from contest.foundation.settings import settings
from contest.foundation.writers import xlsx
from contest.juries import queries as juries
from contest.juries import reports as judges
from contest.juries.queries.presenting import presented_rounds, slot_rows
from contest.papers.queries.documents import citation
from contest.papers.queries.tallies import check_winners
from contest.papers.queries.winners import Winners, winners
from contest.papers.reports import winning
from contest.papers.reports.fees import judge_fees
from contest.papers.reports.statistics import statistics, statistics_outside
from contest.papers.reports.winning.parts import with_decision
from contest.papers.rules import KINDS, UNSEALED, Kind, kind_of
from contest.prizes import queries as prizes
from contest.prizes import reports as awards
from contest.ranking import reports as rankings
from contest.results import reports as results
from contest.results.queries.seals import newest_seal
from contest.results.rules import Surface

Make = Callable[[int], Sequence[Report]]


def _register(edition_id: int) -> Sequence[Report]:
    return [entries.register(edition_id)]


def _workload(edition_id: int) -> Sequence[Report]:
    return [judges.workload(edition_id)] if juries.seats(edition_id) else []


def _presentations(edition_id: int) -> Sequence[Report]:
    """Every round whose entries have slots."""
    ids = {round_.key: round_.id for round_ in juries.rounds(edition_id)}
    keys = [round_.key for round_ in presented_rounds(edition_id) if round_.key in ids]
    return [judges.presentations(edition_id, key) for key in keys if slot_rows(ids[key])]


def _tabulation(edition_id: int) -> Sequence[Report]:
    """Every round that has begun, in the regulation's order."""
    begun = {round_.key for round_ in juries.rounds(edition_id)}
    keys = [round_.key for round_ in regulation_of(edition_id).rounds if round_.key in begun]
    return [report for key in keys for report in rankings.tabulation(edition_id, key)]


def _prize_list(edition_id: int) -> Sequence[Report]:
    if not prizes.awards(edition_id):
        return []
    units, cited = awards.unit_list(edition_id), with_decision(citation(edition_id, "result_decision"))
    reports = [awards.prize_list(edition_id), *([units] if units is not None else [])]
    return [
        replace(report, subtitle=[cited if line.startswith(_TO_DECISION) else line for line in report.subtitle])
        for report in reports
    ]


def _of_winners(make: Callable[[Winners], Sequence[Report]]) -> Make:
    """A list that is made of the winners alone."""
    return lambda edition_id: make(winners(edition_id))


def _posted(edition_id: int) -> Sequence[Report]:
    return _outside(edition_id, "posted")


def _press(edition_id: int) -> Sequence[Report]:
    return _outside(edition_id, "press")


def _photographs(edition_id: int) -> Sequence[Report]:
    return [results.photograph_list(edition_id)] if _is_confirmed(edition_id) else []


def _outside(edition_id: int, surface: Surface) -> Sequence[Report]:
    return [results.posted_list(edition_id, surface)] if _is_confirmed(edition_id) else []


def _nominations(edition_id: int) -> Sequence[Report]:
    """Every list that has somebody on it."""
    lists = [results.nomination_list(edition_id, one) for one in regulation_of(edition_id).nomination]
    return [report for report in lists if report.rows]


def _is_confirmed(edition_id: int) -> bool:
    return any(award.state == "confirmed" for award in prizes.awards(edition_id))


_NO_PRIZE = "chưa có giải nào được đề xuất"
_NO_MONEY = "chưa có giải nào kèm tiền thưởng"
_TO_DECISION = "(Kèm theo"
_MAKERS: dict[str, tuple[Make, str]] = {
    "prize-list": (_prize_list, _NO_PRIZE),
    "annexes": (_of_winners(winning.annexes), _NO_PRIZE),
    "merge-list": (_of_winners(winning.merge_lists), _NO_PRIZE),
    "packing": (_of_winners(winning.packing_lists), _NO_PRIZE),
    "guests": (_of_winners(winning.guests), "chưa có ai để mời"),
    "seating": (_of_winners(winning.seating_list), _NO_PRIZE),
    "booths": (_of_winners(winning.booth_list), _NO_PRIZE),
    "invitations": (_of_winners(winning.invitation_list), _NO_PRIZE),
    "name-cards": (_of_winners(winning.name_cards), _NO_PRIZE),
    "receipts": (_of_winners(winning.receipts), _NO_MONEY),
    "receipts-by-author": (_of_winners(winning.receipts_by_author), _NO_MONEY),
    "judge-fees": (judge_fees, "chưa đặt mức chi ở trang Thù lao, hoặc chưa có phiếu chấm nào được nộp"),
    "statistics": (statistics, "chưa có hồ sơ"),
    "statistics-outside": (statistics_outside, "hồ sơ còn quá ít nên số nào cũng nhận ra được từng người"),
    "posted-list": (_posted, "chưa có giải nào được xác nhận"),
    "press-list": (_press, "chưa có giải nào được xác nhận"),
    "photograph-list": (_photographs, "chưa có giải nào được xác nhận"),
    "nominations": (_nominations, "chưa có hồ sơ nào được đề cử"),
    "tabulation": (_tabulation, "chưa có vòng chấm nào"),
    "register": (_register, "chưa có hồ sơ"),
    "workload": (_workload, "hội đồng chưa có giám khảo"),
    "presentations": (_presentations, "chưa có lịch thuyết trình nào"),
}


def workbook(edition_id: int, key: str, *, is_agreed: bool = False) -> tuple[Kind, bytes]:
    """A kind of paper and its bytes; what names winners is a draft before the first seal, and says so on every page.

    is_agreed: the reconciler was asked a moment ago, for many papers at once.
    Raises Refusal: export_unknown, export_not_ready, and every reason of the reconciler when two lists differ.
    """
    kind = kind_of(key)
    if kind is None:
        raise refuse_with("export_unknown", kind=key, kinds=", ".join(kind.key for kind in KINDS))
    make, why = _MAKERS[key]
    reports = make(edition_id)
    if not reports:
        raise refuse_with("export_not_ready", name=kind.name, why=why)
    stamps = [REHEARSAL] if settings().rehearsal else []
    if kind.of_winners and not (is_agreed or _is_agreed(edition_id)):
        stamps.append(UNSEALED)
    if stamps:
        reports = [replace(report, stamp=" – ".join(stamps)) for report in reports]
    return kind, xlsx.write(reports)


def _is_agreed(edition_id: int) -> bool:
    """Whether the winners are sealed and every list of them agrees; False before the first seal. Raises Refusal."""
    return newest_seal(edition_id) is not None and check_winners(edition_id).is_sealed
