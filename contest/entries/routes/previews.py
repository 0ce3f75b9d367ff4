"""Files of a dossier looked at in the browser, by whoever may have them: as pictures made here, or in a player."""

from datetime import timedelta

from flask import g, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.entries import queries
from contest.entries.queries import Download
from contest.entries.routes.blueprint import card_or_404, regulation, routes
from contest.entries.routes.files import authorised
from contest.entries.rules import part_of
from contest.foundation.access import Permission
from contest.foundation.clock import now
from contest.foundation.derived import MOST_PAGES
from contest.foundation.looks import film_of, look_at, picture_of
from contest.foundation.pages import page

_ONE_READING = timedelta(hours=1)


@routes.get("/<slug>/ho-so/<int:entry_id>/tep/<int:file_id>/xem")
@page(Permission.ENTRY_OWN)
def preview(entry_id: int, file_id: int) -> ResponseReturnValue:
    """A page of ours around what can be seen of one file."""
    card, found = card_or_404(entry_id), authorised(entry_id, file_id)
    part = part_of(regulation(), found.part_key)
    return render_template(
        "entries/preview.html",
        card=card,
        file_id=file_id,
        file=found,
        part_name=part.name if part else "",
        look=look_at(found.sha256, found.media_type),
        most_pages=MOST_PAGES,
        is_own=not g.actor.may(Permission.ENTRY_READ_ALL, g.edition.id),
    )


@routes.get("/<slug>/ho-so/<int:entry_id>/tep/<int:file_id>/hinh/<what>")
@page(Permission.ENTRY_OWN)
def picture(entry_id: int, file_id: int, what: str) -> ResponseReturnValue:
    """A picture of one file, made here. What only few may see is kept by no browser."""
    found = _seen(entry_id, file_id)
    part = part_of(regulation(), found.part_key)
    return picture_of(found.sha256, found.media_type, what, keep=part is not None and not part.sensitive)


@routes.get("/<slug>/ho-so/<int:entry_id>/tep/<int:file_id>/phim")
@page(Permission.ENTRY_OWN)
def film(entry_id: int, file_id: int) -> ResponseReturnValue:
    """A film for the player, in the parts it asks for."""
    found = _seen(entry_id, file_id)
    return film_of(found.sha256, found.media_type, found.name)


def _seen(entry_id: int, file_id: int) -> Download:
    """The file for a part of its page: one opening of an identity paper is one line on record, not one a page."""
    found = queries.download_for(g.actor, g.edition.id, entry_id, file_id)
    if found is None:
        raise NotFound
    if found.is_noted and not queries.read_lately(g.actor, file_id, now() - _ONE_READING):
        return authorised(entry_id, file_id)
    return found
