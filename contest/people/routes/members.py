"""Who runs and judges an edition: the list, roles given and taken, invitations."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.foundation.access import ROLE_WORDS, Permission, Role
from contest.foundation.pages import page
from contest.foundation.refusal import Refusal
from contest.people import actions, queries
from contest.people.forms import InvitationForm, RoleForm, offer
from contest.people.routes.blueprint import routes
from contest.people.rules import giveable


@routes.get("/<slug>/thanh-vien")
@page(Permission.PERSON_READ)
def members() -> ResponseReturnValue:
    """Everybody who holds a role in this edition, and who is invited to one."""
    edition_id = g.edition.id
    return render_template(
        "people/members.html",
        members=queries.members(edition_id),
        invitations=queries.invitations(edition_id),
        giveable=giveable(g.actor, edition_id),
        role_words=ROLE_WORDS,
        may_join=g.actor.may(Permission.PERSON_JOIN),
    )


@routes.route("/<slug>/thanh-vien/moi", methods=["GET", "POST"])
@page(Permission.PERSON_INVITE)
def invite() -> ResponseReturnValue:
    """Invite somebody by letter."""
    form = InvitationForm()
    offer(form, giveable(g.actor, g.edition.id))
    if form.validate_on_submit():
        try:
            actions.invite(g.actor, g.edition.id, Role(form.role.data), form.name.data, form.email.data)
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash(f"Đã gửi lời mời tới {form.email.data}.", "done")
            return redirect(url_for(".members"), 303)
    return render_template("people/invite.html", form=form), 422 if form.is_submitted() else 200


@routes.route("/<slug>/thanh-vien/vai-tro", methods=["GET", "POST"])
@page(Permission.PERSON_INVITE)
def role() -> ResponseReturnValue:
    """Give a role to somebody who has an account."""
    form = RoleForm()
    offer(form, giveable(g.actor, g.edition.id))
    if form.validate_on_submit():
        try:
            holder = queries.person_by_email(form.email.data)
            actions.grant_role(g.actor, g.edition.id, holder.id, Role(form.role.data))
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash(f"{holder.name} nay giữ vai trò {ROLE_WORDS[Role(form.role.data)]}.", "done")
            return redirect(url_for(".members"), 303)
    return render_template("people/role.html", form=form), 422 if form.is_submitted() else 200


@routes.post("/<slug>/thanh-vien/<int:person_id>/<role>/thu-hoi")
@page(Permission.PERSON_INVITE)
def role_end(person_id: int, role: str) -> ResponseReturnValue:
    """Take a role away."""
    if role not in ROLE_WORDS:
        raise NotFound
    actions.revoke_role(g.actor, g.edition.id, person_id, Role(role))
    flash("Đã thu hồi vai trò.", "done")
    return redirect(url_for(".members"), 303)


@routes.post("/<slug>/thanh-vien/loi-moi/<int:invitation_id>/gui-lai")
@page(Permission.PERSON_INVITE)
def invitation_again(invitation_id: int) -> ResponseReturnValue:
    """Send a new letter; the link of the one before no longer works."""
    actions.resend_invitation(g.actor, g.edition.id, invitation_id)
    flash("Đã gửi lại lời mời; đường dẫn trong thư trước không còn dùng được.", "done")
    return redirect(url_for(".members"), 303)


@routes.post("/<slug>/thanh-vien/loi-moi/<int:invitation_id>/rut-lai")
@page(Permission.PERSON_INVITE)
def invitation_end(invitation_id: int) -> ResponseReturnValue:
    """Take an invitation back."""
    actions.withdraw_invitation(g.actor, g.edition.id, invitation_id)
    flash("Đã rút lại lời mời.", "done")
    return redirect(url_for(".members"), 303)
