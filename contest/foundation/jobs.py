"""Work for later: a job is a row written in the business transaction, claimed with a lease, done at least once.

A job is done in one transaction. Work that takes long (documents, files, letters by the hundred) is a long job: it
runs outside any transaction, so that it does not keep the writers waiting, and tells how far it is as it goes.
"""

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import JSON, bindparam, delete, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from contest.foundation.action import after_commit, let_go, transaction
from contest.foundation.bulk import insert_many
from contest.foundation.clock import now
from contest.foundation.database import Table, ask, db, reading, writing

LEASE = timedelta(minutes=5)
MOST_TRIES = 8
# How long what is done, and what failed, is kept to be looked at; keys are known as long.
KEPT_DONE, KEPT_FAILED = timedelta(days=7), timedelta(days=90)
_BETWEEN_LOOKS_SECONDS = 60.0
_log = logging.getLogger(__name__)
_WORKS: dict[str, Callable[..., None]] = {}
_LONG_WORKS: dict[str, Callable[..., None]] = {}
_PERIODS: dict[str, timedelta] = {}

# beat(done, total): "I am alive, and so far".
Beat = Callable[[int, int], None]
_bell = threading.Event()


class Job(Table):
    """One piece of work: waiting, running (until its lease ends), done or failed."""

    __tablename__ = "job"
    __unaudited__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON)
    unique_key: Mapped[str | None] = mapped_column(unique=True)
    state: Mapped[str] = mapped_column(default="waiting", index=True)
    run_at: Mapped[datetime] = mapped_column(index=True)
    lease_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    # How far a long job is; 0 of 0 before its first beat.
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    last_words: Mapped[str] = mapped_column(default="")


@dataclass(frozen=True, slots=True)
class JobState:
    """How a job stands: waiting, running, done or failed; how far; what went wrong last."""

    state: str
    done: int
    total: int
    last_words: str


def job(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register the function that does the jobs of this name; it must be safe to run twice."""

    def register(work: Callable[..., None]) -> Callable[..., None]:
        _WORKS[name] = work
        return work

    return register


def periodic_job(name: str, period: timedelta) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Register work without arguments that the workers do once in every period, however many workers there are."""

    def register(work: Callable[[], None]) -> Callable[[], None]:
        _WORKS[name], _PERIODS[name] = work, period
        return work

    return register


def long_job(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register the function that does the long jobs of this name: `work(beat, **arguments)`, safe to run twice.

    It runs without a transaction and without the writers' lock. What it writes goes through deeds, each a transaction
    of its own; `beat(done, total)` ends what was only read, so beat before a deed and at least once in five minutes.
    """

    def register(work: Callable[..., None]) -> Callable[..., None]:
        _LONG_WORKS[name] = work
        return work

    return register


def state_of(unique_key: str) -> JobState | None:
    """How the job with this key stands; None when there never was one."""
    row = db.session.execute(
        select(Job.state, Job.done, Job.total, Job.last_words).where(Job.unique_key == unique_key)
    ).one_or_none()
    return JobState(*row) if row else None


_KNOWN = select(Job.id).where(Job.unique_key == bindparam("unique_key"))


def later(name: str, *, run_at: datetime | None = None, unique_key: str | None = None, **arguments: Any) -> None:
    """Enqueue in the present transaction; a unique key already known is not enqueued again."""
    if unique_key and ask(_KNOWN, {"unique_key": unique_key}).first():
        return
    db.session.add(Job(name=name, arguments=arguments, unique_key=unique_key, run_at=run_at or now()))
    after_commit(_bell.set)


def later_all(name: str, each: Sequence[Mapping[str, Any]]) -> None:
    """Enqueue one piece of work for each of these arguments, in one statement in the present transaction."""
    if not each:
        return
    moment = now()
    insert_many(Job, [{"name": name, "arguments": arguments, "run_at": moment} for arguments in each])
    after_commit(_bell.set)


def plan_periodic() -> None:
    """Enqueue each periodic work once for the present period; a period missed while nobody worked is not made up."""
    mark = writing.set(True)
    try:
        with transaction():
            for name, period in _PERIODS.items():
                number = int(now().timestamp() // period.total_seconds())
                later(name, unique_key=f"{name}@{number}")
    except IntegrityError:
        # Another worker planned the same period at the same moment.
        pass
    finally:
        writing.reset(mark)


@periodic_job("jobs.prune", timedelta(hours=6))
def prune() -> None:
    """Forget work long done, and faults nobody has looked at for a season."""
    for state, kept in (("done", KEPT_DONE), ("failed", KEPT_FAILED)):
        db.session.execute(delete(Job).where(Job.state == state, Job.run_at < now() - kept))


def claim() -> Job | None:
    """Take the next due job, also one whose worker died; no broker, SQLite and PostgreSQL alike."""
    moment = now()
    due = (
        select(Job.id)
        .where(or_(Job.state == "waiting", (Job.state == "running") & (Job.lease_until < moment)), Job.run_at <= moment)
        .order_by(Job.run_at, Job.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    with transaction():
        return db.session.scalar(
            update(Job)
            .where(Job.id == due.scalar_subquery())
            .values(state="running", tries=Job.tries + 1, lease_until=moment + LEASE)
            .returning(Job)
        )


def work_one() -> bool:
    """Do one job if one is due; returns whether there was one."""
    mark = writing.set(True)
    try:
        taken = claim()
        if taken is None:
            return False
        _do(taken)
        return True
    finally:
        writing.reset(mark)


def _do(taken: Job) -> None:
    try:
        if taken.name in _LONG_WORKS:
            _do_long(taken)
        else:
            with transaction():
                _WORKS[taken.name](**taken.arguments)
                _settle(taken.id, "done", "")
    except Exception as error:
        _log.exception("job %s (%s) failed", taken.id, taken.name)
        with transaction():
            state = "failed" if taken.tries >= MOST_TRIES else "waiting"
            _settle(taken.id, state, repr(error)[:500], wait=timedelta(seconds=15 * 2**taken.tries))


def _do_long(taken: Job) -> None:
    job_id, name, arguments = taken.id, taken.name, taken.arguments

    def beat(done: int, total: int) -> None:
        let_go()
        mark = writing.set(True)
        try:
            with transaction():
                db.session.execute(
                    update(Job).where(Job.id == job_id).values(done=done, total=total, lease_until=now() + LEASE)
                )
        finally:
            writing.reset(mark)

    with reading():
        _LONG_WORKS[name](beat, **arguments)
    with transaction():
        _settle(job_id, "done", "")


def _settle(job_id: int, state: str, words: str, wait: timedelta = timedelta(0)) -> None:
    db.session.execute(
        update(Job).where(Job.id == job_id).values(state=state, last_words=words, lease_until=None, run_at=now() + wait)
    )


def work_all() -> int:
    """Do everything that is due now; returns how many jobs were done."""
    count = 0
    while work_one():
        count += 1
    return count


def work_forever(app: Flask, stop: threading.Event, pause: float = 2.0) -> None:
    """The worker's loop: one job after another, a short rest when there is none; now and then a look at the clock."""
    looked = float("-inf")
    while not stop.is_set():
        with app.app_context():
            try:
                if time.monotonic() - looked > _BETWEEN_LOOKS_SECONDS:
                    looked = time.monotonic()
                    plan_periodic()
                busy = work_one()
            except Exception:
                _log.exception("the worker could not reach the database")
                busy = False
        if not busy:
            _bell.wait(pause)
            _bell.clear()
