"""All editions of a series, for everybody; and the import of those before this installation."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.foundation.access import Permission
from contest.foundation.pages import PUBLIC, page
from contest.foundation.refusal import Reason, Refusal, refuse_with
from contest.foundation.words import sentence
from contest.results import actions, queries
from contest.results.routes.blueprint import routes
from contest.results.rules.past import TIER_PLACES, side_by_side, stacked

# Of more editions the charts show the last.
_DRAWN = 12


@routes.get("/<slug>/cac-lan")
@page(PUBLIC)
def editions_of_series() -> ResponseReturnValue:
    """Every edition of the series: counts, prizes by tier, charts."""
    if g.edition.stage == "draft":
        abort(404)
    rows = queries.all_editions(g.edition.series)
    last = rows[-_DRAWN:]
    return render_template(
        "results/past.html",
        rows=rows,
        tiers=TIER_PLACES,
        shown=len(last),
        taking_part=side_by_side(last, ("entries", "awards")),
        prizes=stacked(last),
        sums={key: sum(row.counts.get(key) or 0 for row in rows) for key in ("entries", "awards")},
        may_import=g.actor.may(Permission.EDITION_EDIT, g.edition.id),
    )


@routes.get("/<slug>/quan-ly/cac-lan")
@page(Permission.EDITION_EDIT)
def past_import() -> ResponseReturnValue:
    """Choose a file."""
    return _page([])


@routes.post("/<slug>/quan-ly/cac-lan")
@page(Permission.EDITION_EDIT)
def past_imported() -> ResponseReturnValue:
    """Take it in, all or nothing."""
    upload, only = request.files.get("file"), request.form.get("only", "").strip()[:80]
    try:
        if upload is None or not upload.filename:
            raise refuse_with("past_file")
        rows = actions.import_past(g.actor, g.edition.id, actions.read_past(upload.read()), only)
    except Refusal as refusal:
        return _page(list(refusal.reasons), only), 422
    flash(f"Đã nhập {len(rows)} lần tổ chức.", "done")
    return redirect(url_for("results.editions_of_series"), 303)


def _page(faults: list[Reason], only: str = "") -> str:
    return render_template(
        "results/past_import.html",
        headings=[heading.names[0] for heading in actions.PAST_HEADINGS],
        faults=[(reason.where, sentence(reason)) for reason in faults],
        only=only,
    )
