"""What everybody may see of an edition."""

from flask import g, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.editions import queries
from contest.editions.routes.blueprint import routes
from contest.foundation.access import ANONYMOUS, Permission
from contest.foundation.pages import PUBLIC, page


def only_if_shown() -> None:
    """A draft is for those who prepare it. Raises NotFound for everybody else."""
    actor = g.get("actor", ANONYMOUS)
    if g.edition.stage == "draft" and not actor.may(Permission.EDITION_READ, g.edition.id):
        raise NotFound


@routes.get("/<slug>/")
@page(PUBLIC)
def public() -> ResponseReturnValue:
    """The edition's page: who may enter, until when, with what."""
    only_if_shown()
    return render_template("editions/public.html", regulation=queries.regulation_of(g.edition.id))
