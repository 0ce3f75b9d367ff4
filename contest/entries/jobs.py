"""Work for later: what was begun and never finished is tidied away."""

from collections.abc import Callable
from datetime import timedelta

from contest.entries import actions
from contest.foundation.access import OPERATOR
from contest.foundation.derived import counted_pages, make_ahead
from contest.foundation.jobs import long_job, periodic_job
from contest.foundation.workshop import WorkFailed


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
