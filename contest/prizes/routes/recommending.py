"""What councils ask for: their page, and the organisers who follow them."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.editions.queries import regulation_of
from contest.foundation.access import Permission
from contest.foundation.pages import Paging, page, page_number
from contest.foundation.refusal import Refusal
from contest.prizes import actions, queries
from contest.prizes.forms import NO_PRIZE, ReasonForm
from contest.prizes.queries.recommending import Wish, council_entries, councils_of, wishes
from contest.prizes.routes.blueprint import routes
from contest.ranking.queries import latest_run


@routes.get("/<slug>/giai-thuong/de-nghi")
@page(Permission.PRIZE_RECOMMEND)
def recommendations() -> ResponseReturnValue:
    """The entries of a council with the tiers it asks for."""
    return _recommendations(ReasonForm(formdata=None))


@routes.post("/<slug>/giai-thuong/de-nghi")
@page(Permission.PRIZE_RECOMMEND)
def recommending() -> ResponseReturnValue:
    """A council asks for other tiers, with its reason."""
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            count = actions.recommend(g.actor, g.edition.id, _wanted(), form.reason.data or "")
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash(f"Đã ghi đề nghị cho {count} hồ sơ; Ban Tổ chức quyết định.", "done")
            return redirect(url_for("prizes.recommendations", trang=request.args.get("trang")), 303)
    return _recommendations(form), 422


@routes.post("/<slug>/giai-thuong/de-nghi/theo")
@page(Permission.PRIZE_DECIDE)
def following() -> ResponseReturnValue:
    """The organisers give what the councils ask for."""
    count = actions.follow_councils(g.actor, g.edition.id)
    flash(f"Đã đổi giải của {count} hồ sơ theo đề nghị của hội đồng.", "done")
    return redirect(url_for("prizes.recommendations"), 303)


def _wanted() -> dict[int, str]:
    """The tiers chosen by entry; what stands on "as the rules" is nobody's wish."""
    chosen = {name.removeprefix("giai-"): value for name, value in request.form.items() if name.startswith("giai-")}
    return {int(key): "" if value == NO_PRIZE else value for key, value in chosen.items() if key.isdecimal() and value}


def _differing(barred: frozenset[int]) -> list[Wish]:
    """What councils ask for and does not stand, but for entries the reader has a conflict of interest with."""
    return [wish for wish in wishes(g.edition.id) if wish.differs and wish.entry_id not in barred]


def _recommendations(form: ReasonForm) -> str:
    edition_id = g.edition.id
    regulation = regulation_of(edition_id)
    run = latest_run(edition_id, regulation.last_round.key)
    proposal, barred = queries.proposal_before_council(g.actor, edition_id)
    may_decide = g.actor.may(Permission.PRIZE_DECIDE, edition_id)
    councils = None if may_decide else councils_of(edition_id, g.actor.id)
    return render_template(
        "prizes/recommendations.html",
        regulation=regulation,
        paging=council_entries(edition_id, run, barred, councils, page_number()) if run else Paging((), 1, 1, 0),
        tiers={tier.key: tier.name for tier in regulation.prizes.tiers},
        form=form,
        chosen=_wanted() if form.is_submitted() else {},
        may_decide=may_decide,
        wishes=_differing(barred) if may_decide else [],
        is_confirmed=bool(proposal and proposal.confirmed_at),
        no_prize=NO_PRIZE,
    )
