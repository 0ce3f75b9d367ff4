"""The front page, everybody's board, and how the rounds stand."""

from flask import g, render_template
from flask.typing import ResponseReturnValue

from contest.editions.queries import regulation_of
from contest.foundation.access import ROLE_WORDS, Permission, Role
from contest.foundation.pages import PUBLIC, SIGNED_IN, page
from contest.home import queries
from contest.home.routes.blueprint import routes
from contest.home.routes.places import task
from contest.home.rules import STATUS_KINDS, STATUS_WORDS, next_deeds
from contest.juries.queries.presenting import presented_rounds


@routes.get("/")
@page(PUBLIC)
def front() -> ResponseReturnValue:
    """Every edition one may know of, and what to do on a fresh installation."""
    may_create = g.actor.may(Permission.EDITION_CREATE)
    return render_template("home/front.html", fronts=queries.fronts(g.actor), may_create=may_create)


@routes.get("/<slug>/ban-lam-viec")
@page(SIGNED_IN)
def board() -> ResponseReturnValue:
    """What waits for the person first, then the figures."""
    regulation = regulation_of(g.edition.id)
    facts = queries.board_facts(g.actor, g.edition, regulation)
    return render_template(
        "home/board.html",
        tasks=[task(deed) for deed in next_deeds(facts)],
        facts=facts,
        regulation=regulation,
        roles=[ROLE_WORDS[role] for role in Role if role in facts.roles],
        in_office=bool(facts.roles & {Role.ADMIN, Role.ORGANISER, Role.SECRETARY, Role.OBSERVER}),
        status_words=STATUS_WORDS,
        status_kinds=STATUS_KINDS,
    )


@routes.get("/<slug>/quan-ly/vong-cham")
@page(Permission.PROGRESS_READ)
def rounds() -> ResponseReturnValue:
    """Every round of the regulation, how far it is, and the way to its pages."""
    regulation = regulation_of(g.edition.id)
    facts = queries.office_rounds(g.edition.id, regulation)
    may = {
        "assign": g.actor.may(Permission.JURY_READ, g.edition.id),
        "rank": g.actor.may(Permission.RANKING_READ, g.edition.id),
        "meet": g.actor.may(Permission.MEETING_ATTEND, g.edition.id),
    }
    presented = {round_.key for round_ in presented_rounds(g.edition.id)}
    return render_template("home/rounds.html", rounds=facts, may=may, presented=presented)
