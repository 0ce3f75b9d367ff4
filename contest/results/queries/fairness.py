"""The figures of the fairness sheet, counted from the records; and the sheet as it was made."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from contest.editions.rules import Regulation
from contest.entries.models import Entry
from contest.foundation.database import ask
from contest.foundation.refusal import Refusal
from contest.foundation.vietnamese import number
from contest.prizes.queries import changes, latest_proposal
from contest.ranking.queries import latest_run, placings, quality_page
from contest.results.models import Complaint, FairnessSheet, PostingRemark, Publication, Seal
from contest.results.queries.nominating import results_above
from contest.results.queries.posting import postings
from contest.results.queries.seals import sealed_awards
from contest.results.rules.fairness import complaint_counts, few, shown_table, spread_of
from contest.scoring.models import ScoreSheet
from contest.scoring.queries import ScoredRound, concluded, scored_rounds
from contest.scoring.rules.cases import WAYS

# Who has a prize stands on the page of results: everybody knows that column.
COLUMNS = ("Đạt giải", "Không đạt giải", "Không hợp lệ")
_KNOWN = (0,)
_OUT = ("draft", "withdrawn", "halted")


def fairness_document(edition_id: int, regulation: Regulation, awards: frozenset[int]) -> dict[str, Any]:
    """Everything on the sheet, in words and figures as they are printed. awards: the entries with a prize, by key."""
    fields = _by_field(edition_id, awards)
    table = shown_table(list(fields.values()), _KNOWN) if fields else None
    names = [regulation.field_name(key) if key else "Chưa xếp" for key in fields]
    return {
        "columns": [*COLUMNS, "Hồ sơ nhận"],
        "table": [[name, *row] for name, row in zip([*names, "Cộng"], table, strict=True)] if table else None,
        "rounds": [_round(edition_id, each) for each in scored_rounds(edition_id)],
        "decision": _decision(edition_id),
        "posting": _posting(edition_id),
        "above": _above(edition_id),
        "complaints": complaint_counts(_complaints(edition_id)),
    }


def _by_field(edition_id: int, awards: frozenset[int]) -> dict[str, list[int]]:
    """For each field its entries with a prize, judged without one, and found not eligible."""
    found: dict[str, list[int]] = {}
    rows = ask(
        select(Entry.id, Entry.field_key, Entry.status)
        .where(Entry.edition_id == edition_id, Entry.status.not_in(_OUT))
        .order_by(Entry.field_key)
    )
    for entry_id, field_key, status in rows:
        place = 0 if entry_id in awards else 2 if status == "ineligible" else 1
        found.setdefault(field_key, [0, 0, 0])[place] += 1
    return found


def _round(edition_id: int, round_: ScoredRound) -> dict[str, Any]:
    run = latest_run(edition_id, round_.key)
    points = [row.points for row in placings(run.id) if row.points is not None] if run else []
    states = _states(round_.id)
    spread = spread_of(points)
    cases = Counter(case.way for case in concluded(round_))
    return {
        "name": round_.name,
        "judges": few(_judges(round_.id)),
        "sheets": number(states["submitted"]),
        "spread": list(spread) if spread else None,
        "recused": few(states["recused"]),
        "absent": few(states["absent"] + states["abstained"]),
        "cases": few(cases.total()),
        "ways": [[WAYS[way], few(cases[way])] for way in WAYS if cases[way]] if cases.total() else [],
        "agreement": _agreement(edition_id, round_.key),
    }


def _states(round_id: int) -> Counter[str]:
    question = select(ScoreSheet.state, func.count()).where(ScoreSheet.round_id == round_id).group_by(ScoreSheet.state)
    return Counter({row[0]: row[1] for row in ask(question)})


def _judges(round_id: int) -> int:
    who = select(func.count(ScoreSheet.judge_id.distinct())).where(
        ScoreSheet.round_id == round_id, ScoreSheet.state == "submitted"
    )
    return int(ask(who).scalar_one())


def _agreement(edition_id: int, round_key: str) -> list[list[str]]:
    """The figures of the whole round; nothing of a council or a judge."""
    try:
        return [list(figure) for figure in quality_page(edition_id, round_key).figures]
    except Refusal:
        return []


def _decision(edition_id: int) -> dict[str, Any]:
    proposal = latest_proposal(edition_id)
    return {
        "changed": few(len(changes(edition_id))),
        "votes_for": proposal.votes_for if proposal else None,
        "votes_of": proposal.votes_of if proposal else None,
    }


def _posting(edition_id: int) -> dict[str, Any] | None:
    cards = postings(edition_id)
    if not cards:
        return None
    said = ask(select(func.count()).where(PostingRemark.edition_id == edition_id)).scalar_one()
    return {"times": len(cards), "days": cards[0].days, "remarks": few(int(said))}


def _complaints(edition_id: int) -> Counter[str]:
    """Complaints by what became of them: their outcome, "withdrawn", or "open"."""
    rows = ask(select(Complaint.state, Complaint.outcome).where(Complaint.edition_id == edition_id))
    return Counter(
        row.outcome if row.state == "answered" else "withdrawn" if row.state == "withdrawn" else "open" for row in rows
    )


def _above(edition_id: int) -> dict[str, Any] | None:
    rows = results_above(edition_id)
    if not rows:
        return None
    return {"sent": number(len(rows)), "won": number(sum(row.outcome == "awarded" for row in rows))}


@dataclass(frozen=True, slots=True)
class FairnessCard:
    """The sheet of the version that is public now; `document` is None while it is being made."""

    version: int
    digest: str
    published_at: datetime
    document: Mapping[str, Any] | None


def fairness_card(edition_id: int) -> FairnessCard | None:
    """What the public reads; None while no result is public."""
    row = ask(
        select(Seal.version, Seal.digest, Publication.published_at, FairnessSheet.document)
        .join(Publication, Publication.seal_id == Seal.id)
        .outerjoin(FairnessSheet, FairnessSheet.seal_id == Seal.id)
        .where(Publication.edition_id == edition_id, Publication.retracted_at.is_(None))
        .order_by(Publication.id.desc())
    ).first()
    return FairnessCard(*row) if row else None


def sheets_to_make(edition_id: int) -> list[tuple[int, frozenset[int]]]:
    """Published versions without a sheet: the seal, and its entries with a prize."""
    rows = ask(
        select(Seal.id, Seal.digest)
        .join(Publication, Publication.seal_id == Seal.id)
        .outerjoin(FairnessSheet, FairnessSheet.seal_id == Seal.id)
        .where(
            Publication.edition_id == edition_id, Publication.retracted_at.is_(None), FairnessSheet.seal_id.is_(None)
        )
    )
    return [(row[0], frozenset(award["entry"] for award in sealed_awards(row[0], row[1]).entries)) for row in rows]
