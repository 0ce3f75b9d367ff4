"""Counts while the edition is open, and whom to call before it closes."""

import io

from flask import flash, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from contest.entries import actions, queries, reports
from contest.entries.queries import Silent
from contest.entries.routes.blueprint import regulation, routes
from contest.foundation.access import Permission
from contest.foundation.pages import Paging, page, page_number, page_there_is
from contest.foundation.writers import xlsx

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SIZE = 50
_SHOWN_SILENT = 100


def _by() -> str:
    return "place" if request.args.get("theo") == "dia-phuong" else "unit"


@routes.get("/<slug>/danh-muc/so-lieu")
@page(Permission.ENTRY_READ_ALL)
def counts() -> ResponseReturnValue:
    """How many entries by field and unit or place, beside the edition before; who has handed in nothing."""
    by = _by()
    standing = queries.counted(g.edition.id, by)
    shown = page_there_is(page_number(), _SIZE, len(standing.rows))
    start = (shown - 1) * _SIZE
    may_manage = g.actor.may(Permission.UNIT_MANAGE, g.edition.id)
    return render_template(
        "entries/counts.html",
        standing=standing,
        by=by,
        paging=Paging(standing.rows[start : start + _SIZE], shown, _SIZE, len(standing.rows)),
        silent=standing.silent[:_SHOWN_SILENT],
        contacts="\n".join(_contact(each) for each in standing.silent) if may_manage else "",
        may_manage=may_manage,
        deadline=regulation().timeline.submission.shown_deadline,
    )


def _contact(unit: Silent) -> str:
    """A line to copy into a message or a list of calls."""
    card = unit.card
    reach = ", ".join(part for part in (card.contact, card.phone, card.email) if part)
    return f"{card.label}: {reach or 'chưa có liên hệ'}"


@routes.get("/<slug>/danh-muc/so-lieu/tep")
@page(Permission.UNIT_MANAGE)
def counts_file() -> ResponseReturnValue:
    """The counts and the list of calls as a workbook."""
    by = _by()
    sheets = reports.count_sheets(g.edition.id, queries.counted(g.edition.id, by), by)
    name = f"{g.edition.slug}_so-ho-so.xlsx"
    return send_file(io.BytesIO(xlsx.write(sheets)), mimetype=_XLSX, as_attachment=True, download_name=name)


@routes.post("/<slug>/danh-muc/so-lieu/noi")
@page(Permission.UNIT_MANAGE)
def unit_linking() -> ResponseReturnValue:
    """Lead entries to the units of the directory that their names mean."""
    count = actions.link_units(g.actor, g.edition.id)
    flash(f"Đã nối {count} hồ sơ với danh bạ." if count else "Không có hồ sơ nào nối thêm được.", "done")
    return redirect(url_for(".counts"), 303)
