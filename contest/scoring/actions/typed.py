"""Writing typed sheets: new ones by three statements whatever their number, drafts that stand completed one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from contest.foundation import ledger
from contest.foundation.access import Actor
from contest.foundation.bulk import insert_many
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.ledger import Happening
from contest.foundation.sheets import SheetRow
from contest.scoring.models import Score, ScoreSheet
from contest.scoring.queries import ScoredRound
from contest.scoring.queries.importing import Known
from contest.scoring.rules import MARKS, CellRead, total


@dataclass(frozen=True, slots=True)
class Typed:
    """A row understood: whose sheet on what, its state ("" for a blank row), its cells with figures and total."""

    row: SheetRow
    entry_id: int
    code: str
    judge_id: int
    state: str
    cells: dict[str, CellRead]
    points: dict[str, Decimal | None]
    whole: Decimal | None
    comment: str


def write_typed(actor: Actor, edition_id: int, round_: ScoredRound, known: Known, typed: Sequence[Typed]) -> None:
    """Put the rows on their sheets and note them in the ledger, one event for each judge."""
    new = [one for one in typed if (one.entry_id, one.judge_id) not in known.sheets]
    old = [one for one in typed if (one.entry_id, one.judge_id) in known.sheets]
    by_judge: dict[int, list[list[Any]]] = {}
    _insert(actor, round_, new, by_judge)
    for one in old:
        _complete(actor, round_, known, one, by_judge)
    db.session.flush()
    happenings = [
        Happening(
            "score.imported",
            f"sheets:{round_.key}:{judge_id}",
            {"round": round_.key, "judge": judge_id, "cells": [cell.key for cell in round_.cells], "sheets": sheets},
        )
        for judge_id, sheets in by_judge.items()
    ]
    ledger.note_all(actor, edition_id, happenings)


def _insert(actor: Actor, round_: ScoredRound, typed: Sequence[Typed], by_judge: dict[int, list[list[Any]]]) -> None:
    """New sheets go in by three statements, whatever their number."""
    if not typed:
        return
    moment = now()
    sheets = []
    for one in typed:
        state = "submitted" if one.state == "scored" else one.state
        whole = one.whole if state in ("submitted", "draft") else None
        sheets.append(
            {
                "round_id": round_.id,
                "entry_id": one.entry_id,
                "judge_id": one.judge_id,
                "state": state,
                "total": whole,
                "comment": one.comment,
                "reason": "Ghi trên phiếu giấy" if state in MARKS else "",
                "tier_key": "",
                "source": "import",
                "keyed_by_id": actor.id,
                "save_key": "",
                "version": 1,
                "updated_at": moment,
                "submitted_at": moment if state == "submitted" else None,
            }
        )
        _remember(by_judge, one, state, whole)
    insert_many(ScoreSheet, sheets)
    ids = _ids(round_)
    cells = [
        {"sheet_id": ids[one.entry_id, one.judge_id], "criterion_key": key, "state": said, "points": read.points}
        for one in typed
        for key, read in one.cells.items()
        for said in (_cell_state(read, one.state),)
    ]
    insert_many(Score, cells)


def _ids(round_: ScoredRound) -> dict[tuple[int, int], int]:
    rows = db.session.execute(
        select(ScoreSheet.entry_id, ScoreSheet.judge_id, ScoreSheet.id).where(ScoreSheet.round_id == round_.id)
    )
    return {(entry_id, judge_id): sheet_id for entry_id, judge_id, sheet_id in rows}


def _cell_state(read: CellRead, sheet_state: str) -> str:
    """Beside a VẮNG the other blanks are absent too: the word is about the whole sheet."""
    return sheet_state if read.state == "missing" and sheet_state in MARKS else read.state


def _complete(
    actor: Actor, round_: ScoredRound, known: Known, one: Typed, by_judge: dict[int, list[list[Any]]]
) -> None:
    """A draft that stands gets what the paper has and it lacks."""
    sheet = known.sheets[one.entry_id, one.judge_id]
    points = known.points(sheet)
    points.update({key: read.points for key, read in one.cells.items() if read.points is not None})
    whole = total(round_.criteria, points)
    state = one.state if one.state in MARKS else "draft" if whole is None else "submitted"
    sheet.state, sheet.total = state, None if one.state in MARKS else whole
    sheet.comment = sheet.comment or one.comment
    sheet.source, sheet.keyed_by_id, sheet.updated_at = "import", actor.id, now()
    sheet.submitted_at = sheet.updated_at if state == "submitted" else None
    flag_modified(sheet, "updated_at")
    scores = known.scores.get(sheet.id, {})
    for key, read in one.cells.items():
        figure = points.get(key)
        said = "scored" if figure is not None else _cell_state(read, one.state)
        score = scores.get(key)
        if score is None:
            db.session.add(Score(sheet_id=sheet.id, criterion_key=key, state=said, points=figure))
        else:
            score.state, score.points = said, figure
    _remember(by_judge, one, state, sheet.total)


def _remember(by_judge: dict[int, list[list[Any]]], one: Typed, state: str, whole: Decimal | None) -> None:
    figures = [read.state if read.points is None else read.points for read in one.cells.values()]
    by_judge.setdefault(one.judge_id, []).append([one.code, state, whole, figures])
