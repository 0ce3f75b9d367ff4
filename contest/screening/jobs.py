"""Work for later: the radar reads new files, compares works, and keeps watch while entries come in."""

import time
from datetime import timedelta

from contest.foundation import files as store
from contest.foundation.access import OPERATOR
from contest.foundation.jobs import Beat, long_job, periodic_job
from contest.foundation.workshop import WorkFailed, ask
from contest.screening import actions, queries
from contest.screening.queries import Unread
from contest.screening.rules.radar import find, picture_marks, sketch

_AT_ONCE = 20
_SECONDS_FOR_A_FILE = 30.0


@long_job("screening.radar")
def radar(beat: Beat, edition_id: int, run_id: int, whole: bool) -> None:
    """One sweep: read what was never read, compare, put on record. Safe to run again: files are read once."""
    unread = queries.unread_files()
    batch: list[actions.Reading] = []
    last = time.monotonic()
    for number, file in enumerate(unread):
        batch.append(_read(file))
        if len(batch) == _AT_ONCE or time.monotonic() - last > 60:
            beat(number + 1, len(unread) + 1)
            actions.keep_readings(OPERATOR, batch)
            batch, last = [], time.monotonic()
    beat(len(unread), len(unread) + 1)
    actions.keep_readings(OPERATOR, batch)
    seen = queries.radar_works(edition_id)
    before = {} if whole else queries.prints_seen(edition_id)
    asked = [place for place, one in enumerate(seen) if one.work.is_new and before.get(one.entry_id or 0) != one.print]
    # Nothing is held while it compares.
    beat(len(unread), len(unread) + 1)
    matches = find([one.work for one in seen], asked)
    beat(len(unread) + 1, len(unread) + 1)
    actions.put_pairs_on_record(OPERATOR, edition_id, run_id, seen, asked, matches)


def _read(file: Unread) -> actions.Reading:
    """What is kept of a file; one that cannot be read is remembered as such, and stops nobody."""
    try:
        path = str(store.path_of(file.sha256))
        if file.kind == "text":
            said = ask("text_of", path=path, seconds=_SECONDS_FOR_A_FILE)["text"]
            return actions.Reading(file.sha256, sketch=sketch(said))
        grey = ask("grey_of", path=path, seconds=_SECONDS_FOR_A_FILE)["grey"]
        return actions.Reading(file.sha256, picture=picture_marks(bytes.fromhex(grey)))
    except FileNotFoundError:
        return actions.Reading(file.sha256, fault="gone")
    except WorkFailed as failed:
        return actions.Reading(file.sha256, fault=failed.why)


@periodic_job("screening.radar-watch", timedelta(minutes=10))
def watch() -> None:
    """Sweep what came in since, in each edition where entries come in or are looked at."""
    for edition_id in queries.editions_to_sweep():
        actions.ask_radar(OPERATOR, edition_id, whole=False)
