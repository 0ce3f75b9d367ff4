"""The page that shows all about one entry; only the front door may know everything."""

from flask import g, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.editions.queries import regulation_of
from contest.foundation.access import Permission
from contest.foundation.pages import page
from contest.home import queries
from contest.home.routes.blueprint import routes
from contest.home.rules import SHEET_WORDS, STATUS_KINDS, STATUS_WORDS, VERDICT_WORDS
from contest.results.rules.nominating import OUTCOMES


@routes.get("/<slug>/danh-muc/<int:entry_id>/toan-canh")
@page(Permission.ENTRY_READ_ALL)
def story(entry_id: int) -> ResponseReturnValue:
    """Screening, sheets, places, prize and history of one entry; sheets of an open round only for the committee.

    Whoever also judges in the edition is a judge first: no other role shows them colleagues' sheets before the close.
    """
    judges = g.actor.may(Permission.SCORE_GIVE, g.edition.id)
    closes = g.actor.may(Permission.ROUND_CLOSE, g.edition.id)
    found = queries.story(g.edition.id, entry_id, sees_open_rounds=closes and not judges)
    if found is None:
        raise NotFound
    return render_template(
        "home/story.html",
        story=found,
        regulation=regulation_of(g.edition.id),
        status_words=STATUS_WORDS,
        status_kinds=STATUS_KINDS,
        verdict_words=VERDICT_WORDS,
        sheet_words=SHEET_WORDS,
        outcomes=OUTCOMES,
    )
