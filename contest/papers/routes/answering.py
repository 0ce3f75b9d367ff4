"""Holders read the proof of their certificates on their telephone and answer: with their account, or by a link."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.foundation.access import Permission
from contest.foundation.pages import PUBLIC, page
from contest.foundation.refusal import Refusal
from contest.foundation.vietnamese import nfc
from contest.papers.actions import answering
from contest.papers.queries import proofs
from contest.papers.queries.proof_page import ProofPage, link_or_none, proof_page
from contest.papers.queries.proofs import Proof
from contest.papers.routes.blueprint import routes
from contest.papers.rules.proofs import OF_AUTHOR, OF_ENTRY, STATES, WAYS, Wanted, label_of
from contest.results.queries import owns


@routes.get("/<slug>/ho-so/<int:entry_id>/giay-chung-nhan")
@page(Permission.ENTRY_OWN)
def proof(entry_id: int) -> ResponseReturnValue:
    """What will be printed for one's own entry, and the answer."""
    return _holders(_own(entry_id), url_for("papers.proof", entry_id=entry_id))


@routes.post("/<slug>/ho-so/<int:entry_id>/giay-chung-nhan")
@page(Permission.ENTRY_OWN)
def proof_confirmation(entry_id: int) -> ResponseReturnValue:
    """It is right, or this is to be corrected."""
    asked, here = _own(entry_id), url_for("papers.proof", entry_id=entry_id)
    form = request.form
    about = (g.actor, g.edition.id, entry_id, form.get("seen", ""), form.get("way", ""), form.get("name", ""))
    try:
        if form.get("right"):
            answering.confirm_proof(*about)
        else:
            answering.ask_correction(*about, _wanted(proof_page(g.actor, g.edition.id, asked)))
    except Refusal as refusal:
        return _holders(asked, here, refusal), 422
    return _thanked(here)


@routes.route("/xac-nhan-giay/<token>", methods=["GET", "POST"])
@page(PUBLIC)
def proof_answer(token: str) -> ResponseReturnValue:
    """The same by the link of the letter: no account is needed."""
    found = proofs.linked_proof(token)
    if found is None:
        abort(404)
    edition_id, asked = found
    here, form = url_for("papers.proof_answer", token=token), request.form
    if request.method == "GET":
        return _holders(asked, here, edition_id=edition_id)
    about = (g.actor, token, form.get("seen", ""), form.get("way", ""), form.get("name", ""))
    try:
        if form.get("right"):
            answering.confirm_by_link(*about)
        else:
            answering.ask_correction_by_link(*about, _wanted(proof_page(g.actor, edition_id, asked)))
    except Refusal as refusal:
        return _holders(asked, here, refusal, edition_id), 422
    return _thanked(here)


def _thanked(here: str) -> ResponseReturnValue:
    words = "Đã ghi nhận xác nhận của ông/bà." if request.form.get("right") else "Đã gửi đề nghị sửa đến Ban Thư ký."
    flash(words, "done")
    return redirect(here, 303)


def _own(entry_id: int) -> Proof:
    """The proof of one's own entry. Raises NotFound."""
    found = proofs.proof_of(g.edition.id, entry_id) if owns(g.actor, g.edition.id, entry_id) else None
    return found or abort(404)


def _wanted(card: ProofPage) -> list[Wanted]:
    """What was typed that is not what stands in the dossier."""
    found = []
    for (author_id, part), value in card.values.items():
        where = f"{author_id or 0}-{part}"
        typed = nfc(request.form.get(f"v-{where}", value))
        if typed != value:
            found.append(Wanted(author_id, part, value, typed, nfc(request.form.get(f"w-{where}", ""))))
    return found


def _holders(asked: Proof, here: str, faults: Refusal | None = None, edition_id: int | None = None) -> str:
    card = proof_page(g.actor, edition_id or g.edition.id, asked)
    return render_template(
        "papers/proof.html",
        card=card,
        here=here,
        share=link_or_none(asked),
        faults=faults.reasons if faults else (),
        typed=request.form,
        parts=_parts(card),
        ways=WAYS,
        states=STATES,
        label_of=label_of,
    )


def _parts(card: ProofPage) -> list[tuple[str, int | None, list[tuple[str, str]]]]:
    """What may be corrected: whose, and its parts with their words."""
    of_authors = [(name, key, list(OF_AUTHOR.items())) for key, name in card.names.items()]
    return [("Hồ sơ", None, list(OF_ENTRY.items())), *of_authors]
