"""The radar's deeds: a sweep is asked for and put on record; persons judge pairs; lists of old titles come in."""

import hashlib
from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import delete, exists, select

from contest.entries.models import Entry
from contest.entries.queries import codes_of, kept_from_entries
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.jobs import later
from contest.foundation.refusal import Reason, refuse
from contest.foundation.vietnamese import nfc
from contest.screening.models import RadarJudgement, RadarPair, RadarReading, RadarRun, RadarSeen
from contest.screening.queries.radar import Seen
from contest.screening.queries.sweeps import run_key
from contest.screening.rules import why_not_judge
from contest.screening.rules.radar import Match

# A sweep that is not done after so long will never be; another may be asked for.
_STUCK = timedelta(hours=2)

Key = tuple[int, int | None, int | None]


class Reading(NamedTuple):
    """What the radar keeps of a file it read; `fault` says why there is nothing."""

    sha256: str
    sketch: bytes = b""
    picture: bytes = b""
    fault: str = ""


@action(Permission.SCREENING_DECIDE)
def ask_radar(actor: Actor, edition_id: int, *, whole: bool = True) -> int:
    """Have the radar sweep: everything, or what changed since. One that is under way is found again. Returns its id."""
    waiting = db.session.scalar(
        select(RadarRun)
        .where(RadarRun.edition_id == edition_id, RadarRun.done_at.is_(None), RadarRun.asked_at > now() - _STUCK)
        .order_by(RadarRun.id.desc())
    )
    if waiting is not None:
        return waiting.id
    first = db.session.scalar(select(RadarRun.id).where(RadarRun.edition_id == edition_id).limit(1)) is None
    run = RadarRun(edition_id=edition_id, whole=whole or first, asked_at=now())
    db.session.add(run)
    db.session.flush()
    later("screening.radar", unique_key=run_key(run.id), edition_id=edition_id, run_id=run.id, whole=run.whole)
    return run.id


@action(Permission.SCREENING_DECIDE)
def keep_readings(actor: Actor, readings: Sequence[Reading]) -> None:
    """Remember what was read of files; read twice, kept once."""
    rows = db.session.scalars(
        select(RadarReading).where(RadarReading.sha256.in_([reading.sha256 for reading in readings]))
    )
    known = {row.sha256: row for row in rows}
    for reading in readings:
        if reading.sha256 not in known:
            db.session.add(RadarReading(**reading._asdict(), read_at=now()))
        elif len(reading.picture) != len(known[reading.sha256].picture):
            known[reading.sha256].picture = reading.picture


@action(Permission.SCREENING_DECIDE)
def put_pairs_on_record(
    actor: Actor, edition_id: int, run_id: int, seen: Sequence[Seen], asked: Collection[int], matches: Sequence[Match]
) -> None:
    """Write down what a sweep found for the works at the places `asked`.

    A judgement holds as long as both works are as they were then; a pair that is found no more goes, unless somebody
    judged it. Only pairs of which one side was asked about are touched.
    """
    own = {seen[place].entry_id for place in asked}
    kept = _pairs_of(edition_id)
    found: set[Key] = set()
    for match in matches:
        first, second = seen[match.first], seen[match.second]
        if first.entry_id is None:
            continue
        key = (first.entry_id, second.entry_id, second.old_title_id)
        found.add(key)
        _write(edition_id, key, match, _joint_print(first, second), kept.get(key))
    gone = [pair for key, pair in kept.items() if key not in found and (key[0] in own or key[1] in own)]
    _forget(gone)
    _remember(edition_id, seen)
    run = db.session.get(RadarRun, run_id)
    if run is not None:
        run.done_at, run.works, run.pairs = now(), len(seen), len(matches)
        run.seconds = int((now() - run.asked_at).total_seconds())


def _pairs_of(edition_id: int) -> dict[Key, RadarPair]:
    rows = db.session.scalars(select(RadarPair).where(RadarPair.edition_id == edition_id))
    return {(pair.entry_id, pair.other_id, pair.old_title_id): pair for pair in rows}


def _write(edition_id: int, key: Key, match: Match, print_: str, pair: RadarPair | None) -> None:
    if pair is None:
        pair = RadarPair(edition_id=edition_id, entry_id=key[0], other_id=key[1], old_title_id=key[2], found_at=now())
        db.session.add(pair)
    elif pair.print != print_:
        pair.verdict = _judgement_of(pair.id, print_)
    pair.print = print_
    pair.likelihood = round(match.likelihood * 1000)
    pair.evidence = [[one.kind, round(one.likelihood * 1000), one.shared, one.of] for one in match.evidence]


def _judgement_of(pair_id: int, print_: str) -> str:
    """The judgement once given on the works as they are now (again); "" when there is none."""
    verdict = db.session.scalar(
        select(RadarJudgement.verdict)
        .where(RadarJudgement.pair_id == pair_id, RadarJudgement.print == print_)
        .order_by(RadarJudgement.id.desc())
        .limit(1)
    )
    return verdict or ""


def _joint_print(first: Seen, second: Seen) -> str:
    return hashlib.sha256(f"{first.print}{second.print}".encode()).hexdigest()


def _forget(gone: Sequence[RadarPair]) -> None:
    ids = [pair.id for pair in gone]
    judged = exists().where(RadarJudgement.pair_id == RadarPair.id)
    for begin in range(0, len(ids), 500):
        db.session.execute(delete(RadarPair).where(RadarPair.id.in_(ids[begin : begin + 500]), ~judged))


def _remember(edition_id: int, seen: Sequence[Seen]) -> None:
    known = {
        row.entry_id: row
        for row in db.session.scalars(select(RadarSeen).join(Entry).where(Entry.edition_id == edition_id))
    }
    for one in seen:
        if one.entry_id is None or not one.work.is_new:
            continue
        if one.entry_id in known:
            known[one.entry_id].print = one.print
        else:
            db.session.add(RadarSeen(entry_id=one.entry_id, print=one.print))


@action(Permission.SCREENING_DECIDE)
def judge_pair(actor: Actor, edition_id: int, pair_id: int, verdict: str, note: str = "") -> None:
    """Say what a pair is: the same work, another one, or the same thing for another use. It stays on record.

    Raises Refusal: radar_…, screening_pair_apart.
    """
    pair = db.session.scalar(
        select(RadarPair).where(RadarPair.id == pair_id, RadarPair.edition_id == edition_id).with_for_update()
    )
    note = nfc(note)
    refuse(why_not_judge(pair is not None, verdict, note))
    assert pair is not None
    apart = kept_from_entries(actor, edition_id) & {pair.entry_id, pair.other_id or 0}
    refuse([Reason("screening_pair_apart", {"codes": ", ".join(codes_of(apart))})] if apart else [])
    pair.verdict = verdict
    db.session.add(
        RadarJudgement(
            pair_id=pair.id, verdict=verdict, note=note, print=pair.print, judged_at=now(), judged_by_id=actor.id
        )
    )
