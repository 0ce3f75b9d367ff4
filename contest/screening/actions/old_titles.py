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
    Heading("summary", ("Mô tả", "Tóm tắt", "Nội dung", "Mô tả tóm tắt", "Tóm tắt nội dung"), required=False),
)
_LONGEST_SUMMARY = 20_000


@dataclass(frozen=True, slots=True)
class OldTitlesOutcome:
    """What a list of old titles brought; `filled` of the known ones had no description before."""

    new: int
    known: int
    filled: int


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
    """Take in titles of earlier editions, all or nothing; what is there already gets a description it lacks.

    A sweep follows where anything came.
    """
    known = {_key(row.year, row.title, row.unit): row for row in db.session.scalars(select(RadarOldTitle))}
    faults: list[Reason] = []
    batch, at = uuid4().hex, now()
    new = there = filled = 0
    for row in rows:
        old = _old_title(row)
        if not old.title or not old.year:
            missing = "title" if not old.title else "year"
            faults.append(Reason(f"radar_old_{missing}_missing", {}, row.place(missing)))
            continue
        key = _key(old.year, old.title, old.unit)
        if key not in known:
            known[key] = old
            new += 1
            old.edition_id, old.batch, old.brought_at = edition_id, batch, at
            db.session.add(old)
            continue
        there += 1
        if old.summary and not known[key].summary:
            known[key].summary = old.summary
            filled += 1
    if faults:
        raise Refusal(faults)
    if new or filled:
        ask_radar(actor, edition_id)
    return OldTitlesOutcome(new, there, filled)


def _key(year: str, title: str, unit: str) -> tuple[str, str, str]:
    return year, fold(title), fold(unit)


def _old_title(row: Row) -> RadarOldTitle:
    return RadarOldTitle(
        year=nfc(row.text("year"))[:20],
        title=nfc(row.text("title"))[:500],
        unit=nfc(row.text("unit"))[:300],
        result=nfc(row.text("result"))[:200],
        summary=nfc(row.text("summary"))[:_LONGEST_SUMMARY],
    )


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
