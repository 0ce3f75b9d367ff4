"""A register that came to the office, taken in by browser; the empty one to be filled in."""

import io

from flask import g, request, send_file
from flask.typing import ResponseReturnValue

from contest.entries import actions, reports
from contest.entries.routes import registers
from contest.entries.routes.blueprint import routes
from contest.foundation.access import Permission
from contest.foundation.pages import SIGNED_IN, page
from contest.foundation.writers import xlsx

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OFFICE = registers.Side(
    key="office",
    start="entries.intake",
    confirmation="entries.intake_confirmed",
    columns="entries.intake_columns",
    done="entries.register",
    crumbs=(("Danh mục hồ sơ", "entries.register"),),
    deed=actions.import_entries,
)


@routes.route("/<slug>/danh-muc/nhap", methods=["GET", "POST"])
@page(Permission.ENTRY_IMPORT)
def intake() -> ResponseReturnValue:
    """Choose a file; then every fault at its cell, or a preview of what would be taken in."""
    return registers.start(OFFICE)


@routes.post("/<slug>/danh-muc/nhap/xac-nhan")
@page(Permission.ENTRY_IMPORT)
def intake_confirmed() -> ResponseReturnValue:
    """Take in the file that was looked at."""
    return registers.confirm(OFFICE)


@routes.post("/<slug>/danh-muc/nhap/cot")
@page(Permission.ENTRY_IMPORT)
def intake_columns() -> ResponseReturnValue:
    """Name the columns of a register laid out by somebody else."""
    return registers.columns(OFFICE)


@routes.get("/<slug>/danh-muc/mau")
@page(SIGNED_IN)
def blank_register() -> ResponseReturnValue:
    """The empty register of this contest; a unit's own leaves out what the house knows."""
    for_unit = request.args.get("cho") == "don-vi"
    content = xlsx.write_blank(reports.blank_register(g.edition.id, for_unit))
    name = f"{g.edition.slug}_mau-danh-sach-ho-so.xlsx"
    return send_file(io.BytesIO(content), mimetype=_XLSX, as_attachment=True, download_name=name)
