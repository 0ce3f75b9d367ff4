"""The public's page of the result, and the committee's page of sealing and publishing."""

import io
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from contest.editions.queries import regulation_of, regulation_text
from contest.foundation.access import Permission
from contest.foundation.clock import today
from contest.foundation.pages import PUBLIC, page, refused
from contest.foundation.refusal import Refusal
from contest.foundation.vietnamese import nfc
from contest.foundation.writers import docx, pdf
from contest.prizes.queries import ProposalCard, latest_proposal
from contest.results import actions, queries, reports
from contest.results.forms import RetractForm
from contest.results.rules import mark, why_not_publish, why_not_seal

routes = Blueprint("results", __name__)


@routes.get("/<slug>/ket-qua")
@page(PUBLIC)
def public() -> ResponseReturnValue:
    """The published result; nothing is here before."""
    regulation = regulation_of(g.edition.id)
    words = nfc(request.args.get("tim", ""))[:200]
    results = queries.public_results(g.edition.id, regulation, words)
    if results is None:
        if g.edition.stage == "draft":
            abort(404)
        return refused(404, ["Kết quả của hội thi này chưa được công bố. Xin xem lại sau."])
    return render_template("results/public.html", regulation=regulation, results=results, words=words)


@routes.get("/<slug>/quan-ly/luu-giu")
@page(Permission.ENTRY_MANAGE)
def retention() -> ResponseReturnValue:
    """Which personal data there is and when each kind of it goes."""
    rules = regulation_of(g.edition.id)
    return render_template(
        "results/retention.html",
        rules=rules,
        kept=queries.kept_data(g.edition.id, rules),
        ended_on=queries.ended_on(g.edition.id),
        today=today(),
    )


@routes.get("/<slug>/cong-bo")
@page(Permission.RESULT_SEAL)
def publication() -> ResponseReturnValue:
    """Where sealing and publishing stand."""
    return _page(RetractForm(formdata=None))


@routes.post("/<slug>/cong-bo/niem-phong")
@page(Permission.RESULT_SEAL)
def seal() -> ResponseReturnValue:
    """Freeze the result."""
    card = actions.seal_results(g.actor, g.edition.id)
    flash(f"Kết quả được niêm phong: phiên bản {card.version}.", "done")
    return redirect(url_for("results.publication"), 303)


@routes.post("/<slug>/cong-bo")
@page(Permission.RESULT_PUBLISH)
def publish() -> ResponseReturnValue:
    """Show the newest seal to the public."""
    card = actions.publish_results(g.actor, g.edition.id)
    flash(f"Đã công bố phiên bản {card.version}.", "done")
    return redirect(url_for("results.publication"), 303)


@routes.post("/<slug>/cong-bo/rut")
@page(Permission.RESULT_PUBLISH)
def retraction() -> ResponseReturnValue:
    """Take the publication down."""
    form = RetractForm()
    if form.validate_on_submit():
        try:
            actions.retract_publication(g.actor, g.edition.id, form.reason.data or "")
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã rút công bố.", "done")
            return redirect(url_for("results.publication"), 303)
    return _page(form), 422


@routes.get("/<slug>/cong-bo/goi/<int:version>.zip")
@page(Permission.RESULT_SEAL)
def package(version: int) -> ResponseReturnValue:
    """A sealed version with the program that checks it."""
    content = queries.package(g.edition.id, _sealed(version))
    return _file(content, "application/zip", f"ket-qua-{g.edition.slug}-phien-ban-{version}.zip")


@routes.get("/<slug>/cong-bo/bien-ban/<int:version>.<any(pdf, docx):ending>")
@page(Permission.RESULT_SEAL)
def minutes(version: int, ending: str) -> ResponseReturnValue:
    """The minutes of a sealed version, as PDF or Word."""
    document = reports.minutes(g.edition.id, _sealed(version))
    content = pdf.write(document) if ending == "pdf" else docx.write(document)
    return _file(content, _MEDIA[ending], f"bien-ban-niem-phong-{g.edition.slug}-phien-ban-{version}.{ending}")


_MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def _sealed(version: int) -> queries.SealedResult:
    found = queries.sealed_result(g.edition.id, version)
    return found if found is not None else abort(404)


def _file(content: bytes, media: str, name: str) -> ResponseReturnValue:
    return send_file(io.BytesIO(content), mimetype=media, as_attachment=True, download_name=name)


def _page(form: RetractForm) -> str:
    history = queries.history(g.edition.id)
    proposal = latest_proposal(g.edition.id)
    confirmed = bool(proposal and proposal.confirmed_at)
    newest = history.seals[0] if history.seals else None
    current = newest is not None and confirmed and newest.mark == mark(_brief(proposal))
    return render_template(
        "results/publication.html",
        seals=history.seals,
        publications=history.publications,
        is_published=any(seal_.is_published for seal_ in history.seals),
        is_current=current,
        form=form,
        why_not_seal=why_not_seal(g.edition.stage, confirmed=confirmed),
        why_not_publish=why_not_publish(g.edition.stage, sealed=newest is not None, current=current),
        may_publish=g.actor.may(Permission.RESULT_PUBLISH, g.edition.id),
    )


def _brief(proposal: ProposalCard | None) -> dict[str, Any]:
    return queries.brief_of(g.edition, regulation_text(g.edition.id), proposal)
