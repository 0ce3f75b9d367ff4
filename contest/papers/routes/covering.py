"""The covering list a unit stamps: its own for a unit, anybody's for the office."""

import io
from collections.abc import Callable

from flask import g, render_template, request, send_file
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.entries import queries, reports
from contest.entries.queries import UnitGroup
from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.pages import page
from contest.foundation.report import Report
from contest.foundation.vietnamese import file_name
from contest.foundation.writers import docx, pdf, xlsx
from contest.papers import actions
from contest.papers.routes.blueprint import routes
from contest.people.queries import unit_cards, unit_of

_KIND = "covering-list"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_WRITERS: dict[str, tuple[str, str, Callable[[Report], bytes]]] = {
    "docx": ("Word", f"{_OFFICE}wordprocessingml.document", docx.write),
    "pdf": ("PDF", "application/pdf", pdf.write),
    "xlsx": ("Excel", f"{_OFFICE}spreadsheetml.sheet", xlsx.write),
}


def _groups() -> list[UnitGroup]:
    """The units whose list the actor may have: all for the office, its own for a unit that is in the directory."""
    if g.actor.may(Permission.EXPORT_MAKE, g.edition.id):
        groups = queries.unit_groups(g.edition.id)
        names = {
            str(card.id): card.name for card in unit_cards([int(each.key) for each in groups if "=" not in each.key])
        }
        return [group._replace(name=names.get(group.key, group.name)) for group in groups]
    own = unit_of(g.actor.id, g.edition.id)
    if own is None:
        return []
    return [UnitGroup(str(own.id), own.name, len(queries.ids_of_unit(g.edition.id, str(own.id))))]


@routes.get("/<slug>/van-ban/danh-sach-gui-kem")
@page(Permission.COVERING_TAKE)
def covering_list() -> ResponseReturnValue:
    """Every unit with its list in Word, PDF and Excel."""
    groups = _groups()
    wanted = request.args.get("don_vi", "")
    return render_template(
        "papers/covering_list.html",
        groups=[group for group in groups if not wanted or group.key == wanted],
        of_office=g.actor.may(Permission.EXPORT_MAKE, g.edition.id),
        formats=[(ending, words) for ending, (words, _, _) in _WRITERS.items()],
    )


@routes.post("/<slug>/van-ban/danh-sach-gui-kem/<ending>")
@page(Permission.COVERING_TAKE)
def covering_copy(ending: str) -> ResponseReturnValue:
    """The list of one unit; a copy for the office is on record before it leaves."""
    key = request.form.get("don_vi", "")
    group = next((group for group in _groups() if group.key == key), None)
    report = reports.covering(g.edition.id, group.key, group.name) if group else None
    if group is None or report is None or ending not in _WRITERS:
        raise NotFound
    _, media, write = _WRITERS[ending]
    let_go()
    content = write(report)
    if g.actor.may(Permission.EXPORT_MAKE, g.edition.id):
        actions.hand_out(g.actor, g.edition.id, _KIND, content)
    name = file_name(g.edition.slug, f"danh sách gửi kèm {group.name}", ending)
    return send_file(io.BytesIO(content), mimetype=media, as_attachment=True, download_name=name)
