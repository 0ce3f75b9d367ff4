"""Figures and their charts: the office's page and papers, and what everybody may see once the result is public."""

import io
from collections.abc import Sequence

from flask import Response, g, render_template, request, send_file
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.pages import PUBLIC, page, refused
from contest.foundation.vietnamese import file_name
from contest.foundation.writers import charts, docx, pdf
from contest.juries.queries import barred_entries
from contest.papers import actions
from contest.papers.reports.charts import chart_of, figures, figures_document, in_words, public_figures
from contest.papers.routes.blueprint import routes
from contest.papers.rules.figures import Figure

_WIDTHS = {"rong": charts.WIDE, "hep": charts.NARROW}
_MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_KIND = "figures"


@routes.get("/<slug>/van-ban/so-lieu")
@page(Permission.EXPORT_MAKE)
def office_figures() -> ResponseReturnValue:
    """Every figure as a chart and as the table it comes from."""
    return render_template("papers/office_figures.html", figures=_shown(_of_office()))


@routes.get("/<slug>/van-ban/so-lieu/hinh/<key>/<any(rong, hep):size>.svg")
@page(Permission.EXPORT_MAKE)
def office_chart(key: str, size: str) -> ResponseReturnValue:
    """A chart of the office's page."""
    return _chart(_of_office(), key, size)


@routes.post("/<slug>/van-ban/so-lieu/<any(pdf, docx):ending>")
@page(Permission.EXPORT_MAKE)
def figures_copy(ending: str) -> ResponseReturnValue:
    """All figures as a paper; the copy is on record before it leaves."""
    document = figures_document(g.edition.id, _of_office())
    let_go()
    content = docx.write(document) if ending == "docx" else pdf.write(document)
    actions.hand_out(g.actor, g.edition.id, _KIND, content)
    name = file_name(g.edition.slug, "số liệu và biểu đồ", ending)
    return send_file(io.BytesIO(content), mimetype=_MEDIA[ending], as_attachment=True, download_name=name)


@routes.get("/<slug>/ket-qua/so-lieu")
@page(PUBLIC)
def public_page_of_figures() -> ResponseReturnValue:
    """What everybody may know in figures; nothing is here before the result is public."""
    found = public_figures(g.edition.id)
    if found is None:
        return refused(404, ["Kết quả của hội thi này chưa được công bố. Xin xem lại sau."])
    return render_template("papers/public_page_of_figures.html", figures=_shown(found))


@routes.get("/<slug>/ket-qua/so-lieu/hinh/<key>/<any(rong, hep):size>.svg")
@page(PUBLIC)
def public_chart(key: str, size: str) -> ResponseReturnValue:
    """A chart of the public page."""
    return _chart(public_figures(g.edition.id) or [], key, size)


def _of_office() -> list[Figure]:
    """Who has a conflict of interest is told nothing of who wins before everybody is."""
    apart = g.edition.stage not in ("published", "archived") and bool(barred_entries(g.edition.id, g.actor.id))
    return figures(g.edition.id, apart=apart)


def _shown(found: Sequence[Figure]) -> list[tuple[Figure, str, list[tuple[str, tuple[str, ...]]]]]:
    """Each figure with the words for its picture, and its rows as they are printed."""
    return [(figure, in_words(figure), figure.printed()) for figure in found]


def _chart(found: Sequence[Figure], key: str, size: str) -> ResponseReturnValue:
    figure = next((each for each in found if each.key == key), None)
    if figure is None:
        raise NotFound
    let_go()
    answer = Response(charts.svg(chart_of(figure), _WIDTHS[size]), mimetype="image/svg+xml")
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.add_etag()
    return answer.make_conditional(request)
