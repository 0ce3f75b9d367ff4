"""How well a closed round was judged: the figures of the whole, of each council, of each judge."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import func, select

from contest.entries.models import Entry
from contest.foundation.audit import until_a_change
from contest.foundation.database import ask
from contest.foundation.ledger import LedgerEvent
from contest.foundation.refusal import refuse_with
from contest.juries.models import Council, RoundEntry
from contest.juries.queries import assignments
from contest.people.queries import people_cards
from contest.ranking.rules import quality
from contest.ranking.rules.quality import Fit, Given, JudgeReport, Links
from contest.scoring.queries import ScoredRound, scored_round, sheets_of

_EVENT = select(func.max(LedgerEvent.id))
# The picture of a judge: severity on a line of this many units, nought in the middle.
_WIDTH = 160


class Figure(NamedTuple):
    """A statistic as printed, and what it means."""

    name: str
    value: str
    words: str


class Picture(NamedTuple):
    """A severity with twice its error, and its course over the judge's order, in units of the drawing."""

    at: int
    begin: int
    end: int
    course: str


@dataclass(frozen=True, slots=True)
class JudgeRow:
    """A judge on the page: figures as printed, the picture, what to look at."""

    name: str
    council: str
    sheets: int
    mean: str
    spread: str
    severity: str
    agreement: str
    drift: str
    picture: Picture | None
    remarks: tuple[str, ...]


class CouncilRow(NamedTuple):
    """A council: its entries, alpha, and Kendall's W of those that the same judges scored."""

    name: str
    entries: int
    alpha: str
    alpha_words: str
    concordance: str
    concordance_words: str


@dataclass(frozen=True, slots=True)
class QualityPage:
    """Everything the page shows. judges: those with remarks first, then by severity."""

    round: ScoredRound
    sheets: int
    figures: tuple[Figure, ...]
    groups: int
    councils: tuple[CouncilRow, ...]
    judges: tuple[JudgeRow, ...]


class _Of(NamedTuple):
    field_key: str
    council: str


def quality_page(edition_id: int, round_key: str, barred: frozenset[int] = frozenset()) -> QualityPage:
    """The page of a closed round of points; barred: entries left out, whose points all means would tell who has the
    others'. Raises Refusal: scoring_round_unknown, scoring_round_unprepared, ranking_quality_open,
    ranking_quality_no_points."""
    round_ = scored_round(edition_id, round_key)
    if round_.rules.kind != "scores":
        raise refuse_with("ranking_quality_no_points", round=round_.name)
    if round_.state != "closed":
        raise refuse_with("ranking_quality_open", round=round_.name)
    # Names and councils lie in audited tables, sheets and who judges what leave an event in the ledger.
    key = ("quality", round_.id, barred)
    return until_a_change(key, lambda: _page(round_, barred), beside=ask(_EVENT).scalar_one())


def _page(round_: ScoredRound, barred: frozenset[int]) -> QualityPage:
    given = [one for one in _given(round_.id) if one.entry_id not in barred]
    about = _about(round_.id)
    most = float(sum(each.max * each.weight for each in round_.criteria))
    if not given:
        return QualityPage(round_, 0, (), 0, (), ())
    joined = quality.links([each.entry_id for each in given], [each.judge_id for each in given])
    fit = _fit(given, about, joined)
    return QualityPage(
        round=round_,
        sheets=len(given),
        figures=_figures(given, fit, joined),
        groups=len(joined.groups),
        councils=_councils(given, about),
        judges=_judges(given, about, fit, most),
    )


def _given(round_id: int) -> list[Given]:
    turns = {(row.entry_id, row.judge_id): row.turn for row in assignments(round_id)}
    return [
        Given(row.entry_id, row.judge_id, float(row.total), turns.get((row.entry_id, row.judge_id)))
        for row in sheets_of(round_id, cells=False)
        if row.state == "submitted" and row.total is not None
    ]


def _about(round_id: int) -> dict[int, _Of]:
    rows = ask(
        select(Entry.id, Entry.field_key, Council.name)
        .join(RoundEntry, RoundEntry.entry_id == Entry.id)
        .outerjoin(Council, Council.id == RoundEntry.council_id)
        .where(RoundEntry.round_id == round_id)
    )
    return {row[0]: _Of(row[1], row[2] or "Chưa có hội đồng") for row in rows}


def _fit(given: Sequence[Given], about: dict[int, _Of], joined: Links) -> Fit | None:
    """The severities, with a mean for each field; judges who fall apart are each compared within their own group."""
    group = {judge: number for number, judges in enumerate(joined.groups) for judge in judges}
    means = {each.entry_id: (group[each.judge_id], about[each.entry_id].field_key) for each in given}
    entries, judges = [each.entry_id for each in given], [each.judge_id for each in given]
    try:
        return quality.mixed(entries, judges, [each.value for each in given], means)
    except ValueError:
        return None


def _figures(given: Sequence[Given], fit: Fit | None, joined: Links) -> tuple[Figure, ...]:
    found = []
    alpha = quality.krippendorff(_units(given))
    if alpha is not None:
        found.append(Figure("Hệ số alpha của Krippendorff", quality.figure(alpha), quality.alpha_words(alpha)))
    if fit is not None:
        per_entry = len(given) / len({each.entry_id for each in given})
        one, mean = fit.reliability(1), fit.reliability(max(1, round(per_entry)))
        found.append(Figure("Độ tin cậy của một phiếu", quality.figure(one), quality.reliability_words(one)))
        name = f"Độ tin cậy của trung bình {max(1, round(per_entry))} phiếu"
        found.append(Figure(name, quality.figure(mean), quality.reliability_words(mean)))
        found.append(Figure("Chênh lệch độ nghiêm giữa các giám khảo", quality.figure(fit.judges**0.5, 1), "điểm"))
    if joined.is_one and len(joined.groups[0]) > 1:
        firm = "chắc" if joined.firmness >= 10 else "vừa" if joined.firmness >= 5 else "yếu"
        found.append(Figure("Mức liên kết giữa các giám khảo", quality.figure(joined.firmness, 1), firm))
    return tuple(found)


def _units(given: Sequence[Given]) -> list[list[float]]:
    units: dict[int, list[float]] = {}
    for each in given:
        units.setdefault(each.entry_id, []).append(each.value)
    return list(units.values())


def _councils(given: Sequence[Given], about: dict[int, _Of]) -> tuple[CouncilRow, ...]:
    by_council: dict[str, list[Given]] = {}
    for each in given:
        by_council.setdefault(about[each.entry_id].council, []).append(each)
    rows = []
    for name in sorted(by_council):
        own = by_council[name]
        alpha, concordance = quality.krippendorff(_units(own)), quality.kendall_w(_complete(own))
        rows.append(
            CouncilRow(
                name,
                len({each.entry_id for each in own}),
                "" if alpha is None else quality.figure(alpha),
                "" if alpha is None else quality.alpha_words(alpha),
                "" if concordance is None else quality.figure(concordance),
                "" if concordance is None else quality.concordance_words(concordance),
            )
        )
    return tuple(rows)


def _complete(given: Sequence[Given]) -> list[list[float]]:
    """The largest table of entries that exactly the same judges scored."""
    of_entry: dict[int, dict[int, float]] = {}
    for each in given:
        of_entry.setdefault(each.entry_id, {})[each.judge_id] = each.value
    tables: dict[tuple[int, ...], list[list[float]]] = {}
    for scores in of_entry.values():
        tables.setdefault(tuple(sorted(scores)), []).append([scores[judge] for judge in sorted(scores)])
    return max(sorted(tables.values()), key=lambda table: len(table) * len(table[0]))


def _judges(given: Sequence[Given], about: dict[int, _Of], fit: Fit | None, most: float) -> tuple[JudgeRow, ...]:
    reports = quality.judge_reports(given, most)
    names = people_cards([report.judge_id for report in reports])
    councils: dict[int, set[str]] = {}
    for each in given:
        councils.setdefault(each.judge_id, set()).add(about[each.entry_id].council)
    reach = max((abs(at) + 2 * doubt for at, doubt in _severities(reports, fit).values()), default=1.0) or 1.0
    rows = [
        _judge(report, names[report.judge_id].name, ", ".join(sorted(councils[report.judge_id])), fit, most, reach)
        for report in reports
    ]
    return tuple(sorted(rows, key=lambda row: (not row.remarks, -(row.picture.at if row.picture else 0), row.name)))


def _severities(reports: Sequence[JudgeReport], fit: Fit | None) -> dict[int, tuple[float, float]]:
    """Severity and its error: the model's, or the plain difference to the others where there is no model."""
    if fit is not None:
        return {judge: (fit.severities[judge], fit.doubts[judge]) for judge in fit.severities}
    return {
        each.judge_id: (each.apart, each.doubt) for each in reports if each.apart is not None and each.doubt is not None
    }


def _judge(report: JudgeReport, name: str, council: str, fit: Fit | None, most: float, reach: float) -> JudgeRow:
    at, doubt = _severities([report], fit).get(report.judge_id, (None, None))
    return JudgeRow(
        name=name,
        council=council,
        sheets=report.sheets,
        mean=quality.figure(report.mean, 1),
        spread=_or_nothing(report.spread, 1),
        severity="" if at is None else quality.signed(at, 1),
        agreement=_or_nothing(report.agreement, 2),
        drift="" if report.drift is None else quality.signed(report.drift, 1),
        picture=None if at is None or doubt is None else _picture(at, doubt, report.course, reach),
        remarks=quality.remarks(report, at, doubt, most),
    )


def _or_nothing(value: float | None, places: int) -> str:
    return "" if value is None else quality.figure(value, places)


def _picture(at: float, doubt: float, course: Sequence[float], reach: float) -> Picture:
    def across(value: float) -> int:
        return round(_WIDTH / 2 + value / reach * _WIDTH / 2)

    return Picture(across(at), across(at - 2 * doubt), across(at + 2 * doubt), _polyline(course, reach))


def _polyline(course: Sequence[float], reach: float) -> str:
    """Points of a small drawing, 80 wide and 32 high, nought in the middle."""
    return " ".join(
        f"{20 * place},{max(0, min(32, round(16 - value / reach * 16)))}" for place, value in enumerate(course)
    )
