"""The directory as files: units and communes taken in (looked at first, all or nothing), units handed out."""

import io
from datetime import timedelta

from flask import flash, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from contest.foundation import files, tokens
from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.pages import page
from contest.foundation.refusal import Reason, Refusal, refuse_with
from contest.foundation.sheets import Heading, Sheet, read_sheet
from contest.foundation.words import sentence
from contest.foundation.writers import xlsx
from contest.people import actions, queries, reports
from contest.people.actions import DirectoryOutcome
from contest.people.forms import DirectoryFileForm
from contest.people.routes.blueprint import routes
from contest.people.rules.directory import COMMUNE_HEADINGS, UNIT_HEADINGS, read_communes, read_units

_KIND = "people.directory"
_LIVES = timedelta(hours=2)
_LARGEST_MB = 10
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_UNIT_COLUMNS = [Heading(key, names, required=key == "name") for key, names in UNIT_HEADINGS.items()]
_COMMUNE_COLUMNS = [
    Heading(key, names, required=key in ("name", "province")) for key, names in COMMUNE_HEADINGS.items()
]


@routes.route("/<slug>/don-vi/nhap", methods=["GET", "POST"])
@page(Permission.UNIT_MANAGE)
def directory_import() -> ResponseReturnValue:
    """Choose a file of units or of communes; what it would do is shown, nothing is changed."""
    faults: list[tuple[str, str]] = []
    what = "communes" if request.form.get("what") == "communes" else "units"
    if request.method == "POST":
        upload = request.files.get("file")
        try:
            if upload is None or not upload.filename:
                raise refuse_with("file_not_chosen")
            let_go()
            kept = files.keep(upload.stream, upload.filename, max_mb=_LARGEST_MB)
            outcome, unknown = _taken(kept.sha256, what, dry_run=True)
        except Refusal as refusal:
            faults = [(reason.where, sentence(reason)) for reason in refusal.reasons]
        else:
            token = tokens.signed(_KIND, [g.edition.id, kept.sha256, what], _LIVES)
            form = DirectoryFileForm(formdata=None, token=token)
            return render_template(
                "people/directory_preview.html", form=form, outcome=outcome, unknown=unknown, name=kept.name, what=what
            )
    headings = {
        "units": [(one.names[0], one.required) for one in _UNIT_COLUMNS],
        "communes": [(one.names[0], one.required) for one in _COMMUNE_COLUMNS],
    }
    status = 422 if faults else 200
    return (
        render_template(
            "people/directory_import.html",
            faults=faults,
            headings=headings,
            what=what,
            communes=queries.commune_count(),
        ),
        status,
    )


@routes.post("/<slug>/don-vi/nhap/xac-nhan")
@page(Permission.UNIT_MANAGE)
def directory_imported() -> ResponseReturnValue:
    """Take in the file that was looked at."""
    content = tokens.opened_token(_KIND, DirectoryFileForm().token.data or "")
    if content is None or content[0] != g.edition.id:
        raise refuse_with("directory_gone")
    let_go()
    outcome, _ = _taken(content[1], content[2], dry_run=False)
    words = "xã, phường" if content[2] == "communes" else "đơn vị"
    flash(f"Đã nhập {outcome.new} {words} mới, cập nhật {outcome.updated}, giữ nguyên {outcome.unchanged}.", "done")
    return redirect(url_for(".units"), 303)


def _taken(sha256: str, what: str, dry_run: bool) -> tuple[DirectoryOutcome, list[str]]:
    """What the file does. Raises Refusal with every fault at its cell."""
    with files.open_(sha256) as stream:
        if what == "communes":
            sheet = read_sheet(stream, _COMMUNE_COLUMNS)
            communes, faults = read_communes(sheet.rows)
            _refuse_all(faults)
            return actions.import_communes(g.actor, g.edition.id, communes, dry_run), _unknown(sheet)
        sheet = read_sheet(stream, _UNIT_COLUMNS)
    lines, faults = read_units(sheet.rows)
    _refuse_all(faults)
    return actions.import_units(g.actor, g.edition.id, lines, dry_run), _unknown(sheet)


def _refuse_all(faults: list[Reason]) -> None:
    if faults:
        raise Refusal(faults)


def _unknown(sheet: Sheet) -> list[str]:
    """Columns nobody asked for; the running number of an export is none of them."""
    return [name for name in sheet.unknown if name.upper() != "STT"]


@routes.get("/<slug>/don-vi/tep")
@page(Permission.UNIT_MANAGE)
def directory_file() -> ResponseReturnValue:
    """The whole directory as a workbook that can be put right and taken in again."""
    content = xlsx.write(reports.directory())
    return send_file(io.BytesIO(content), mimetype=_XLSX, as_attachment=True, download_name="danh-ba-don-vi.xlsx")
