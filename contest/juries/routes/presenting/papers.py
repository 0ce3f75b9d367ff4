"""The timetable on paper: PDF, Word and Excel of the same table; a sign with a QR code for each room's door."""

import io
from collections.abc import Callable

from flask import g, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.pages import page
from contest.foundation.report import Report
from contest.foundation.vietnamese import file_name
from contest.foundation.writers import docx, pdf, xlsx
from contest.juries import reports
from contest.juries.queries.presenting import slot_rows
from contest.juries.routes.blueprint import routes
from contest.juries.routes.presenting.views import rooms_of, standing_or_404

_OFFICE = "application/vnd.openxmlformats-officedocument."
_WRITERS: dict[str, tuple[str, Callable[[Report], bytes]]] = {
    "docx": (f"{_OFFICE}wordprocessingml.document", docx.write),
    "pdf": ("application/pdf", pdf.write),
    "xlsx": (f"{_OFFICE}spreadsheetml.sheet", xlsx.write),
}


@routes.get("/<slug>/thuyet-trinh/<round_key>/lich.<any(pdf, docx, xlsx):ending>")
@page(Permission.PRESENTATION_READ)
def presentation_paper(round_key: str, ending: str) -> ResponseReturnValue:
    """The timetable as its reader may know it."""
    standing = standing_or_404(round_key)
    report = reports.presentations(g.edition.id, round_key, names=standing.names)
    media, write = _WRITERS[ending]
    let_go()
    return _sent(write(report), media, f"lịch thuyết trình {standing.rules.name}", ending)


@routes.get("/<slug>/thuyet-trinh/<round_key>/bien-phong.pdf")
@page(Permission.PRESENTATION_READ)
def presentation_signs(round_key: str) -> ResponseReturnValue:
    """A page for each room: its name, and the way to its board for any telephone."""
    standing = standing_or_404(round_key)
    rows = slot_rows(standing.card.id)
    names = rooms_of(standing, rows)
    if not names:
        raise NotFound
    boards = [
        (name, url_for(".door", round_key=round_key, place=place, _external=True))
        for place, name in enumerate(names, 1)
    ]
    document = reports.door_signs(g.edition.id, round_key, boards)
    let_go()
    return _sent(pdf.write(document), "application/pdf", f"biển phòng {standing.rules.name}", "pdf")


def _sent(content: bytes, media: str, words: str, ending: str) -> ResponseReturnValue:
    name = file_name(g.edition.slug, words, ending)
    return send_file(io.BytesIO(content), mimetype=media, as_attachment=True, download_name=name)
