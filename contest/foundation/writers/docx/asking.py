"""The server's side: hand a document to the workshop, take the Word file."""

import logging
import pickle
import tempfile
from dataclasses import replace
from pathlib import Path

from contest.foundation.document import Document
from contest.foundation.refusal import refuse_with
from contest.foundation.report import Report
from contest.foundation.workshop import WorkFailed, ask
from contest.foundation.writers.stamping import stamp_now
from contest.foundation.writers.tables import document_of

_SECONDS = 60.0
_log = logging.getLogger(__name__)


def write(paper: Document | Report, *, is_template: bool = False) -> bytes:
    """The paper as a .docx file; the same paper gives the same bytes.

    is_template: it is no paper but what papers are made from, and has no stamp while the installation rehearses.
    Raises Refusal: docx_too_much (time or memory gave out); RuntimeError for a fault of ours.
    """
    document = document_of(paper) if isinstance(paper, Report) else paper
    if not is_template:
        document = replace(document, stamp=stamp_now(document.stamp))
    with tempfile.TemporaryDirectory(prefix="paper-") as name:
        given, out = Path(name) / "document", Path(name) / "out.docx"
        # From our own process to our own process, through a folder nobody else can open.
        given.write_bytes(pickle.dumps(document))
        try:
            ask("word", path=str(given), out=str(out), seconds=_SECONDS)
        except WorkFailed as error:
            if error.why == "content":
                raise RuntimeError(f"“{document.name}” could not be written as a Word file") from error
            _log.warning("a Word file ended with %s", error.why)
            raise refuse_with("docx_too_much") from error
        return out.read_bytes()
