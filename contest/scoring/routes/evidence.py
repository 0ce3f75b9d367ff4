"""Files of the dossier for the judge of an entry: under neutral names, and in a blind round without who wrote them."""

from flask import g, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.entries.queries import Download, file_for
from contest.foundation import derived
from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.files import path_of
from contest.foundation.handing import handed
from contest.foundation.looks import film_of, look_at, picture_of
from contest.foundation.pages import page
from contest.foundation.refusal import refuse_with
from contest.foundation.workshop import WorkFailed
from contest.scoring import queries
from contest.scoring.queries import ScoredRound, SheetCard
from contest.scoring.routes.blueprint import round_or_404, routes


@routes.get("/<slug>/cham-diem/<round_key>/<number>/tep/<int:file_id>")
@page(Permission.SCORE_GIVE)
def evidence(round_key: str, number: str, file_id: int) -> ResponseReturnValue:
    """A file of the dossier to keep; in a blind round a copy that does not say who wrote it, or none."""
    round_, card, file = _found(round_key, number, file_id)
    let_go()
    try:
        path = derived.anonymous(file.sha256, file.media_type) if round_.rules.blind else path_of(file.sha256)
    except FileNotFoundError:
        raise NotFound from None
    except WorkFailed as error:
        busy = error.why in ("busy", "time", "full")
        raise refuse_with("file_not_ready" if busy else "file_names_its_author") from error
    mark = f"{file.sha256[:32]}-{'k' if round_.rules.blind else 'n'}"
    return handed(path, f"{card.number}-{file.name}", "application/octet-stream", mark)


@routes.get("/<slug>/cham-diem/<round_key>/<number>/tep/<int:file_id>/xem")
@page(Permission.SCORE_GIVE)
def evidence_preview(round_key: str, number: str, file_id: int) -> ResponseReturnValue:
    """A page around what can be seen of a file."""
    round_, card, file = _found(round_key, number, file_id)
    return render_template(
        "scoring/preview.html",
        round=round_,
        card=card,
        file=file,
        file_id=file_id,
        look=look_at(file.sha256, file.media_type),
        most_pages=derived.MOST_PAGES,
    )


@routes.get("/<slug>/cham-diem/<round_key>/<number>/tep/<int:file_id>/hinh/<what>")
@page(Permission.SCORE_GIVE)
def evidence_picture(round_key: str, number: str, file_id: int, what: str) -> ResponseReturnValue:
    """A picture of a file, made here from what is seen of it."""
    file = _found(round_key, number, file_id)[2]
    return picture_of(file.sha256, file.media_type, what, keep=True)


@routes.get("/<slug>/cham-diem/<round_key>/<number>/tep/<int:file_id>/phim")
@page(Permission.SCORE_GIVE)
def evidence_film(round_key: str, number: str, file_id: int) -> ResponseReturnValue:
    """A film for the player."""
    _, card, file = _found(round_key, number, file_id)
    return film_of(file.sha256, file.media_type, f"{card.number}-{file.name}")


def _found(round_key: str, number: str, file_id: int) -> tuple[ScoredRound, SheetCard, Download]:
    round_ = round_or_404(round_key)
    card = queries.sheet_card(g.actor, round_, number)
    file = file_for(g.edition.id, card.entry_id, file_id, blind=round_.rules.blind) if card else None
    if card is None or file is None:
        raise NotFound
    return round_, card, file
