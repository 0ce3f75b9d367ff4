"""Work for later: what was begun and never finished is tidied away."""

import time
from collections.abc import Callable
from datetime import timedelta

from contest.editions.queries import editions, regulation_of
from contest.entries import actions, queries
from contest.entries.rules import told_kinds
from contest.foundation import files as store
from contest.foundation.access import OPERATOR
from contest.foundation.clock import now
from contest.foundation.derived import counted_pages, make_ahead
from contest.foundation.jobs import long_job, periodic_job
from contest.foundation.workshop import WorkFailed, ask

# While dossiers come in, are looked at and are judged.
_JUDGED_LATER = ("open", "closed", "screening", "judging")
# So many files of each edition at a time, and no more after so many seconds: others want to work, too.
_SEARCHED_AT_ONCE, _SECONDS_AT_ONCE, _SECONDS_FOR_A_FILE = 300, 60.0, 30.0


@periodic_job("entries.sweep_uploads", timedelta(days=1))
def sweep_uploads() -> None:
    """Forget uploads nobody has touched for a week, with their bytes."""
    actions.sweep_uploads(OPERATOR)


@long_job("entries.looks")
def looks(beat: Callable[[int, int], None], sha256: str, media_type: str) -> None:
    """Make the small pictures of a file and the copy that names nobody before somebody waits for them."""
    make_ahead(sha256, media_type)


@long_job("entries.count_pages")
def count_pages(beat: Callable[[int, int], None], sha256: str, media_type: str) -> None:
    """Count the pages of a file whose part has a limit; where no machine can, that is put down, too."""
    beat(0, 1)
    pages: int | None = None
    try:
        pages = counted_pages(sha256, media_type)
    except FileNotFoundError:
        return
    except WorkFailed as error:
        if error.why in ("busy", "full"):
            raise
    beat(1, 1)
    actions.note_pages(OPERATOR, sha256, pages)


@periodic_job("entries.search_names", timedelta(minutes=10))
def search_names() -> None:
    """Read what judges of blind rounds would get, and hold back what says who made the work until somebody looks.

    Only what is found is kept. What cannot be read (a scan, a locked file) goes to the judges as before.
    """
    for edition in editions():
        if edition.stage not in _JUDGED_LATER:
            continue
        at, began = now(), time.monotonic()
        found: dict[int, str] = {}
        for file in queries.files_to_search(edition.id, regulation_of(edition.id), _SEARCHED_AT_ONCE):
            if time.monotonic() - began > _SECONDS_AT_ONCE:
                break
            try:
                path = str(store.path_of(file.sha256))
                text = ask("text_of", path=path, seconds=_SECONDS_FOR_A_FILE)["text"]
            except (FileNotFoundError, WorkFailed):
                text = ""
            found[file.file_id] = told_kinds(text, file.names)
        if found:
            actions.note_names(OPERATOR, found, at)
