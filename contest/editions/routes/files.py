"""The forms an edition offers to download."""

import io

from flask import g, redirect, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.editions import queries, reports
from contest.editions.routes.blueprint import routes
from contest.editions.routes.public import only_if_shown
from contest.foundation.pages import PUBLIC, page
from contest.foundation.vietnamese import file_name
from contest.foundation.writers import xlsx

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@routes.get("/<slug>/bieu-mau/<key>")
@page(PUBLIC)
def form_file(key: str) -> ResponseReturnValue:
    """A form of the regulation's list; the house makes the file."""
    only_if_shown()
    form = next((each for each in queries.regulation_of(g.edition.id).forms if each.key == key), None)
    if form is None:
        raise NotFound
    if form.made == "regulation":
        return redirect(url_for("editions.regulation"), 303)
    made = reports.register_template if form.made == "register_template" else reports.blank_score_sheets
    content = xlsx.write(made(g.edition.id))
    name = file_name(g.edition.slug, form.name, "xlsx")
    return send_file(io.BytesIO(content), mimetype=_XLSX, as_attachment=True, download_name=name)
