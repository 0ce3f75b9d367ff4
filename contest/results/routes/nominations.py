"""The lists for contests above: who goes and why, who agreed, the package, what came back."""

import io
import tempfile
from collections.abc import Callable
from contextlib import ExitStack

from flask import abort, flash, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from contest.editions.queries import regulation_of
from contest.foundation.access import Permission
from contest.foundation.files import store
from contest.foundation.forms import HouseForm
from contest.foundation.pages import page
from contest.foundation.refusal import Refusal, refuse_with
from contest.foundation.sheets import read_sheet
from contest.foundation.words import sentence
from contest.juries.queries import barred_entries
from contest.results import actions, queries
from contest.results.forms import AddForm, AgreementForm, DropForm, OutcomeForm
from contest.results.routes.blueprint import routes
from contest.results.rules.nominating import OUTCOMES, limit_of, why_not_send


@routes.get("/<slug>/de-cu")
@page(Permission.PRIZE_READ)
def nominations() -> ResponseReturnValue:
    """The first list, or that there is none."""
    if regulation_of(g.edition.id).nomination:
        return redirect(url_for("results.nomination", place=1), 303)
    return render_template("results/nomination_none.html")


@routes.get("/<slug>/de-cu/<int:place>")
@page(Permission.PRIZE_READ)
def nomination(place: int) -> ResponseReturnValue:
    """One list."""
    return _page(place)


@routes.post("/<slug>/de-cu/<int:place>/chon")
@page(Permission.PRIZE_PROPOSE)
def nomination_proposal(place: int) -> ResponseReturnValue:
    """Fill the list as the regulation says."""
    try:
        chosen = actions.propose_nominees(g.actor, g.edition.id, place)
    except Refusal as refusal:
        return _page(place, faults=refusal), 422
    words = f" Còn {len(chosen.tied)} hồ sơ bằng nhau ở suất cuối, chờ chọn." if chosen.tied else ""
    flash(f"Đã chọn {len(chosen.nominees)} hồ sơ theo thể lệ.{words}", "done")
    return redirect(url_for("results.nomination", place=place), 303)


@routes.post("/<slug>/de-cu/<int:place>/them")
@page(Permission.PRIZE_PROPOSE)
def nominee_added(place: int) -> ResponseReturnValue:
    """Put an entry on the list."""
    form = AddForm()

    def deed() -> None:
        actions.add_nominee(g.actor, g.edition.id, place, form.code.data or "", form.reason.data or "")

    return _done(place, form, deed, "Đã thêm vào danh sách.")


@routes.post("/<slug>/de-cu/<int:place>/<int:entry_id>/bo")
@page(Permission.PRIZE_PROPOSE)
def nominee_dropped(place: int, entry_id: int) -> ResponseReturnValue:
    """Take an entry off the list."""
    form = DropForm(prefix=f"d{entry_id}")

    def deed() -> None:
        actions.drop_nominee(g.actor, g.edition.id, place, entry_id, form.reason.data or "")

    return _done(place, form, deed, "Đã bỏ khỏi danh sách.")


@routes.post("/<slug>/de-cu/<int:place>/<int:entry_id>/dong-y")
@page(Permission.ENTRY_MANAGE)
def nominee_agreed(place: int, entry_id: int) -> ResponseReturnValue:
    """Record who agreed on paper."""
    form = AgreementForm(prefix=f"a{entry_id}")
    said = [one.split("/", 1) for one in request.form.getlist("agreed") if "/" in one]
    agreed = [(int(author), by) for author, by in said if author.isascii() and author.isdigit()]

    def deed() -> None:
        actions.record_agreement(g.actor, g.edition.id, place, entry_id, agreed, form.note.data or "")

    return _done(place, form, deed, "Đã ghi nhận sự đồng ý.")


@routes.post("/<slug>/de-cu/<int:place>/linh-vuc")
@page(Permission.PRIZE_PROPOSE)
def nomination_fields(place: int) -> ResponseReturnValue:
    """What fields are called above."""
    names = {name.removeprefix("field-"): text for name, text in request.form.items() if name.startswith("field-")}
    actions.name_fields(g.actor, g.edition.id, place, names)
    flash("Đã lưu bảng tên lĩnh vực.", "done")
    return redirect(url_for("results.nomination", place=place), 303)


@routes.post("/<slug>/de-cu/<int:place>/goi.zip")
@page(Permission.EXPORT_MAKE)
def nomination_package(place: int) -> ResponseReturnValue:
    """The package, to be sent to the contest above."""
    if barred_entries(g.edition.id, g.actor.id):
        raise refuse_with("nominee_conflict")
    try:
        with ExitStack() as held:
            out = held.enter_context(tempfile.TemporaryFile(dir=store(), prefix=".package-"))
            actions.make_package(g.actor, g.edition.id, place, out)
            out.seek(0)
            # Flask closes it once it is sent.
            held.pop_all()
    except Refusal as refusal:
        return _page(place, faults=refusal), 422
    name = f"ho-so-de-cu-{g.edition.slug}-{place}.zip"
    return send_file(out, mimetype="application/zip", as_attachment=True, download_name=name)


@routes.post("/<slug>/de-cu/<int:place>/<int:entry_id>/ket-qua")
@page(Permission.ENTRY_MANAGE)
def nominee_outcome(place: int, entry_id: int) -> ResponseReturnValue:
    """Record what came back for one entry."""
    form = OutcomeForm(prefix=f"o{entry_id}")

    def deed() -> None:
        said = (form.outcome.data or "", form.award.data or "", form.note.data or "")
        actions.record_outcome(g.actor, g.edition.id, place, entry_id, *said)

    return _done(place, form, deed, "Đã ghi kết quả của cấp trên.")


@routes.post("/<slug>/de-cu/<int:place>/ket-qua")
@page(Permission.ENTRY_MANAGE)
def nomination_outcomes(place: int) -> ResponseReturnValue:
    """Record what came back out of a workbook."""
    upload = request.files.get("file")
    try:
        if upload is None or not upload.filename:
            flash("Hãy chọn tệp Excel kết quả.", "refused")
            return _page(place), 422
        sheet = read_sheet(io.BytesIO(upload.read()), actions.OUTCOME_HEADINGS)
        news = actions.import_outcomes(g.actor, g.edition.id, place, sheet.rows)
    except Refusal as refusal:
        return _page(place, faults=refusal), 422
    flash(f"Đã ghi kết quả mới của {news} hồ sơ.", "done")
    return redirect(url_for("results.nomination", place=place), 303)


def _done(place: int, form: HouseForm, deed: Callable[[], None], words: str) -> ResponseReturnValue:
    """Carry out what a form asks, or show the page with the form as it was typed."""
    if form.validate_on_submit():
        try:
            deed()
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash(words, "done")
            return redirect(url_for("results.nomination", place=place), 303)
    return _page(place, wrong=form), 422


def _page(place: int, wrong: HouseForm | None = None, faults: Refusal | None = None) -> str:
    regulation = regulation_of(g.edition.id)
    asked = queries.nomination_of(regulation, place)
    if asked is None:
        abort(404)
    every = queries.nominee_rows(g.edition.id, asked.to, regulation)
    barred = barred_entries(g.edition.id, g.actor.id)
    rows = [row for row in every if row.entry.id not in barred]
    standing = [row for row in every if row.dropped_at is None]
    above = queries.fields_above(g.edition.id, asked.to, regulation)
    missing = why_not_send(asked, [row.nominated for row in standing], above, regulation)
    codes = {row.entry.code for row in every if row.entry.id in barred}
    missing = [reason for reason in missing if reason.params.get("code") not in codes] if codes else missing
    return render_template(
        "results/nomination.html",
        place=place,
        asked=asked,
        lists=regulation.nomination,
        limit=limit_of(asked),
        rows=[row for row in rows if row.dropped_at is None],
        total=len(standing),
        kept_away=len(every) - len(rows),
        dropped=[row for row in rows if row.dropped_at is not None],
        fields=regulation.fields,
        above=above,
        missing=missing,
        packages=queries.packages_made(g.edition.id, asked.to),
        outcomes=OUTCOMES,
        add_form=wrong if isinstance(wrong, AddForm) else AddForm(formdata=None),
        forms={row.entry.id: _forms(row, wrong) for row in rows},
        wrong=wrong,
        faults=[(reason.where, sentence(reason)) for reason in faults.reasons] if faults else [],
        may_choose=g.actor.may(Permission.PRIZE_PROPOSE, g.edition.id),
        may_record=g.actor.may(Permission.ENTRY_MANAGE, g.edition.id),
        may_pack=g.actor.may(Permission.EXPORT_MAKE, g.edition.id),
    )


def _forms(row: queries.NomineeRow, wrong: HouseForm | None) -> dict[str, HouseForm]:
    """The three forms of a nominee; the one that could not be saved stays as it was typed."""
    key = row.entry.id
    made: dict[str, HouseForm] = {
        "drop": DropForm(formdata=None, prefix=f"d{key}"),
        "agree": AgreementForm(formdata=None, prefix=f"a{key}"),
        "outcome": OutcomeForm(
            formdata=None, prefix=f"o{key}", outcome=row.outcome, award=row.award, note=row.outcome_note
        ),
    }
    prefixes = {"drop": f"d{key}-", "agree": f"a{key}-", "outcome": f"o{key}-"}
    return {name: wrong if wrong is not None and wrong._prefix == prefixes[name] else form
            for name, form in made.items()}  # fmt: skip
