"""The closing package: ordered, watched and fetched on the page."""

from flask import flash, g, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.handing import attached
from contest.foundation.jobs import JobState
from contest.foundation.pages import flash_refusal, page
from contest.foundation.refusal import Reason, Refusal
from contest.foundation.vietnamese import file_name
from contest.papers.actions import packages as actions
from contest.papers.queries import packages as queries
from contest.papers.routes.blueprint import routes
from contest.papers.rules.packages import PACKAGE_KEPT_FOR


@routes.get("/<slug>/van-ban/bo-ho-so")
@page(Permission.EXPORT_MAKE)
def packages() -> ResponseReturnValue:
    """The packages that are there or coming."""
    return _page()


def _page(reasons: tuple[Reason, ...] = ()) -> str:
    cards = queries.packages(g.edition.id)
    return render_template(
        "papers/packages.html",
        cards=cards,
        progress=queries.package_progress(cards),
        reasons=reasons,
        days=PACKAGE_KEPT_FOR.days,
    )


@routes.post("/<slug>/van-ban/bo-ho-so")
@page(Permission.EXPORT_MAKE)
def package_order() -> ResponseReturnValue:
    """Order one; the page then shows how far it is, or why none is made."""
    try:
        actions.order_package(g.actor, g.edition.id)
    except Refusal as refusal:
        return _page(tuple(refusal.reasons)), 422
    flash("Đã bắt đầu lập bộ hồ sơ. Có thể rời trang này; bộ hồ sơ vẫn được lập tiếp.", "done")
    return redirect(url_for("papers.packages"), 303)


@routes.get("/<slug>/van-ban/bo-ho-so/<int:package_id>/tien-do")
@page(Permission.EXPORT_MAKE)
def package_progress(package_id: int) -> ResponseReturnValue:
    """How far one is, as data for the page that watches it."""
    card = queries.package_card(package_id, g.edition.id)
    if card is None:
        raise NotFound
    state = queries.package_progress([card]).get(card.id, JobState("done", 1, 1, ""))
    return jsonify(state="done" if card.ready_at else state.state, done=state.done, total=state.total or 1)


@routes.post("/<slug>/van-ban/bo-ho-so/<int:package_id>/tai")
@page(Permission.EXPORT_MAKE)
def package_file(package_id: int) -> ResponseReturnValue:
    """The file, to its orderer; the copy is on record before it leaves."""
    try:
        card = actions.take_package(g.actor, g.edition.id, package_id)
    except Refusal as refusal:
        flash_refusal(refusal)
        return redirect(url_for("papers.packages"), 303)
    name = file_name(g.edition.slug, f"bộ hồ sơ kết thúc {card.number}", "zip")
    path = queries.package_path(card)
    let_go()
    return attached(path, name, "application/zip")


@routes.post("/<slug>/van-ban/bo-ho-so/<int:package_id>/bo")
@page(Permission.EXPORT_MAKE)
def package_removal(package_id: int) -> ResponseReturnValue:
    """Give one up, or take its file away."""
    actions.remove_package(g.actor, g.edition.id, package_id)
    flash("Đã bỏ bộ hồ sơ.", "done")
    return redirect(url_for("papers.packages"), 303)
