"""The public's page of the result, and what personal data is kept how long."""

from flask import abort, g, render_template, request
from flask.typing import ResponseReturnValue

from contest.editions.queries import regulation_of
from contest.foundation.access import Permission
from contest.foundation.clock import today
from contest.foundation.pages import PUBLIC, page, refused
from contest.foundation.vietnamese import nfc
from contest.results import queries
from contest.results.routes.blueprint import routes


@routes.get("/<slug>/ket-qua")
@page(PUBLIC)
def public() -> ResponseReturnValue:
    """The published result; nothing is here before."""
    regulation = regulation_of(g.edition.id)
    words = nfc(request.args.get("tim", ""))[:200]
    results = queries.public_results(g.edition.id, regulation, words)
    if results is None:
        kept = queries.kept_results(g.edition.id, regulation)
        if kept is not None:
            return render_template("results/kept.html", kept=kept)
        if g.edition.stage == "draft":
            abort(404)
        return refused(404, ["Kết quả của hội thi này chưa được công bố. Xin xem lại sau."])
    return render_template("results/public.html", regulation=regulation, results=results, words=words)


@routes.get("/<slug>/quan-ly/luu-giu")
@page(Permission.ENTRY_MANAGE)
def retention() -> ResponseReturnValue:
    """Which personal data there is and when each kind of it goes."""
    rules = regulation_of(g.edition.id)
    return render_template(
        "results/retention.html",
        rules=rules,
        kept=queries.kept_data(g.edition.id, rules),
        ended_on=queries.ended_on(g.edition.id),
        today=today(),
    )
