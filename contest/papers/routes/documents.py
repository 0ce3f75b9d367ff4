"""The pages of administrative documents: which there are, one of them, its file, its number, its signed scan."""

import io
from collections.abc import Callable, Sequence
from typing import Any

from flask import abort, flash, g, redirect, render_template, request, send_file, session, url_for
from flask.typing import ResponseReturnValue

from contest.editions.queries import regulation_of
from contest.foundation import files
from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.forms import HouseForm
from contest.foundation.handing import handed
from contest.foundation.kinds import DOCX, PDF
from contest.foundation.pages import page
from contest.foundation.refusal import Reason, Refusal
from contest.papers.actions import documents as actions
from contest.papers.forms import AnewForm, DetailsForm, NumberForm, ScanForm
from contest.papers.queries import documents as queries
from contest.papers.reports import documents as reports
from contest.papers.reports.documents import Place, places
from contest.papers.routes.blueprint import routes
from contest.papers.rules.documents import (
    SCAN_FORMATS,
    SCAN_MB,
    STATE_KINDS,
    STATE_WORDS,
    Details,
    DocumentKind,
    document_kinds,
)

_MEDIA = {"docx": DOCX, "pdf": PDF}
_UPLOADS = ("papers.document_scan", "papers.document_template_upload")
_STATES = {"states": STATE_WORDS, "state_kinds": STATE_KINDS}


@routes.url_value_preprocessor
def _bound_bodies(endpoint: str | None, values: object) -> None:
    """A scan may be as large as it says, from people who have signed in."""
    if endpoint in _UPLOADS and "_user_id" in session:
        request.max_content_length = (SCAN_MB + 1) << 20


def place_or_404(key: str) -> Place:
    """The document of this key in an address."""
    return next((place for place in places(g.edition.id) if place.key == key), None) or abort(404)


@routes.get("/<slug>/van-ban/hanh-chinh")
@page(Permission.DOCUMENT_KEEP)
def documents() -> ResponseReturnValue:
    """Every document with its state, number and day."""
    return render_template("papers/documents.html", places=places(g.edition.id), **_STATES)


@routes.get("/<slug>/van-ban/hanh-chinh/<key>")
@page(Permission.DOCUMENT_KEEP)
def document(key: str) -> ResponseReturnValue:
    """One document."""
    return _one(place_or_404(key))


def _one(place: Place, forms: Sequence[HouseForm] = ()) -> str:
    """The page of a document; forms: those that were sent and refused, in the place of fresh ones."""
    line = place.line
    details = queries.details_of(regulation_of(g.edition.id), place.kind, line)
    given = {type(form).__name__: form for form in forms}
    number = line.number if line else None
    fresh: dict[str, HouseForm] = {
        "DetailsForm": DetailsForm(formdata=None, **details._asdict()),
        "NumberForm": _numbering(
            place, formdata=None, number=number, symbol=details.symbol, issued_on=line.issued_on if line else None
        ),
        "ScanForm": ScanForm(formdata=None),
        "AnewForm": AnewForm(formdata=None),
    }
    facts, why_not = _facts(place)
    return render_template(
        "papers/document.html",
        place=place,
        details=details,
        versions=[each for each in queries.documents(g.edition.id) if each.key == (place.kind.key, place.about)],
        forms=fresh | given,
        why_not=why_not,
        has_changed=bool(facts and line and line.state != "draft" and line.facts and line.facts != facts),
        formats=SCAN_FORMATS,
        largest=SCAN_MB,
        **_STATES,
    )


def _numbering(place: Place, **values: Any) -> NumberForm:
    """The form for number and day; of most kinds both are needed."""
    form = NumberForm(**values)
    for field in (form.number, form.symbol):
        field.flags.required = place.kind.is_numbered
    return form


def _facts(place: Place) -> tuple[str, Sequence[Reason]]:
    """The digest of what the document states now; why it cannot be made instead."""
    try:
        facts = reports.facts_of(g.edition.id, place.kind.key, place.about, is_agreed=True)
        return reports.mark_of(facts), ()
    except Refusal as refusal:
        return "", refusal.reasons


@routes.post("/<slug>/van-ban/hanh-chinh/<key>/tai.<any(docx, pdf):ending>")
@page(Permission.DOCUMENT_KEEP)
def document_file(key: str, ending: str) -> ResponseReturnValue:
    """The document as a file, made now; the copy is on record before it leaves."""
    place = place_or_404(key)
    facts = reports.facts_of(g.edition.id, place.kind.key, place.about)
    let_go()
    write: Callable[..., bytes] = reports.as_word if ending == "docx" else reports.as_pdf
    content = write(g.edition.id, place.kind.key, facts, is_draft=place.is_draft)
    actions.hand_out_document(g.actor, g.edition.id, place.kind.key, content)
    name = f"{g.edition.slug}_{place.stem}.{ending}"
    return send_file(io.BytesIO(content), mimetype=_MEDIA[ending], as_attachment=True, download_name=name)


@routes.post("/<slug>/van-ban/hanh-chinh/<key>/the-thuc")
@page(Permission.DOCUMENT_KEEP)
def document_details(key: str) -> ResponseReturnValue:
    """Write down who issues and signs."""
    place, form = place_or_404(key), DetailsForm()

    def deed() -> str:
        details = Details(**{name: getattr(form, name).data or "" for name in Details._fields})
        actions.describe_document(g.actor, g.edition.id, place.kind.key, place.about, details)
        return "Đã lưu thể thức của văn bản."

    return _done(place, form, deed)


@routes.post("/<slug>/van-ban/hanh-chinh/<key>/so-ngay")
@page(Permission.DOCUMENT_KEEP)
def document_number(key: str) -> ResponseReturnValue:
    """Note number and day, or put them right with a reason."""
    place = place_or_404(key)
    form = _numbering(place)
    line = place.line

    def deed() -> str:
        number, symbol, day = form.number.data, form.symbol.data or "", form.issued_on.data
        if line is not None and line.state != "draft":
            actions.correct_document(g.actor, g.edition.id, line.id, number, symbol, day, form.reason.data or "")
            return "Đã sửa số, ngày; mọi văn bản dẫn đến đều theo số mới."
        mark, _ = _facts(place)
        own = queries.template_in_force(g.edition.id, place.kind.key)
        actions.issue_document(
            g.actor, g.edition.id, place.kind.key, place.about, number, symbol, day, facts=mark,
            template_version=own.version if own else 0,
        )  # fmt: skip
        return "Đã ghi số và ngày ban hành. Từ nay mọi văn bản, giấy chứng nhận dẫn số này."

    return _done(place, form, deed)


@routes.post("/<slug>/van-ban/hanh-chinh/<key>/ban-ky")
@page(Permission.DOCUMENT_KEEP)
def document_scan(key: str) -> ResponseReturnValue:
    """The signed paper comes back: the document is closed."""
    place, form = place_or_404(key), ScanForm()

    def deed() -> str:
        upload = form.scan.data
        kept = files.keep(upload.stream, upload.filename or "", formats=SCAN_FORMATS, max_mb=SCAN_MB)
        actions.sign_document(g.actor, g.edition.id, place.line.id if place.line else 0, kept)
        return "Đã nhận bản ký. Văn bản được khóa, không sửa được nữa."

    return _done(place, form, deed, "scan")


@routes.post("/<slug>/van-ban/hanh-chinh/<key>/thay-the")
@page(Permission.DOCUMENT_KEEP)
def document_replacement(key: str) -> ResponseReturnValue:
    """Begin a version that will replace this one."""
    place, form = place_or_404(key), AnewForm()

    def deed() -> str:
        line = place.line
        actions.replace_document(g.actor, g.edition.id, line.id if line else 0, form.reason.data or "")
        return "Đã lập bản thay thế. Bản cũ còn hiệu lực đến khi bản mới có số."

    return _done(place, form, deed)


def _done(place: Place, form: HouseForm, deed: Callable[[], str], at: str = "") -> ResponseReturnValue:
    """The deed done, or the page again with what is wrong at its field (`at`, for reasons that name none)."""
    if form.validate_on_submit():
        try:
            told = deed()
        except Refusal as refusal:
            known = {field.name for field in form}
            form.blame(
                Refusal(
                    Reason(each.code, each.params, each.where if each.where in known else at)
                    for each in refusal.reasons
                )
            )
        else:
            flash(told, "done")
            return redirect(url_for("papers.document", key=place.key), 303)
    return _one(place, [form]), 422


@routes.get("/<slug>/van-ban/hanh-chinh/<key>/ban-ky/<int:document_id>")
@page(Permission.DOCUMENT_KEEP)
def document_signed(key: str, document_id: int) -> ResponseReturnValue:
    """The scan of a signed version."""
    place = place_or_404(key)
    line = queries.document(g.edition.id, document_id)
    if line is None or line.key != (place.kind.key, place.about) or not line.scan_sha256:
        abort(404)
    return handed(files.path_of(line.scan_sha256), line.scan_name, line.scan_media_type, line.scan_sha256)


def kind_or_404(key: str) -> DocumentKind:
    """The kind of this key in an address."""
    kinds = document_kinds(regulation_of(g.edition.id))
    return next((kind for kind in kinds if kind.key == key), None) or abort(404)
