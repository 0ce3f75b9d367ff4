"""Dossiers of a council in one piece: ordered, watched while they are put together, fetched, taken away."""

from flask import flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.editions.queries import regulation_of
from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.handing import attached
from contest.foundation.jobs import JobState
from contest.foundation.pages import flash_refusal, page
from contest.foundation.refusal import Refusal, refuse_with
from contest.foundation.tokens import opened_token
from contest.foundation.vietnamese import file_name
from contest.juries.queries import barred_entries, councils, rounds
from contest.papers import actions, queries
from contest.papers.queries import BundleCard
from contest.papers.routes.blueprint import routes
from contest.papers.rules import BUNDLE_KINDS, SHOWN_FOR

_MEDIA = {"zip": "application/zip", "pdf": "application/pdf"}


@routes.get("/<slug>/van-ban/ho-so-cham")
@page(Permission.EXPORT_MAKE)
def bundles() -> ResponseReturnValue:
    """What can be ordered, and the orders of the last days with how far they are."""
    rules = regulation_of(g.edition.id)
    prepared = {round_.key for round_ in rounds(g.edition.id)}
    cards = queries.bundles(g.edition.id)
    return render_template(
        "papers/bundles.html",
        rounds=[round_ for round_ in rules.rounds if round_.key in prepared],
        round_names={round_.key: round_.name for round_ in rules.rounds},
        councils={council.id: council.name for council in councils(g.edition.id)},
        kinds=BUNDLE_KINDS,
        cards=cards,
        progress=queries.progress_of(cards),
        overtaken=queries.overtaken(g.edition.id, cards),
        days=SHOWN_FOR.days,
    )


@routes.post("/<slug>/van-ban/ho-so-cham")
@page(Permission.EXPORT_MAKE)
def bundle_order() -> ResponseReturnValue:
    """Order a bundle; the page then shows how far it is."""
    known = {council.id for council in councils(g.edition.id)}
    council = request.form.get("council", type=int)
    try:
        actions.order_bundle(
            g.actor,
            g.edition.id,
            request.form.get("round_key", "")[:60],
            council if council in known else None,
            request.form.get("kind", "")[:10],
            bool(request.form.get("with_films")),
        )
    except Refusal as refusal:
        flash_refusal(refusal)
    else:
        flash("Đã bắt đầu lập bộ hồ sơ. Có thể rời trang này; bộ hồ sơ vẫn được lập tiếp.", "done")
    return redirect(url_for(".bundles"), 303)


@routes.get("/<slug>/van-ban/ho-so-cham/<int:bundle_id>/tien-do")
@page(Permission.EXPORT_MAKE)
def bundle_progress(bundle_id: int) -> ResponseReturnValue:
    """How far an order is, as data for the page that watches it."""
    card = _card_or_404(bundle_id)
    state = queries.progress_of([card]).get(card.id, JobState("done", card.entries, card.entries, ""))
    return jsonify(state="done" if card.is_there else state.state, done=state.done, total=state.total or card.entries)


@routes.post("/<slug>/van-ban/ho-so-cham/<int:bundle_id>/tai")
@page(Permission.EXPORT_MAKE)
def bundle_taken(bundle_id: int) -> ResponseReturnValue:
    """Put on record that somebody takes the file, and send them to it."""
    token = actions.take_bundle(g.actor, g.edition.id, bundle_id)
    return redirect(url_for(".bundle_file", bundle_id=bundle_id, token=token), 303)


@routes.get("/<slug>/van-ban/ho-so-cham/<int:bundle_id>/<token>")
@page(Permission.EXPORT_MAKE)
def bundle_file(bundle_id: int, token: str) -> ResponseReturnValue:
    """The file, in pieces if the browser asks for pieces; only for whoever it was put on record for."""
    card = _card_or_404(bundle_id)
    if opened_token(actions.DOWNLOAD, token) != [bundle_id, g.actor.id] or not card.is_there:
        raise NotFound
    path = queries.bundle_path(card)
    if not path.is_file():
        raise NotFound
    if queries.overtaken(g.edition.id, [card]):
        raise refuse_with("bundle_overtaken")
    if queries.bundled(g.edition.id, card) & barred_entries(g.edition.id, g.actor.id):
        raise refuse_with("export_in_conflict")
    name = file_name(g.edition.slug, f"hồ sơ chấm {_what(card)}", card.ending)
    let_go()
    return attached(path, name, _MEDIA[card.ending])


@routes.post("/<slug>/van-ban/ho-so-cham/<int:bundle_id>/bo")
@page(Permission.EXPORT_MAKE)
def bundle_removal(bundle_id: int) -> ResponseReturnValue:
    """Give an order up, or take its file away before its days are over."""
    actions.remove_bundle(g.actor, g.edition.id, bundle_id)
    flash("Đã bỏ bộ hồ sơ.", "done")
    return redirect(url_for(".bundles"), 303)


def _card_or_404(bundle_id: int) -> BundleCard:
    card = queries.bundle_card(bundle_id, g.edition.id)
    if card is None:
        raise NotFound
    return card


def _what(card: BundleCard) -> str:
    council = next((each.name for each in councils(g.edition.id) if each.id == card.council_id), "")
    round_ = regulation_of(g.edition.id).round_of(card.round_key)
    return " ".join(part for part in (round_.name if round_ else "", council) if part)
