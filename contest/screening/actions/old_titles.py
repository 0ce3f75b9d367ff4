"""Lists of old titles come in, and a list that was the wrong one is taken back."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from sqlalchemy import exists, select

from contest.entries.rules.register import Row
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import Reason, Refusal, refuse_with
from contest.foundation.sheets import Heading, Sheet, read_sheet
from contest.foundation.vietnamese import fold, nfc
from contest.screening.actions.radar import ask_radar
from contest.screening.models import RadarJudgement, RadarOldTitle, RadarPair

OLD_HEADINGS = (
    Heading("year", ("Năm", "Năm tổ chức", "Kỳ", "Khóa")),
    Heading("title", ("Tên giải pháp", "Tên", "Tên đề tài", "Tên sản phẩm", "Tên công trình")),
    Heading("unit", ("Đơn vị", "Trường", "Địa chỉ", "Tác giả, đơn vị"), required=False),
    Heading("result", ("Kết quả", "Giải", "Giải thưởng", "Xếp giải"), required=False),
)


@dataclass(frozen=True, slots=True)
class OldTitlesOutcome:
    """What a list of old titles brought."""

    new: int
    known: int


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What taking a list back did; `kept` titles stay because somebody judged a pair with them."""

    gone: int
    kept: int


def read_old_titles(source: BinaryIO | Path) -> Sheet:
    """The rows of a list of old titles. Raises Refusal."""
    return read_sheet(source, OLD_HEADINGS)


@action(Permission.ENTRY_IMPORT)
def import_old_titles(actor: Actor, edition_id: int, rows: Iterable[Row]) -> OldTitlesOutcome:
    """Take in titles of earlier editions, all or nothing; what is there already is left alone. A sweep follows."""
    known = {
        (row.year, fold(row.title), fold(row.unit))
        for row in db.session.execute(select(RadarOldTitle.year, RadarOldTitle.title, RadarOldTitle.unit))
    }
    faults: list[Reason] = []
    batch, at = uuid4().hex, now()
    new = there = 0
    for row in rows:
        year, title = nfc(row.text("year"))[:20], nfc(row.text("title"))[:500]
        unit, result = nfc(row.text("unit"))[:300], nfc(row.text("result"))[:200]
        if not title or not year:
            missing = "title" if not title else "year"
            faults.append(Reason(f"radar_old_{missing}_missing", {}, row.place(missing)))
            continue
        key = (year, fold(title), fold(unit))
        there += key in known
        if key not in known:
            known.add(key)
            new += 1
            db.session.add(
                RadarOldTitle(
                    edition_id=edition_id, year=year, title=title, unit=unit, result=result, batch=batch, brought_at=at
                )
            )
    if faults:
        raise Refusal(faults)
    if new:
        ask_radar(actor, edition_id)
    return OldTitlesOutcome(new, there)


@action(Permission.ENTRY_IMPORT)
def take_back_titles(actor: Actor, edition_id: int, batch: str) -> TakenBack:
    """Take a list of old titles back, with the pairs that were found by it.

    A title of a pair that somebody judged stays: what a person decided keeps its ground. Raises Refusal.
    """
    rows = db.session.scalars(
        select(RadarOldTitle)
        .where(RadarOldTitle.edition_id == edition_id, RadarOldTitle.batch == batch, RadarOldTitle.batch != "")
        .with_for_update()
    ).all()
    if not rows:
        raise refuse_with("radar_list_gone")
    of_batch = select(RadarOldTitle.id).where(RadarOldTitle.edition_id == edition_id, RadarOldTitle.batch == batch)
    pairs = db.session.scalars(select(RadarPair).where(RadarPair.old_title_id.in_(of_batch))).all()
    judged = exists().where(RadarJudgement.pair_id == RadarPair.id)
    kept = set(db.session.scalars(select(RadarPair.old_title_id).where(RadarPair.old_title_id.in_(of_batch), judged)))
    for pair in pairs:
        if pair.old_title_id not in kept:
            db.session.delete(pair)
    db.session.flush()
    for row in rows:
        if row.id not in kept:
            db.session.delete(row)
    return TakenBack(len(rows) - len(kept), len(kept))
