"""Before an edition opens: what in its texts still speaks of the last one, each with the page that mends it."""

from flask import g, render_template, url_for
from flask.typing import ResponseReturnValue

from contest.editions.forms.sections import section_with
from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.clock import now
from contest.foundation.pages import page
from contest.home import queries
from contest.home.queries import Leftover
from contest.home.routes.blueprint import routes


@routes.get("/<slug>/quan-ly/ra-soat")
@page(Permission.EDITION_EDIT)
def leftovers() -> ResponseReturnValue:
    """Everything that is odd, text by text."""
    seen = queries.leftovers(g.edition.id, now())
    let_go()
    groups: dict[str, list[tuple[Leftover, str]]] = {}
    for each in seen.found:
        groups.setdefault(each.group, []).append((each, _address(each)))
    return render_template("home/leftovers.html", seen=seen, groups=groups)


def _address(each: Leftover) -> str:
    if each.endpoint == "editions.section":
        return url_for(each.endpoint, word=section_with(each.arguments["part"]))
    return url_for(each.endpoint, **each.arguments)
