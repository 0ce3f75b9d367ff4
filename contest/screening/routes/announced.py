"""What the regulation announces on the way: the dossiers that came, and those found eligible; no names of people."""

from flask import g, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.editions.queries import regulation_of
from contest.foundation.pages import PUBLIC, page, page_number
from contest.screening import queries
from contest.screening.routes.blueprint import routes
from contest.screening.rules import LIST_WORDS, announced_lists, units_told


@routes.get("/<slug>/danh-sach-ho-so")
@page(PUBLIC)
def announced() -> ResponseReturnValue:
    """The list that is asked for, or the latest there is. Raises NotFound when none is announced (yet)."""
    rules = regulation_of(g.edition.id)
    lists = announced_lists(rules, g.edition.stage)
    if not lists:
        raise NotFound
    given = request.args.get("loai", "")
    which = given if given in lists else lists[-1]
    return render_template(
        "screening/announced.html",
        paging=queries.announced(g.edition.id, which, page_number()),
        which=which,
        lists={key: LIST_WORDS[key] for key in lists},
        field_names={field.key: field.name for field in rules.fields},
        division_names={division.key: division.name for division in rules.divisions},
        shows_unit=units_told(rules, g.edition.stage),
        unit_later="unit" in rules.privacy.public_fields,
    )
