"""Units read the proof of their certificates by a link; the office settles what they ask for."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.editions.queries import edition_by_id, regulation_of
from contest.foundation.access import Permission
from contest.foundation.pages import PUBLIC, page
from contest.foundation.refusal import Refusal
from contest.papers.actions import unitproofs as actions
from contest.papers.queries import unitproofs as queries
from contest.papers.queries.documents import decided
from contest.papers.queries.unitproofs import Proof, UnitLine
from contest.papers.routes.blueprint import routes
from contest.papers.rules.decided import what_follows
from contest.papers.rules.proofs import STATES, WAYS


@routes.route("/xac-nhan-giay/don-vi/<token>", methods=["GET", "POST"])
@page(PUBLIC)
def unit_proof_answer(token: str) -> ResponseReturnValue:
    """What will be printed for a unit, and its answer; no account is needed."""
    proof = queries.linked_unit(token) or abort(404)
    form, faults = request.form, None
    if request.method == "POST":
        about = (g.actor, token, form.get("seen", ""), form.get("name", ""))
        try:
            if form.get("right"):
                actions.confirm_unit(*about)
            else:
                actions.ask_unit_name(*about, form.get("wanted", ""), form.get("why", ""))
        except Refusal as refusal:
            faults = refusal
        else:
            words = "Đã ghi nhận xác nhận của đơn vị." if form.get("right") else "Đã gửi đề nghị sửa đến Ban Thư ký."
            flash(words, "done")
            return redirect(url_for("papers.unit_proof_answer", token=token), 303)
    return _shown("papers/unit_proof.html", proof, faults), 422 if faults else 200


@routes.get("/<slug>/xac-nhan-giay/don-vi")
@page(Permission.ENTRY_OWN)
def unit_proof_own() -> ResponseReturnValue:
    """The same for who is signed in with the unit's account."""
    proof = queries.own_unit_proof(g.edition.id, g.actor.id) or abort(404)
    return redirect(url_for("papers.unit_proof_answer", token=queries.unit_token(proof)))


def _line(proof: Proof) -> UnitLine:
    return queries.unit_line(proof, regulation_of(proof.edition_id), edition_by_id(proof.edition_id).title)


def _shown(template: str, proof: Proof, faults: Refusal | None, share: str = "", dossiers: int = 0) -> str:
    return render_template(
        template,
        line=_line(proof),
        contest=edition_by_id(proof.edition_id).title,
        designs=queries.designs_of(proof),
        faults=faults.reasons if faults else (),
        typed=request.form,
        states=STATES,
        ways=WAYS,
        share=share,
        dossiers=dossiers,
    )


@routes.route("/<slug>/van-ban/giay-chung-nhan/xac-nhan/don-vi/<int:proof_id>", methods=["GET", "POST"])
@page(Permission.ENTRY_MANAGE)
def unit_proof_case(proof_id: int) -> ResponseReturnValue:
    """One unit's proof for the office: what was answered, what is asked, a confirmation that came by telephone."""
    proof = queries.unit_proof(g.edition.id, proof_id) or abort(404)
    form, faults = request.form, None
    if request.method == "POST":
        try:
            if form.get("deed"):
                accept = form["deed"] == "accept"
                mended = actions.settle_unit(
                    g.actor, g.edition.id, proof_id, accept, form.get("answer", ""), dossiers="dossiers" in form
                )
                flash(_settled(mended) if accept else "Đã trả lời không sửa.", "done")
                for words in what_follows("unit", decided(g.edition.id).label) if accept else ():
                    flash(words, "attention")
            else:
                actions.record_unit(g.actor, g.edition.id, proof_id, form.get("seen", ""), form.get("name", ""))
                flash("Đã ghi nhận xác nhận.", "done")
        except Refusal as refusal:
            faults = refusal
        else:
            return redirect(url_for("papers.unit_proof_case", proof_id=proof_id), 303)
    places = queries.written_as(g.edition.id, {proof.unit, proof.name}) if proof.is_open else ()
    dossiers = len({place.entry_id for place in places})
    made = _shown("papers/unit_proof_case.html", proof, faults, queries.unit_link(proof), dossiers)
    return made, 422 if faults else 200


def _settled(mended: int) -> str:
    told = "Từ nay mọi danh sách, văn bản, giấy và trang chiếu ghi tên mới."
    return f"{told} Đã sửa cả trong {mended} hồ sơ đạt giải; nơi đã xác nhận bản in cần xem lại." if mended else told
