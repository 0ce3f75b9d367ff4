"""The desk: who waits; and one entry with its evidence, what persons saw, and the decision."""

from datetime import date
from typing import NamedTuple

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.editions.queries import regulation_of
from contest.entries.queries import EntryCard, entry_card, items
from contest.entries.rules import ITEM_KINDS, ITEM_WORDS, STATUS_KINDS, STATUS_WORDS
from contest.foundation.access import Permission
from contest.foundation.clock import today
from contest.foundation.pages import flash_refusal, page, page_number
from contest.foundation.refusal import Reason, Refusal
from contest.foundation.vietnamese import parse_date
from contest.screening import actions, queries
from contest.screening.forms import DecisionForm
from contest.screening.routes.blueprint import routes
from contest.screening.routes.evidence import shown
from contest.screening.rules import FINDING_KINDS, FINDING_WORDS, VERDICT_WORDS, sum_of
from contest.screening.rules.radar import RADAR_KINDS, RADAR_WORDS, reason_words

GROUP_WORDS = {
    "waiting": "Chờ thẩm định",
    "needs_supplement": "Cần bổ sung",
    "eligible": "Hợp lệ",
    "ineligible": "Không hợp lệ",
}


class DeskLine(NamedTuple):
    """A line of the desk, drawn once for all that it says. alike: how many entries the radar found like it."""

    row: queries.DeskRow
    field: str
    alike: int


@routes.get("/<slug>/tham-dinh")
@page(Permission.ENTRY_READ_ALL)
def desk() -> ResponseReturnValue:
    """The queue, and what was decided so far."""
    given = request.args.get("nhom", "")
    group = given if given in queries.GROUPS else "waiting"
    rules = regulation_of(g.edition.id)
    # Only who decides sees what the radar found.
    may_decide = g.actor.may(Permission.SCREENING_DECIDE, g.edition.id)
    counts, alike = queries.desk_counts(g.edition.id, with_pairs=may_decide)
    paging = queries.desk(g.edition.id, group, page_number(), rules, counts[group])
    fields = {field.key: field.name for field in rules.fields}
    return render_template(
        "screening/desk.html",
        paging=paging,
        rows=[DeskLine(row, fields.get(row.field_key, row.field_key), alike.get(row.id, 0)) for row in paging.rows],
        group=group,
        groups=GROUP_WORDS,
        counts=counts,
        may_decide=may_decide,
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
    findings = queries.evidence_on(g.edition.id, card, rules)
    order = {"fail": 0, "unknown": 1, "pass": 2}
    form.verdict.flags.required = True
    return render_template(
        "screening/check.html",
        card=card,
        rules=rules,
        form=form,
        findings=[shown(one, card, rules) for one in sorted(findings, key=lambda one: order[one.verdict])],
        sum=sum_of(findings),
        finding_words=FINDING_WORDS,
        finding_kinds=FINDING_KINDS,
        decisions=queries.decisions(card.id),
        items=items(card.id),
        item_words=ITEM_WORDS,
        item_kinds=ITEM_KINDS,
        today=today(),
        pairs=queries.pairs_of(g.edition.id, card.id),
        reason_words=reason_words,
        radar_words=RADAR_WORDS,
        radar_kinds=RADAR_KINDS,
        verdict_words=VERDICT_WORDS,
        beside=beside,
        group=queries.group_of(card.status),
        status_word=STATUS_WORDS[card.status],
        status_kind=STATUS_KINDS[card.status],
    )


@routes.post("/<slug>/tham-dinh/<int:entry_id>/da-xem")
@page(Permission.SCREENING_DECIDE)
def look(entry_id: int) -> ResponseReturnValue:
    """A person looked at what no machine can judge, and says whether the rule is fulfilled."""
    key, verdict = request.form.get("key", "")[:120], request.form.get("verdict", "")
    try:
        actions.look(g.actor, g.edition.id, entry_id, key, verdict, request.form.get("note", ""))
    except Refusal as refusal:
        flash_refusal(refusal)
    else:
        flash("Đã ghi nhận." if verdict else "Đã bỏ ghi nhận.", "done")
    return redirect(url_for(".check", entry_id=entry_id, _anchor="doi-chieu"), 303)
