"""The judge's pages on a phone without a line: the list of what to fetch ahead, the worker, the installable name."""

from flask import Response, g, jsonify, url_for
from flask.typing import ResponseReturnValue

from contest.foundation import installable
from contest.foundation.access import Permission
from contest.foundation.pages import PUBLIC, Paging, page
from contest.foundation.paths import STATIC
from contest.scoring import queries
from contest.scoring.queries import LIST_SIZE
from contest.scoring.queries.grid import GRID_SIZE
from contest.scoring.routes.blueprint import round_or_404, routes
from contest.scoring.rules import clock_of


@routes.get("/cham-diem-ngoai-tuyen.js")
@page(PUBLIC)
def worker() -> ResponseReturnValue:
    """The service worker; at the root, so that it may answer for every edition's judging pages."""
    script = (STATIC / "scoring/worker.js").read_bytes()
    return Response(script, mimetype="text/javascript", headers={"Cache-Control": "no-cache"})


@routes.get("/<slug>/cham-diem/ung-dung.webmanifest")
@page(Permission.SCORE_GIVE)
def manifest() -> ResponseReturnValue:
    """The application's name and icons (W3C Web Application Manifest)."""
    return installable.manifest(f"Chấm điểm – {g.edition.title}", "Chấm điểm", url_for("scoring.tasks"))


@routes.get("/<slug>/cham-diem/<round_key>/tai-san")
@page(Permission.SCORE_GIVE)
def ahead(round_key: str) -> ResponseReturnValue:
    """Every address a judge needs to score the round without a line: {pages: the lists, sheets: the cards, more}."""
    round_ = round_or_404(round_key)
    numbers = queries.numbers_of(g.actor, round_)
    several = range(1, Paging(numbers, 1, LIST_SIZE, len(numbers)).pages + 1)
    more_grids = range(2, Paging(numbers, 1, GRID_SIZE, len(numbers)).pages + 1)
    return jsonify(
        pages=[
            url_for("scoring.tasks"),
            url_for("scoring.tasks", vong=round_.key),
            *(url_for("scoring.tasks", vong=round_.key, trang=place) for place in several),
            url_for("scoring.grid", round_key=round_.key),
            *(url_for("scoring.grid", round_key=round_.key, trang=place) for place in more_grids),
        ],
        sheets=[url_for("scoring.sheet", round_key=round_.key, number=number) for number in numbers],
        # Where somebody listens or visits, the clock and the notes are wanted there, too.
        more=[
            url_for("scoring.listening", round_key=round_.key, number=number)
            for number in numbers
            if clock_of(round_.rules)
        ],
    )
