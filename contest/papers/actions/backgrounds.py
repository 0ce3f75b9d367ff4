"""The picture behind a kind of certificate is put there or taken away."""

from typing import IO

from sqlalchemy import select

from contest.editions.queries import regulation_of
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.cleaning import take
from contest.foundation.database import db
from contest.foundation.files import path_of
from contest.foundation.kinds import PDF
from contest.foundation.refusal import Reason, Refusal, refuse_with
from contest.foundation.workshop import WorkFailed, ask
from contest.papers.models import CertificateDesign
from contest.papers.queries.certificates import Background, design_of
from contest.papers.rules.backgrounds import FORMATS, LARGEST_MB, LEAST_PIXELS
from contest.papers.rules.certificates import kind_named


def received_background(stream: IO[bytes], name: str) -> Background:
    """A picture in the store, looked at by its content and measured.

    Raises Refusal, at the field `file`: wrong kind, damaged, locked, more than a page, background_tiny, disk full.
    """
    try:
        kept = take(stream, name, formats=FORMATS, max_mb=LARGEST_MB, max_pages=1)
    except Refusal as refusal:
        raise Refusal([Reason(each.code, each.params, "file") for each in refusal.reasons]) from refusal
    task = "sheet_of" if kept.media_type == PDF else "size_of"
    try:
        size = ask(task, path=str(path_of(kept.sha256)))
    except WorkFailed as error:
        raise refuse_with("pdf_unreadable", "file", name=kept.name) from error
    width, height = round(size["width"]), round(size["height"])
    if min(width, height) < LEAST_PIXELS and kept.media_type != PDF:
        raise refuse_with("background_tiny", "file", width=width, height=height)
    return Background(kept.sha256, kept.name, kept.media_type, width, height)


@action(Permission.RESULT_SEAL)
def set_background(actor: Actor, edition_id: int, kind_key: str, background: Background) -> None:
    """Put this picture behind the kind's texts, or none (an empty one). Raises Refusal: certificate_kind_unknown."""
    regulation = regulation_of(edition_id)
    if kind_named(regulation, kind_key) is None:
        raise refuse_with("certificate_kind_unknown")
    of_kind = (CertificateDesign.edition_id == edition_id, CertificateDesign.kind_key == kind_key)
    row = db.session.scalar(select(CertificateDesign).where(*of_kind))
    if row is None:
        design = design_of(edition_id, regulation, kind_key)
        row = CertificateDesign(edition_id=edition_id, kind_key=kind_key, **design._asdict())
        db.session.add(row)
    row.background_sha256, row.background_name, row.background_type = background[:3]
    row.background_width, row.background_height = background.width, background.height
