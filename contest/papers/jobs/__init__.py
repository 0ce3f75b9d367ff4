"""Work for later: a council's dossiers, prints of the yearbook, closing packages; their files are taken away again."""

from contest.foundation.access import OPERATOR
from contest.foundation.jobs import Beat, job, long_job
from contest.papers import actions, queries
from contest.papers.jobs import guests
from contest.papers.jobs.archive import as_folders
from contest.papers.jobs.dossiers import Made, contents
from contest.papers.jobs.packages import package, sweep_packages
from contest.papers.jobs.printing import print_ready
from contest.papers.jobs.yearbook import sweep_yearbooks, yearbook
from contest.papers.queries import JOB

__all__ = ["bundle", "guests", "package", "sweep_bundles", "sweep_packages", "sweep_yearbooks", "yearbook"]


@long_job(JOB)
def bundle(beat: Beat, bundle_id: int) -> None:
    """Put one order together; done again from the beginning when it was interrupted."""
    order = queries.bundle_card(bundle_id)
    if order is None or order.ready_at is not None or order.removed_at is not None:
        return
    given = contents(order)
    made: Made = (as_folders if order.kind == "zip" else print_ready)(given, queries.bundle_folder(), beat)
    beat(len(given.dossiers), len(given.dossiers))
    actions.finish_bundle(
        OPERATOR, order.edition_id, bundle_id, made.ending, made.size, made.sha256, list(made.left_out)
    )


@job("papers.sweep_bundles")
def sweep_bundles() -> None:
    """Take away files that have been there for some days."""
    actions.sweep_bundles(OPERATOR)
