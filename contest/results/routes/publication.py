"""The committee's page of sealing and publishing."""

from typing import Any

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from contest.editions.queries import regulation_text
from contest.foundation.access import Permission
from contest.foundation.pages import page
from contest.foundation.refusal import Refusal, refuse_with
from contest.foundation.writers import docx, pdf
from contest.juries.queries import barred_entries
from contest.prizes.queries import ProposalCard, latest_proposal
from contest.results import actions, queries, reports
from contest.results.forms import RetractForm
from contest.results.routes.blueprint import as_file, routes
from contest.results.rules import mark, why_not_publish, why_not_seal


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
    _must_be_free()
    content = queries.package(g.edition.id, _sealed(version))
    return as_file(content, "zip", f"ket-qua-{g.edition.slug}-phien-ban-{version}")


@routes.get("/<slug>/cong-bo/bien-ban/<int:version>.<any(pdf, docx):ending>")
@page(Permission.RESULT_SEAL)
def minutes(version: int, ending: str) -> ResponseReturnValue:
    """The minutes of a sealed version, as PDF or Word."""
    _must_be_free()
    document = reports.minutes(g.edition.id, _sealed(version))
    content = pdf.write(document) if ending == "pdf" else docx.write(document)
    return as_file(content, ending, f"bien-ban-niem-phong-{g.edition.slug}-phien-ban-{version}")


def _must_be_free() -> None:
    """What holds every score is for who has no conflict of interest in it, until it is public. Raises Refusal."""
    if g.edition.stage not in ("published", "archived") and barred_entries(g.edition.id, g.actor.id):
        raise refuse_with("result_in_conflict")


def _sealed(version: int) -> queries.SealedResult:
    found = queries.sealed_result(g.edition.id, version)
    return found if found is not None else abort(404)


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
        is_held=history.is_held,
        form=form,
        why_not_seal=why_not_seal(g.edition.stage, confirmed=confirmed),
        why_not_publish=why_not_publish(g.edition.stage, sealed=newest is not None, current=current),
        may_publish=g.actor.may(Permission.RESULT_PUBLISH, g.edition.id),
    )


def _brief(proposal: ProposalCard | None) -> dict[str, Any]:
    return queries.brief_of(g.edition, regulation_text(g.edition.id), proposal)
