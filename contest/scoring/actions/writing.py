"""Writing on one sheet: shared by the judge's own deeds, by keying in and by marks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from contest.foundation import ledger
from contest.foundation.access import Actor
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import Reason, Refusal, refuse_with
from contest.scoring import queries
from contest.scoring.models import Score, ScoreSheet, SheetVersion
from contest.scoring.queries import Place, ScoredRound
from contest.scoring.rules import CellRead, changed_elsewhere, total

_NOT_SCORED = ("missing", "absent", "abstained", "recused")


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody puts on a sheet; `version` is the one it is written upon (None: whatever it is).

    source: the way it came, a key of SOURCE_WORDS; "" leaves what stands (figures that are only moved about).
    """

    points: Mapping[str, Decimal | None]
    comment: str = ""
    version: int | None = None
    save_key: str = ""
    tier_key: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class SavedSheet:
    """The sheet as it stands after a deed."""

    entry_id: int
    judge_id: int
    state: str
    version: int
    total: Decimal | None
    updated_at: datetime


@dataclass(slots=True)
class OpenSheet:
    """A sheet taken up for writing: the round, the entry's place in it, the row and its cells if there are any."""

    round: ScoredRound
    place: Place
    entry_id: int
    judge_id: int
    sheet: ScoreSheet | None
    scores: dict[str, Score]

    @property
    def points(self) -> dict[str, Decimal | None]:
        """The figures that stand on it."""
        return {key: score.points for key, score in self.scores.items()}

    @property
    def has_scores(self) -> bool:
        """Whether any figure stands on it."""
        return any(score.state == "scored" for score in self.scores.values())


def take_up(round_: ScoredRound, entry_id: int, judge_id: int) -> OpenSheet:
    """The sheet of a judge on an entry, ready to be written. Raises Refusal: sheet_not_yours."""
    place = queries.place_of(round_, entry_id, judge_id, lock=True)
    if place is None:
        raise refuse_with("sheet_not_yours")
    sheet, scores = queries.sheet_with_scores(round_.id, entry_id, judge_id)
    if sheet is not None:
        place = place._replace(standing=place.standing.but(sheet.state))
    return OpenSheet(round_, place, entry_id, judge_id, sheet, scores)


def guard_version(taken: OpenSheet, given: Given) -> None:
    """Nothing another device has saved is overwritten unseen. Raises Refusal with both values of each cell."""
    sheet = taken.sheet
    if given.version is None or given.version == (sheet.version if sheet else 0):
        return
    theirs = sheet.comment if sheet else ""
    differences = changed_elsewhere(taken.round.criteria, given.points, taken.points, given.comment, theirs)
    if differences:
        raise Refusal([Reason("sheet_changed_elsewhere"), *differences])


def put(
    taken: OpenSheet,
    given: Given,
    state: str,
    *,
    keyed_by: int | None = None,
    marks: Mapping[str, CellRead] | None = None,
) -> ScoreSheet:
    """Put figures on the sheet and keep its total; a sheet handed in has its moment. Flushes."""
    sheet = taken.sheet or ScoreSheet(round_id=taken.round.id, entry_id=taken.entry_id, judge_id=taken.judge_id)
    figures = {cell.key: given.points.get(cell.key) for cell in taken.round.cells}
    sheet.state = state
    whole = state in ("draft", "submitted")
    sheet.total = total(taken.round.criteria, figures) if whole else None
    sheet.comment, sheet.tier_key, sheet.save_key = given.comment, given.tier_key, given.save_key
    if given.source:
        sheet.source, sheet.keyed_by_id = given.source, keyed_by
    sheet.updated_at = now()
    sheet.submitted_at = sheet.updated_at if state == "submitted" else None
    if taken.sheet is None:
        sheet.reason = ""
        db.session.add(sheet)
        db.session.flush()
        taken.sheet = sheet
    else:
        flag_modified(sheet, "updated_at")  # a frozen clock must not keep the version from rising
    blank = state if state in _NOT_SCORED else "missing"
    _put_cells(taken, figures, blank, marks or {})
    db.session.flush()
    return sheet


def _put_cells(
    taken: OpenSheet, figures: Mapping[str, Decimal | None], blank: str, marks: Mapping[str, CellRead]
) -> None:
    assert taken.sheet is not None
    for key, figure in figures.items():
        read = marks.get(key)
        said = read.state if read and read.state not in ("scored", "missing") else blank
        state = "scored" if figure is not None else said
        score = taken.scores.get(key)
        if score is None:
            score = taken.scores[key] = Score(sheet_id=taken.sheet.id, criterion_key=key, state=state, points=figure)
            db.session.add(score)
        elif score.state != state or score.points != figure:
            score.state, score.points = state, figure


def keep_version(actor: Actor, taken: OpenSheet, reason: str) -> None:
    """Keep a handed-in sheet as it is, before it is opened again."""
    sheet = taken.sheet
    if sheet is None or sheet.state != "submitted":
        return
    db.session.add(
        SheetVersion(
            sheet_id=sheet.id,
            version=sheet.version,
            state=sheet.state,
            total=sheet.total,
            cells={key: None if points is None else format(points, "f") for key, points in taken.points.items()},
            comment=sheet.comment,
            tier_key=sheet.tier_key,
            handed_in_at=sheet.submitted_at,
            kept_at=now(),
            kept_by_id=actor.id,
            reason=reason,
        )
    )
    db.session.flush()


def is_unchanged(taken: OpenSheet, given: Given, state: str) -> bool:
    """Whether a save would change nothing: the screens of a phone send the same sheet more than once."""
    sheet = taken.sheet
    if sheet is None or sheet.state != state or sheet.comment != given.comment or sheet.tier_key != given.tier_key:
        return False
    return all(given.points.get(cell.key) == taken.points.get(cell.key) for cell in taken.round.cells)


def subject_of(taken: OpenSheet) -> str:
    """What the ledger calls the sheet."""
    return f"sheet:{taken.round.key}:{taken.entry_id}:{taken.judge_id}"


def facts_of(taken: OpenSheet, **more: Any) -> dict[str, Any]:
    """What the ledger keeps of a sheet: keys and figures, no names."""
    sheet = taken.sheet
    assert sheet is not None
    return {
        "round": taken.round.key,
        "entry": taken.place.code,
        "judge": taken.judge_id,
        "state": sheet.state,
        "total": sheet.total,
        "cells": {key: score.points if score.state == "scored" else score.state for key, score in taken.scores.items()},
        "version": sheet.version,
        **more,
    }


def tell(actor: Actor, edition_id: int, kind: str, taken: OpenSheet, **more: Any) -> SavedSheet:
    """Note the deed in the ledger and answer with the sheet."""
    ledger.note(actor, edition_id, kind, subject_of(taken), facts_of(taken, **more))
    return answer(taken)


def answer(taken: OpenSheet) -> SavedSheet:
    """The sheet as a caller sees it."""
    sheet = taken.sheet
    assert sheet is not None
    return SavedSheet(taken.entry_id, taken.judge_id, sheet.state, sheet.version, sheet.total, sheet.updated_at)
