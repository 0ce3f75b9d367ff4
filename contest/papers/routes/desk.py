"""The download desk."""

import io

from flask import g, render_template, send_file
from flask.typing import ResponseReturnValue

from contest.foundation.access import Permission
from contest.foundation.pages import page
from contest.papers import actions, queries
from contest.papers.reports import workbook
from contest.papers.routes.blueprint import routes
from contest.papers.rules import GROUPS, KINDS

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@routes.get("/<slug>/van-ban")
@page(Permission.EXPORT_MAKE)
def desk() -> ResponseReturnValue:
    """Every kind of paper the actor may have, by what it is for, and who last took it."""
    copies = queries.last_copies(g.edition.id)
    mine = [kind for kind in KINDS if g.actor.may(kind.needs, g.edition.id)]
    groups = {
        words: [(kind, copies.get(kind.key)) for kind in mine if kind.group == key] for key, words in GROUPS.items()
    }
    return render_template("papers/desk.html", groups=groups)


@routes.post("/<slug>/van-ban/<kind>")
@page(Permission.EXPORT_MAKE)
def copy(kind: str) -> ResponseReturnValue:
    """Make a paper and hand it out; the copy is on record before it leaves."""
    made, content = workbook(g.edition.id, kind)
    actions.hand_out(g.actor, g.edition.id, made.key, content)
    name = f"{g.edition.slug}_{made.file_name}"
    return send_file(io.BytesIO(content), mimetype=_XLSX, as_attachment=True, download_name=name)
