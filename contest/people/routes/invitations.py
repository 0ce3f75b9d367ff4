"""Answering an invitation: opening the link shows it, a pressed button answers it."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.foundation.access import ROLE_WORDS
from contest.foundation.pages import PUBLIC, page
from contest.foundation.refusal import Refusal
from contest.people import actions, queries
from contest.people.forms import AcceptanceForm, DeclineForm, PressForm
from contest.people.routes.blueprint import routes
from contest.people.routes.session import enter, front


@routes.get("/loi-moi/<token>")
@page(PUBLIC)
def invitation(token: str) -> ResponseReturnValue:
    """What one is invited to, until when it can be answered, and the two buttons."""
    card = _card(token)
    return _shown(token, card, AcceptanceForm(name=card.name))


@routes.post("/loi-moi/<token>/nhan-loi")
@page(PUBLIC)
def acceptance(token: str) -> ResponseReturnValue:
    """Accept; somebody without a password chooses one here and is signed in."""
    card = _card(token)
    form = AcceptanceForm(name=card.name) if card.needs_password else PressForm()
    if form.validate_on_submit():
        try:
            chosen = (form.name.data, form.password.data) if card.needs_password else ("", None)
            person_id = actions.accept_invitation(g.actor, token, *chosen)
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash(f"Cảm ơn bạn đã nhận lời làm {ROLE_WORDS[card.role]} của {card.edition}.", "done")
            account = queries.account_by_id(person_id)
            if card.needs_password and account is not None:
                enter(account, stay=False)
            return redirect(front() if g.account else url_for(".sign_in"), 303)
    return _shown(token, card, form), 422


@routes.post("/loi-moi/<token>/tu-choi")
@page(PUBLIC)
def refusal_of(token: str) -> ResponseReturnValue:
    """Decline, with or without a reason."""
    _card(token)
    form = DeclineForm()
    actions.decline_invitation(g.actor, token, form.reason.data or "")
    flash("Đã ghi nhận bạn từ chối lời mời. Cảm ơn bạn đã trả lời.", "done")
    return redirect(url_for(".invitation", token=token), 303)


def _card(token: str) -> queries.InvitationCard:
    card = queries.invitation_card(token)
    if card is None:
        raise NotFound
    return card


def _shown(token: str, card: queries.InvitationCard, form: AcceptanceForm | PressForm) -> str:
    return render_template(
        "people/invitation.html",
        token=token,
        card=card,
        role=ROLE_WORDS[card.role],
        form=form,
        decline=DeclineForm(),
    )
