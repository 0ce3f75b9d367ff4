"""The fairness sheet, for everybody: the page, and the same as a paper and a workbook."""

from itertools import groupby

from flask import abort, g, render_template
from flask.typing import ResponseReturnValue

from contest.foundation.pages import PUBLIC, page, refused
from contest.foundation.writers import docx, xlsx
from contest.results import queries, reports
from contest.results.routes.blueprint import as_file, routes


@routes.get("/<slug>/minh-bach")
@page(PUBLIC)
def fairness() -> ResponseReturnValue:
    """How the public result came about."""
    card = queries.fairness_card(g.edition.id)
    if card is None:
        if g.edition.stage == "draft":
            abort(404)
        return refused(404, ["Phiếu minh bạch có khi kết quả của hội thi được công bố. Xin xem lại sau."])
    lines = reports.fairness_lines(card.document) if card.document else ()
    parts = [(part, [row[1:] for row in rows]) for part, rows in groupby(lines, lambda line: line[0])]
    return render_template("results/fairness.html", card=card, parts=parts, note=reports.FAIRNESS_NOTE)


@routes.get("/<slug>/minh-bach.<any(docx, xlsx):ending>")
@page(PUBLIC)
def fairness_file(ending: str) -> ResponseReturnValue:
    """The sheet to take away."""
    card = queries.fairness_card(g.edition.id)
    if card is None or card.document is None:
        abort(404)
    if ending == "docx":
        content = docx.write(reports.fairness_paper(g.edition.id, card))
    else:
        content = xlsx.write(reports.fairness_tables(g.edition.id, card))
    return as_file(content, ending, f"phieu-minh-bach-{g.edition.slug}")
