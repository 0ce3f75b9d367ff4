"""The texts of documents: taken, changed in Word, brought back and checked, or as the product brings them."""

import io

from flask import flash, g, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from contest.foundation import files
from contest.foundation.access import Permission
from contest.foundation.kinds import DOCX
from contest.foundation.pages import page
from contest.foundation.refusal import Reason, Refusal
from contest.foundation.vietnamese import file_name
from contest.papers.actions import documents as actions
from contest.papers.forms import TemplateForm
from contest.papers.queries import documents as queries
from contest.papers.reports import documents as reports
from contest.papers.routes.blueprint import routes
from contest.papers.routes.documents import kind_or_404
from contest.papers.rules.documents import DocumentKind
from contest.papers.rules.documents.fields import fields_of

_LARGEST_MB = 10


@routes.get("/<slug>/van-ban/mau/<kind_key>")
@page(Permission.DOCUMENT_KEEP)
def document_template(kind_key: str) -> ResponseReturnValue:
    """What a text may be filled with, and the text that is in force."""
    return _page(kind_or_404(kind_key), TemplateForm(formdata=None))


def _page(kind: DocumentKind, form: TemplateForm) -> str:
    own = queries.template_in_force(g.edition.id, kind.key)
    return render_template(
        "papers/document_template.html", kind=kind, form=form, own=own, fields=fields_of(kind.key), largest=_LARGEST_MB
    )


@routes.get("/<slug>/van-ban/mau/<kind_key>/<any(goc, dangdung):which>.docx")
@page(Permission.DOCUMENT_KEEP)
def document_template_file(kind_key: str, which: str) -> ResponseReturnValue:
    """The text that is in force, or the one the product brings, as a Word file."""
    kind = kind_or_404(kind_key)
    made = reports.shipped_template(kind.key) if which == "goc" else reports.template_of(g.edition.id, kind.key)
    name = file_name("mau", kind.name, "docx")
    return send_file(io.BytesIO(made), mimetype=DOCX, as_attachment=True, download_name=name)


@routes.post("/<slug>/van-ban/mau/<kind_key>")
@page(Permission.DOCUMENT_KEEP)
def document_template_upload(kind_key: str) -> ResponseReturnValue:
    """A text comes back from Word: kept when nothing is wrong with it, else every fault with its place."""
    kind, form = kind_or_404(kind_key), TemplateForm()
    if form.validate_on_submit():
        try:
            upload = form.file.data
            kept = files.keep(upload.stream, upload.filename or "", formats=("docx",), max_mb=_LARGEST_MB)
            faults = reports.template_faults(kind.key, files.path_of(kept.sha256).read_bytes())
            if faults:
                raise Refusal(Reason(each.code, {"what": each.what, "where": each.where}, "file") for each in faults)
            actions.keep_template(g.actor, g.edition.id, kind.key, kept)
        except Refusal as refusal:
            form.blame(Refusal(Reason(each.code, each.params, "file") for each in refusal.reasons))
        else:
            flash("Mẫu dùng được. Từ nay văn bản loại này lập theo mẫu của ông/bà.", "done")
            gaps = reports.template_gaps(kind.key, files.path_of(kept.sha256).read_bytes())
            if gaps:
                words = "; ".join(gap.partition(",")[0].partition(":")[0] for gap in gaps)
                flash(
                    f"Mẫu không còn chỗ điền: {words}. Nếu không cố ý bỏ, hãy thêm lại rồi tải lên lần nữa.",
                    "attention",
                )
            return redirect(url_for("papers.document_template", kind_key=kind.key), 303)
    return _page(kind, form), 422


@routes.post("/<slug>/van-ban/mau/<kind_key>/mau-goc")
@page(Permission.DOCUMENT_KEEP)
def document_template_reset(kind_key: str) -> ResponseReturnValue:
    """Go back to the text the product brings."""
    kind = kind_or_404(kind_key)
    actions.use_shipped_template(g.actor, g.edition.id, kind.key)
    flash("Đã trở về mẫu gốc.", "done")
    return redirect(url_for("papers.document_template", kind_key=kind.key), 303)
