"""Many at once: first the list with what the checks found and the letter, then the deed, and the way back."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.entries.queries import codes_of, kept_from_entries
from contest.foundation.access import Permission
from contest.foundation.pages import page
from contest.foundation.refusal import Reason, Refusal
from contest.foundation.words import sentence
from contest.screening import actions, queries
from contest.screening.routes.blueprint import ids_given, routes
from contest.screening.rules import UNDO_STAGES, VERDICT_WORDS

WAY_WORDS = {"many": "Chấp nhận nhiều hồ sơ", "rule": "Loại theo quy định", "file": "Theo tệp", "hand": "Bằng tay"}


@routes.post("/<slug>/tham-dinh/chap-nhan")
@page(Permission.SCREENING_DECIDE)
def acceptance() -> ResponseReturnValue:
    """Many at once: first the list with what the checks found, then the deed."""
    ids, left = ids_given(), list[str]()
    if request.form.get("all"):
        barred = kept_from_entries(g.actor, g.edition.id)
        waiting = queries.waiting_ids(g.edition.id)
        ids, left = [one for one in waiting if one not in barred], list(codes_of(barred.intersection(waiting)))
    if not ids:
        flash(sentence(Reason("screening_nothing_chosen")), "refused")
        return redirect(url_for(".desk"), 303)
    if not request.form.get("confirmed"):
        rows = [row for row in queries.desk_rows(g.edition.id, ids) if row.status in queries.GROUPS["waiting"]]
        return render_template("screening/acceptance.html", rows=rows, left=left)
    count = actions.accept_all(g.actor, g.edition.id, ids)
    flash(f"Đã kết luận hợp lệ {count} hồ sơ. Nếu nhầm, rút lại ở mục Các đợt kết luận.", "done")
    return redirect(url_for(".desk"), 303)


@routes.get("/<slug>/tham-dinh/theo-quy-dinh")
@page(Permission.SCREENING_DECIDE)
def by_rule() -> ResponseReturnValue:
    """Every rule some waiting entry does not fulfil, with how many that are."""
    return render_template("screening/by_rule.html", rows=queries.rule_rows(g.edition.id))


@routes.route("/<slug>/tham-dinh/theo-quy-dinh/<rule>", methods=["GET", "POST"])
@page(Permission.SCREENING_DECIDE)
def rejection(rule: str) -> ResponseReturnValue:
    """The entries that fail a rule: who and why; then the letters; then they are rejected as one deed."""
    barred = kept_from_entries(g.actor, g.edition.id)
    rows = [row for row in queries.entries_failing(g.edition.id, rule) if row.id not in barred]
    words = rows[0].words if rows else queries.words_of_rule(g.edition.id, rule)
    if not words:
        raise NotFound
    if request.method == "GET":
        return _choose(rule, words, rows, [])
    chosen = set(ids_given())
    reasons = {row.id: request.form.get(f"reason-{row.id}", row.told).strip() for row in rows if row.id in chosen}
    if not reasons:
        return _choose(rule, words, rows, [sentence(Reason("screening_nothing_chosen"))]), 422
    if not all(reasons.values()):
        return _choose(rule, words, rows, [sentence(Reason("screening_reason_missing"))], reasons), 422
    if not request.form.get("confirmed"):
        return _letters(rule, words, rows, reasons)
    try:
        count = actions.reject_by_rule(g.actor, g.edition.id, words, reasons)
    except Refusal as refusal:
        return _choose(rule, words, rows, [sentence(reason) for reason in refusal.reasons], reasons), 422
    flash(f"Đã kết luận không hợp lệ {count} hồ sơ. Nếu nhầm, rút lại cả đợt ở dưới đây.", "done")
    return redirect(url_for(".batches"), 303)


def _choose(
    rule: str, words: str, rows: list[queries.RuleEntry], faults: list[str], reasons: dict[int, str] | None = None
) -> str:
    return render_template(
        "screening/rejection.html", rule=rule, words=words, rows=rows, faults=faults, reasons=reasons or {}
    )


def _letters(rule: str, words: str, rows: list[queries.RuleEntry], reasons: dict[int, str]) -> str:
    """Who gets which letter; nothing is done yet."""
    letters = queries.letters_of(g.edition.id, g.edition.title, "ineligible", rows, reasons)
    shown = [(row, reasons[row.id], *letters[row.id]) for row in rows if row.id in letters]
    return render_template("screening/rejection_preview.html", rule=rule, words=words, shown=shown)


@routes.get("/<slug>/tham-dinh/dot")
@page(Permission.SCREENING_DECIDE)
def batches() -> ResponseReturnValue:
    """Deeds on many entries, and the way back."""
    return render_template(
        "screening/batches.html",
        batches=queries.batches(g.edition.id),
        way_words=WAY_WORDS,
        verdict_words=VERDICT_WORDS,
        may_undo=g.edition.stage in UNDO_STAGES,
    )


@routes.post("/<slug>/tham-dinh/dot/<int:batch_id>/rut-lai")
@page(Permission.SCREENING_DECIDE)
def batch_undo(batch_id: int) -> ResponseReturnValue:
    """Take a deed on many back."""
    undone = actions.undo_batch(g.actor, g.edition.id, batch_id)
    kept = f" {undone.kept} hồ sơ đã có thay đổi sau đó nên giữ nguyên." if undone.kept else ""
    flash(f"Đã đưa {undone.back} hồ sơ về trạng thái trước đó.{kept}", "done")
    return redirect(url_for(".batches"), 303)
