"""The desk: who waits, the evidence about one entry, decisions one by one, by many, or from a file."""

from datetime import date

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.editions.queries import regulation_of
from contest.entries.queries import EntryCard, entry_card
from contest.entries.rules import STATUS_KINDS, STATUS_WORDS
from contest.foundation import files as store
from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.pages import page, page_number
from contest.foundation.refusal import Reason, Refusal, refuse_with
from contest.foundation.vietnamese import parse_date
from contest.foundation.words import sentence
from contest.screening import actions, queries
from contest.screening.forms import DecisionForm
from contest.screening.rules import FINDING_KINDS, FINDING_WORDS, VERDICT_WORDS, sum_of

routes = Blueprint("screening", __name__)

GROUP_WORDS = {
    "waiting": "Chờ thẩm định",
    "needs_supplement": "Cần bổ sung",
    "eligible": "Hợp lệ",
    "ineligible": "Không hợp lệ",
}
_MOST_AT_ONCE = 1000


@routes.get("/<slug>/tham-dinh")
@page(Permission.ENTRY_READ_ALL)
def desk() -> ResponseReturnValue:
    """The queue, and what was decided so far."""
    given = request.args.get("nhom", "")
    group = given if given in queries.GROUPS else "waiting"
    rules = regulation_of(g.edition.id)
    return render_template(
        "screening/desk.html",
        paging=queries.desk(g.edition.id, group, page_number()),
        group=group,
        groups=GROUP_WORDS,
        counts=queries.group_counts(g.edition.id),
        field_names={field.key: field.name for field in rules.fields},
        may_decide=g.actor.may(Permission.SCREENING_DECIDE, g.edition.id),
    )


@routes.route("/<slug>/tham-dinh/<int:entry_id>", methods=["GET", "POST"])
@page(Permission.SCREENING_DECIDE)
def check(entry_id: int) -> ResponseReturnValue:
    """One entry: every check with its datum, then the decision, which only a person takes."""
    card = entry_card(g.actor, g.edition.id, entry_id)
    if card is None or card.status == "draft":
        raise NotFound
    form = DecisionForm()
    beside = queries.neighbours(g.edition.id, card.status, card.code)
    if form.validate_on_submit():
        try:
            verdict, reason = form.verdict.data or "", form.reason.data or ""
            actions.decide(g.actor, g.edition.id, entry_id, verdict, reason, _day(form))
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash(f"{card.code}: {VERDICT_WORDS[verdict].lower()}.", "done")
            onward = beside.next or beside.previous
            return redirect(url_for(".check", entry_id=onward) if onward else url_for(".desk"), 303)
    return _check_page(card, form, beside), 422 if request.method == "POST" else 200


def _day(form: DecisionForm) -> date | None:
    """The day as typed. Raises Refusal at its field."""
    text = form.supplement_by.data
    if not text or form.verdict.data != "needs_supplement":
        return None
    try:
        return parse_date(text)
    except Refusal as refusal:
        raise Refusal(Reason(each.code, each.params, "supplement_by") for each in refusal.reasons) from None


def _check_page(card: EntryCard, form: DecisionForm, beside: queries.Neighbours) -> str:
    rules = regulation_of(g.edition.id)
    findings = queries.evidence(card.facts, card.standing, g.edition.id, card.id, rules)
    order = {"fail": 0, "unknown": 1, "pass": 2}
    form.verdict.flags.required = True
    return render_template(
        "screening/check.html",
        card=card,
        rules=rules,
        form=form,
        findings=sorted(findings, key=lambda one: order[one.verdict]),
        sum=sum_of(findings),
        finding_words=FINDING_WORDS,
        finding_kinds=FINDING_KINDS,
        decisions=queries.decisions(card.id),
        verdict_words=VERDICT_WORDS,
        beside=beside,
        group=queries.group_of(card.status),
        status_word=STATUS_WORDS[card.status],
        status_kind=STATUS_KINDS[card.status],
    )


@routes.post("/<slug>/tham-dinh/chap-nhan")
@page(Permission.SCREENING_DECIDE)
def acceptance() -> ResponseReturnValue:
    """Many at once: first the list with what the checks found, then the deed."""
    ids = [
        int(value) for value in request.form.getlist("entry")[:_MOST_AT_ONCE] if value.isdecimal() and len(value) < 10
    ]
    if request.form.get("all"):
        ids = queries.waiting_ids(g.edition.id)
    if not ids:
        flash(sentence(Reason("screening_nothing_chosen")), "refused")
        return redirect(url_for(".desk"), 303)
    if not request.form.get("confirmed"):
        rows = [row for row in queries.desk_rows(g.edition.id, ids) if row.status in queries.GROUPS["waiting"]]
        return render_template("screening/acceptance.html", rows=rows)
    count = actions.accept_all(g.actor, g.edition.id, ids)
    flash(f"Đã kết luận hợp lệ {count} hồ sơ.", "done")
    return redirect(url_for(".desk"), 303)


@routes.route("/<slug>/tham-dinh/nhap", methods=["GET", "POST"])
@page(Permission.SCREENING_DECIDE)
def decisions_file() -> ResponseReturnValue:
    """Decisions from a spreadsheet, all or nothing."""
    faults: list[tuple[str, str]] = []
    if request.method == "POST":
        upload = request.files.get("file")
        try:
            if upload is None or not upload.filename:
                raise refuse_with("file_not_chosen")
            let_go()
            kept = store.keep(upload.stream, upload.filename, max_mb=20)
            sheet = actions.read_decisions(store.path_of(kept.sha256))
            outcome = actions.import_decisions(g.actor, g.edition.id, sheet.rows)
        except Refusal as refusal:
            faults = [(reason.where, sentence(reason)) for reason in refusal.reasons]
        else:
            flash(f"Đã kết luận {outcome.decided} hồ sơ, giữ nguyên {outcome.unchanged}.", "done")
            return redirect(url_for(".desk"), 303)
    return render_template("screening/decisions_file.html", faults=faults), 422 if faults else 200
