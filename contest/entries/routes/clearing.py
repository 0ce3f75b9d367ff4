"""Files no name can be taken out of by machine: somebody of the office looks, then judges of blind rounds have them."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.entries import actions, queries
from contest.entries.routes.blueprint import regulation, routes
from contest.foundation.access import Permission
from contest.foundation.pages import flash_refusal, page
from contest.foundation.refusal import Refusal


@routes.get("/<slug>/tep-can-xem")
@page(Permission.ENTRY_MANAGE)
def unseen_files() -> ResponseReturnValue:
    """Every such file of the edition, those nobody has looked into first."""
    files = queries.unseen_files(g.edition.id, regulation())
    return render_template("entries/unseen_files.html", files=files, waiting=sum(not file.cleared_at for file in files))


@routes.post("/<slug>/tep-can-xem/<int:entry_id>/<int:file_id>")
@page(Permission.ENTRY_MANAGE)
def clearing(entry_id: int, file_id: int) -> ResponseReturnValue:
    """The office has looked into a file, or takes that back."""
    cleared = request.form.get("cleared") == "yes"
    try:
        actions.clear_file(g.actor, g.edition.id, entry_id, file_id, cleared)
    except Refusal as refusal:
        flash_refusal(refusal)
    else:
        flash("Giám khảo xem được tệp." if cleared else "Giám khảo không còn xem được tệp.", "done")
    return redirect(url_for(".unseen_files"), 303)
