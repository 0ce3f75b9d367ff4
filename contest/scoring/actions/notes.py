"""A judge keeps notes, the time of a presentation and photographs of a visit, bound to entry and judge."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from contest.entries.models import EntryFile
from contest.foundation import files, ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action, after_commit
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.forgetting import when_forgotten
from contest.foundation.refusal import refuse, refuse_with
from contest.scoring import queries
from contest.scoring.actions.writing import OpenSheet, take_up
from contest.scoring.models import JudgeFile, JudgeNote, PaperSheet
from contest.scoring.queries.notes import attached, attachment, note_row
from contest.scoring.rules import why_not_attach, why_not_note


@dataclass(frozen=True, slots=True)
class SavedNote:
    """The note as it stands after a save."""

    version: int
    updated_at: datetime


@action(Permission.SCORE_GIVE)
def save_note(
    actor: Actor,
    edition_id: int,
    round_key: str,
    entry_id: int,
    text: str,
    version: int,
    save_key: str = "",
    spoken: int | None = None,
) -> SavedNote:
    """Keep a note upon the version it was written on; the same save sent twice is answered, not done again.

    spoken: seconds of the presentation; None leaves what was kept. Raises Refusal: note_changed_elsewhere and others.
    """
    taken = _own(actor, edition_id, round_key, entry_id)
    note = note_row(taken.round.id, entry_id, taken.judge_id)
    if note is not None and save_key and note.save_key == save_key:
        return SavedNote(note.version, note.updated_at)
    refuse(why_not_note(taken.place.standing, text, spoken))
    if version != (note.version if note else 0) and (note is None or note.text != text):
        raise refuse_with("note_changed_elsewhere")
    if note is None:
        note = JudgeNote(round_id=taken.round.id, entry_id=entry_id, judge_id=taken.judge_id)
        db.session.add(note)
    note.text, note.save_key, note.updated_at = text, save_key, now()
    note.spoken = note.spoken if spoken is None else spoken
    flag_modified(note, "updated_at")  # a frozen clock must not keep the version from rising
    db.session.flush()
    return SavedNote(note.version, note.updated_at)


@action(Permission.SCORE_GIVE)
def attach_photo(
    actor: Actor, edition_id: int, round_key: str, entry_id: int, sha256: str, media_type: str, caption: str = ""
) -> int:
    """Keep a stored photograph as evidence; the ledger has its hash. Returns its key."""
    taken = _own(actor, edition_id, round_key, entry_id)
    there = [one.sha256 for one in attached(taken.round.id, entry_id, taken.judge_id)]
    refuse(why_not_attach(taken.place.standing, there, sha256))
    kept = JudgeFile(
        round_id=taken.round.id,
        entry_id=entry_id,
        judge_id=taken.judge_id,
        sha256=sha256,
        media_type=media_type,
        caption=caption.strip()[:300],
        added_at=now(),
    )
    db.session.add(kept)
    db.session.flush()
    _tell(actor, edition_id, "evidence.attached", taken, sha256)
    return kept.id


@action(Permission.SCORE_GIVE)
def remove_photo(actor: Actor, edition_id: int, round_key: str, entry_id: int, file_id: int) -> None:
    """A judge takes an own photograph away; the bytes go, the line stays."""
    taken = _own(actor, edition_id, round_key, entry_id)
    refuse(why_not_note(taken.place.standing))
    kept = attachment(taken.round.id, entry_id, file_id)
    if kept is None or kept.judge_id != taken.judge_id:
        raise refuse_with("attachment_unknown")
    _take_away([kept])
    _tell(actor, edition_id, "evidence.removed", taken, kept.sha256)


def _own(actor: Actor, edition_id: int, round_key: str, entry_id: int) -> OpenSheet:
    if actor.id is None:
        raise refuse_with("sheet_not_yours")
    return take_up(queries.scored_round(edition_id, round_key, lock="share"), entry_id, actor.id)


def _tell(actor: Actor, edition_id: int, kind: str, taken: OpenSheet, sha256: str) -> None:
    facts = {"round": taken.round.key, "entry": taken.place.code, "judge": taken.judge_id, "photo": sha256}
    ledger.note(actor, edition_id, kind, f"sheet:{taken.round.key}:{taken.entry_id}:{taken.judge_id}", facts)


def _take_away(rows: list[JudgeFile]) -> None:
    """Bytes that another line needs as well stay."""
    for row in rows:
        row.removed_at = now()
    db.session.flush()
    for sha256 in {row.sha256 for row in rows}:
        needed = (
            select(JudgeFile.id).where(JudgeFile.sha256 == sha256, JudgeFile.removed_at.is_(None)),
            select(EntryFile.id).where(EntryFile.sha256 == sha256, EntryFile.erased_at.is_(None)),
            select(PaperSheet.id).where(PaperSheet.photo_sha256 == sha256),
        )
        if all(db.session.scalar(one.limit(1)) is None for one in needed):
            after_commit(partial(files.destroy, sha256))


@when_forgotten
def _without_pictures(edition_id: int, entry_id: int) -> None:
    """Photographs of a visit show people: when one of them is forgotten, those of the entry go."""
    rows = db.session.scalars(
        select(JudgeFile).where(JudgeFile.entry_id == entry_id, JudgeFile.removed_at.is_(None))
    ).all()
    _take_away(list(rows))
