"""The radar: pairs that may be one work, side by side; a person says what they are. Only the office sees it."""

import tempfile
from pathlib import Path

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from contest.entries.queries import codes_of, kept_from_entries
from contest.foundation import files as store
from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.pages import flash_refusal, page, page_number
from contest.foundation.refusal import Refusal, refuse_with
from contest.foundation.workshop import WorkFailed, ask
from contest.screening import actions, queries
from contest.screening.forms import PairForm
from contest.screening.routes.blueprint import chosen_sheet, faults_of, routes
from contest.screening.rules.radar import (
    RADAR_KINDS,
    RADAR_WORDS,
    likelihood_words,
    reason_words,
    same_runs,
    same_words,
)

RADAR_GROUP_WORDS = {"open": "Chưa xem", "judged": "Đã kết luận"}
_PICTURE_SIDE = 640


@routes.get("/<slug>/tham-dinh/nghi-trung")
@page(Permission.SCREENING_DECIDE)
def radar() -> ResponseReturnValue:
    """Pairs by likelihood, with the reasons in words."""
    given = request.args.get("nhom", "")
    group = given if given in queries.RADAR_GROUPS else "open"
    counts = queries.radar_counts(g.edition.id)
    return render_template(
        "screening/radar.html",
        paging=queries.pair_rows(g.edition.id, group, page_number(), counts[group]),
        group=group,
        groups=RADAR_GROUP_WORDS,
        counts=counts,
        run=queries.last_run(g.edition.id),
        likelihood_words=likelihood_words,
        reason_words=reason_words,
        verdict_words=RADAR_WORDS,
        verdict_kinds=RADAR_KINDS,
    )


@routes.post("/<slug>/tham-dinh/nghi-trung/quet")
@page(Permission.SCREENING_DECIDE)
def radar_sweep() -> ResponseReturnValue:
    """Have everything compared anew."""
    actions.ask_radar(g.actor, g.edition.id)
    flash("Đã bắt đầu đối chiếu. Danh sách tự cập nhật khi xong; có thể làm việc khác trong lúc chờ.", "done")
    return redirect(url_for(".radar"), 303)


def must_be_free(pair_id: int) -> None:
    """A pair opens for nobody who is in conflict with one of its works. Raises Refusal: screening_pair_apart."""
    barred = kept_from_entries(g.actor, g.edition.id)
    apart = barred & queries.entries_of_pair(g.edition.id, pair_id) if barred else barred
    if apart:
        raise refuse_with("screening_pair_apart", codes=", ".join(codes_of(apart)))


@routes.route("/<slug>/tham-dinh/nghi-trung/<int:pair_id>", methods=["GET", "POST"])
@page(Permission.SCREENING_DECIDE)
def pair(pair_id: int) -> ResponseReturnValue:
    """Two works side by side, what matches marked; then what a person says of them."""
    must_be_free(pair_id)
    card = queries.pair_card(g.edition.id, pair_id)
    if card is None:
        raise NotFound
    form = PairForm()
    if form.validate_on_submit():
        verdict = form.verdict.data or ""
        try:
            actions.judge_pair(g.actor, g.edition.id, pair_id, verdict, form.note.data or "")
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash(f"Đã ghi: {RADAR_WORDS[verdict].lower()}.", "done")
            onward = url_for(".pair", pair_id=card.next_id) if card.next_id else url_for(".radar")
            return redirect(onward, 303)
    form.verdict.flags.required = True
    first, second = card.first, card.second
    return render_template(
        "screening/pair.html",
        card=card,
        form=form,
        sides=(
            (first, same_words(first.title, second.title), same_runs(first.text, second.text)),
            (second, same_words(second.title, first.title), same_runs(second.text, first.text)),
        ),
        likelihood_words=likelihood_words,
        reason_words=reason_words,
        verdict_words=RADAR_WORDS,
        verdict_kinds=RADAR_KINDS,
    ), 422 if request.method == "POST" else 200


@routes.get("/<slug>/tham-dinh/nghi-trung/<int:pair_id>/anh/<int:file_id>")
@page(Permission.SCREENING_DECIDE)
def pair_picture(pair_id: int, file_id: int) -> ResponseReturnValue:
    """A photograph of one of the two works, made anew small: what somebody uploaded is never served as it is."""
    must_be_free(pair_id)
    sha256 = queries.picture_of(g.edition.id, pair_id, file_id)
    if sha256 is None:
        raise NotFound
    let_go()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "anh.jpg"
        try:
            ask("smaller_picture", path=str(store.path_of(sha256)), out=str(out), side=_PICTURE_SIDE)
        except (WorkFailed, FileNotFoundError):
            raise NotFound from None
        answer = Response(out.read_bytes(), mimetype="image/jpeg")
    answer.headers["Cache-Control"] = "private, max-age=3600"
    return answer


@routes.route("/<slug>/tham-dinh/nghi-trung/ten-cu", methods=["GET", "POST"])
@page(Permission.ENTRY_IMPORT)
def old_titles() -> ResponseReturnValue:
    """Titles of earlier editions, from a spreadsheet, all or nothing."""
    faults: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            sheet = actions.read_old_titles(chosen_sheet()[1])
            outcome = actions.import_old_titles(g.actor, g.edition.id, sheet.rows)
        except Refusal as refusal:
            faults = faults_of(refusal)
        else:
            known = f", {outcome.known} tên đã có từ trước" if outcome.known else ""
            known += f", trong đó {outcome.filled} tên được bổ sung mô tả" if outcome.filled else ""
            flash(f"Đã nhận {outcome.new} tên giải pháp cũ{known}.", "done")
            return redirect(url_for(".radar"), 303)
    return render_template(
        "screening/old_titles.html",
        faults=faults,
        years=queries.old_title_years(),
        lists=queries.old_lists(g.edition.id),
    ), 422 if faults else 200


@routes.post("/<slug>/tham-dinh/nghi-trung/ten-cu/<batch>/rut-lai")
@page(Permission.ENTRY_IMPORT)
def old_titles_back(batch: str) -> ResponseReturnValue:
    """Take a list that was the wrong one back."""
    try:
        done = actions.take_back_titles(g.actor, g.edition.id, batch[:32])
    except Refusal as refusal:
        flash_refusal(refusal)
    else:
        kept = f" Giữ lại {done.kept} tên vì đã có người kết luận về cặp nghi trùng với chúng." if done.kept else ""
        flash(f"Đã rút lại {done.gone} tên giải pháp cũ.{kept}", "done")
    return redirect(url_for(".old_titles"), 303)
