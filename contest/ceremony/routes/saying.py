"""How names are said, and the script on paper."""

import io

from flask import abort, flash, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from contest.ceremony.actions import editing
from contest.ceremony.forms.order import NameForm
from contest.ceremony.queries.saying import names_to_say
from contest.ceremony.reports.script import NAME, script_docx, script_pdf
from contest.ceremony.routes.blueprint import routes
from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.pages import Paging, page, page_number, page_there_is
from contest.foundation.refusal import Refusal
from contest.foundation.vietnamese import file_name, fold, nfc
from contest.papers.actions import hand_out

_SIZE = 50
_PAPERS = {
    "docx": (script_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (script_pdf, "application/pdf"),
}


@routes.get("/<slug>/le-trao-giai/cach-doc-ten")
@page(Permission.CEREMONY_PREPARE)
def names() -> ResponseReturnValue:
    """Every author who is called; first those about whom something should still be said."""
    rows = names_to_say(g.edition.id)
    words, everybody = nfc(request.args.get("tim", ""))[:200], request.args.get("tat_ca") == "1"
    found = [row for row in rows if everybody or words or row.is_asked or not row.may_be_named]
    if words:
        found = [row for row in found if fold(words) in fold(f"{row.name} {row.unit} {row.code}")]
    number = page_there_is(page_number(), _SIZE, len(found))
    return render_template(
        "ceremony/names.html",
        paging=Paging(found[(number - 1) * _SIZE : number * _SIZE], number, _SIZE, len(found)),
        words=words,
        everybody=everybody,
        waiting=sum(row.is_open for row in rows),
        total=len(rows),
    )


@routes.route("/<slug>/le-trao-giai/cach-doc-ten/<int:author_id>", methods=["GET", "POST"])
@page(Permission.CEREMONY_PREPARE)
def name(author_id: int) -> ResponseReturnValue:
    """How one name sounds, and what the family agreed to."""
    row = next((row for row in names_to_say(g.edition.id) if row.author_id == author_id), None)
    if row is None:
        abort(404)
    form = NameForm(data=row.said._asdict())
    if form.validate_on_submit():
        given = form.sounds.data or "", form.called_as.data or "", form.agreed_by.data or ""
        try:
            editing.say_name(g.actor, g.edition.id, author_id, *given)
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã lưu.", "done")
            return redirect(url_for("ceremony.names"), 303)
    return render_template("ceremony/name.html", row=row, form=form), 422 if form.is_submitted() else 200


@routes.post("/<slug>/le-trao-giai/kich-ban.<any(docx, pdf):kind>")
@page(Permission.CEREMONY_PREPARE)
def script_paper(kind: str) -> ResponseReturnValue:
    """The script as a file; the copy is on record before it leaves."""
    write, media_type = _PAPERS[kind]
    content = write(g.edition.id)
    let_go()
    hand_out(g.actor, g.edition.id, f"ceremony-script-{kind}", content)
    download = file_name(g.edition.slug, NAME, kind)
    return send_file(io.BytesIO(content), mimetype=media_type, as_attachment=True, download_name=download)
