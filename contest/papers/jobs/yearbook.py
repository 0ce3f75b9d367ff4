"""A print of the yearbook: its pictures one after the other, then the pages."""

from contest.foundation.access import OPERATOR
from contest.foundation.files import digest_of
from contest.foundation.jobs import Beat, job, long_job
from contest.foundation.writers import docx
from contest.papers.actions import yearbook as actions
from contest.papers.jobs.dossiers import appearing
from contest.papers.queries.yearbook import JOB, book_of, print_card, print_path
from contest.papers.reports.yearbook import picture_of, wanted_pictures, yearbook_document, yearbook_pdf


@long_job(JOB)
def yearbook(beat: Beat, print_id: int) -> None:
    """Make one print; done again from the beginning when it was interrupted. What cannot be opened is not printed."""
    card = print_card(print_id)
    if card is None or card.ready_at is not None or card.removed_at is not None:
        return
    book = book_of(card.edition_id)
    if book is None:
        return
    digest, wanted, pictures = book.digest(), wanted_pictures(book), dict[str, bytes]()
    for done, sha256 in enumerate(wanted):
        beat(done, len(wanted) + 1)
        if (made := picture_of(sha256)) is not None:
            pictures[sha256] = made
    beat(len(wanted), len(wanted) + 1)
    if card.kind == "pdf":
        content = yearbook_pdf(book, card.number, pictures)
    else:
        content = docx.write(yearbook_document(book, card.number, pictures))
    path = print_path(card)
    with appearing(path.parent, path.name) as under_way:
        under_way.write_bytes(content)
    beat(len(wanted) + 1, len(wanted) + 1)
    actions.finish_yearbook(OPERATOR, card.edition_id, print_id, digest, len(content), digest_of(path))


@job("papers.sweep_yearbooks")
def sweep_yearbooks() -> None:
    """Take away prints that have been there for long."""
    actions.sweep_yearbooks(OPERATOR)
