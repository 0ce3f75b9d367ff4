"""The secretariat's register, the record of one entry, corrections, dossiers on paper."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.editions.rules import Regulation
from contest.entries import actions, queries
from contest.entries.actions import PaperFacts
from contest.entries.forms import (
    CorrectionForm,
    EntryForm,
    PaperForm,
    faults_at,
    filled_authors,
    filled_solution,
    mark_only,
    typed_authors,
    typed_solution,
)
from contest.entries.queries import SORTS, RegisterFilter, RegisterRow
from contest.entries.reports import mark_of
from contest.entries.routes.blueprint import card_or_404, regulation, routes
from contest.entries.routes.printing import papers_of
from contest.entries.routes.shown import told
from contest.entries.rules import GIVEN_BY, STATUS_KINDS, STATUS_WORDS, STEP_WORDS, content_of
from contest.entries.rules.custody import CUSTODY_WORDS, KINDS
from contest.foundation.access import Permission
from contest.foundation.pages import page, page_number
from contest.foundation.refusal import Reason, Refusal
from contest.foundation.vietnamese import date as day_words
from contest.foundation.vietnamese import parse_date

SORT_WORDS = {"code": "Mã số", "title": "Tên", "unit": "Đơn vị", "time": "Nộp gần đây nhất"}


def filters_given() -> RegisterFilter:
    """The filters in the address; strange ones narrow nothing."""
    given = {key: request.args.get(name, "")[:200].strip() for key, name in _NAMES.items()}
    given["sort"] = given["sort"] if given["sort"] in SORTS else "code"
    given["status"] = given["status"] if given["status"] in STATUS_WORDS else ""
    return RegisterFilter(**given)


_WAITING = ("submitted", "received")
# More rows than any printed register has had; a browser still sets them.
_MOST_PRINTED = 20_000
_NAMES = {
    "text": "tim",
    "field": "linh_vuc",
    "division": "bang",
    "status": "trang_thai",
    "unit": "don_vi",
    "sort": "xep",
}


class RegisterLine(NamedTuple):
    """All that a line of the register shows, in words."""

    id: int
    code: str
    title: str
    field: str
    authors: str
    unit: str
    division: str
    day: str
    status_word: str
    status_kind: str
    is_waiting: bool


def _line(row: RegisterRow, field_names: Mapping[str, str], division_names: Mapping[str, str]) -> RegisterLine:
    return RegisterLine(
        row.id,
        row.code,
        row.title,
        field_names.get(row.field_key, row.field_key),
        row.authors,
        row.unit,
        division_names.get(row.division_key, row.division_key),
        day_words(row.submitted_at) if row.submitted_at else "",
        STATUS_WORDS[row.status],
        STATUS_KINDS[row.status],
        row.status in _WAITING,
    )


@routes.get("/<slug>/danh-muc")
@page(Permission.ENTRY_READ_ALL)
def register() -> ResponseReturnValue:
    """All entries: searched with or without accents, filtered, sorted, fifty a page."""
    filters, rules = filters_given(), regulation()
    counts = queries.status_counts(g.edition.id)
    handed_in = sum(count for status, count in counts.items() if status != "draft")
    narrowed = bool(filters.text or filters.field or filters.division or filters.status or filters.unit)
    whole = bool(request.args.get("in"))
    page, size = (1, _MOST_PRINTED) if whole else (page_number(), 50)
    paging = queries.register(g.edition.id, filters, page, size, None if narrowed else handed_in)
    field_names = {field.key: field.name for field in rules.fields}
    division_names = {division.key: division.name for division in rules.divisions}
    return render_template(
        "entries/register.html",
        paging=paging,
        rows=[_line(row, field_names, division_names) for row in paging.rows],
        # Everything on one page, to be printed.
        whole=whole,
        choosable=not whole and any(row.status in _WAITING for row in paging.rows),
        filters=filters,
        kept={name: getattr(filters, key) for key, name in _NAMES.items() if getattr(filters, key)},
        rules=rules,
        field_names=field_names,
        division_names=division_names,
        counts=counts,
        total=handed_in,
        status_words=STATUS_WORDS,
        sort_words=SORT_WORDS,
        may_manage=g.actor.may(Permission.ENTRY_MANAGE, g.edition.id),
        may_screen=not whole and g.actor.may(Permission.SCREENING_DECIDE, g.edition.id),
        narrowed=narrowed,
    )


@routes.get("/<slug>/danh-muc/<int:entry_id>")
@page(Permission.ENTRY_READ_ALL)
def record(entry_id: int) -> ResponseReturnValue:
    """Everything about one dossier, and what was done with it by whom."""
    card, rules = card_or_404(entry_id), regulation()
    may_forget = g.actor.may(Permission.PERSON_FORGET, g.edition.id)
    return render_template(
        "entries/record.html",
        card=card,
        rules=rules,
        told=told(card.facts, rules),
        papers=papers_of(card, rules, typed=False),
        mark=mark_of(card.facts),
        history=queries.history(g.edition.id, entry_id, opened=request.args.get("nhieu", type=int)),
        opened=request.args.get("nhieu", type=int),
        things=queries.things_of(entry_id),
        thing_kinds=KINDS,
        thing_words=CUSTODY_WORDS,
        status_word=STATUS_WORDS[card.status],
        status_kind=STATUS_KINDS[card.status],
        step_words=STEP_WORDS,
        may_manage=g.actor.may(Permission.ENTRY_MANAGE, g.edition.id),
        may_screen=g.actor.may(Permission.SCREENING_DECIDE, g.edition.id),
        sensitive={part.key for part in rules.dossier if part.sensitive},
        may_read_identity=g.actor.may(Permission.IDENTITY_READ, g.edition.id),
        may_forget=may_forget,
        readings=queries.readings(entry_id),
        authors_left=queries.authors_left(entry_id) if may_forget else (),
    )


@routes.route("/<slug>/danh-muc/<int:entry_id>/sua", methods=["GET", "POST"])
@page(Permission.ENTRY_MANAGE)
def correction(entry_id: int) -> ResponseReturnValue:
    """The secretariat corrects a dossier, with the reason."""
    card, rules, form = card_or_404(entry_id), regulation(), CorrectionForm()
    content = content_of(card.facts, rules)
    if request.method == "GET":
        blank = 1 if request.args.get("them") else 0
        forms = filled_solution(rules, content["solution"]), filled_authors(rules, content["authors"], blank)
        return _edit_page("entries/correction.html", rules, forms, card=card, form=form, version=card.version)
    typed = _typed(rules)
    forms = filled_solution(rules, typed["solution"]), filled_authors(rules, typed["authors"], _blank())
    if request.form.get("go") == "add":
        return _edit_page("entries/correction.html", rules, forms, card=card, form=form, version=_version())
    try:
        actions.edit_entry(g.actor, g.edition.id, entry_id, typed, form.reason.data or "", _version())
    except Refusal as refusal:
        _blame(refusal, form, *forms)
        return _edit_page("entries/correction.html", rules, forms, card=card, form=form, version=_version()), 422
    flash("Đã sửa hồ sơ.", "done")
    return redirect(url_for(".record", entry_id=entry_id), 303)


def _version() -> int:
    return request.form.get("version", 0, type=int)


def _blank() -> int:
    return 1 if request.form.get("go") == "add" else 0


def _typed(rules: Regulation) -> dict[str, Any]:
    return {"solution": typed_solution(rules, request.form), "authors": typed_authors(rules, request.form)}


def _blame(refusal: Refusal, top: Any, solution: EntryForm, authors: EntryForm) -> None:
    """Each reason to the form that has its field."""
    for reason in refusal.reasons:
        if reason.where.startswith("rows") or reason.where == "representative":
            faults_at(authors, [reason])
        elif reason.where in solution._fields:
            faults_at(solution, [reason])
        else:
            top.blame(Refusal([reason]))


def _edit_page(template: str, rules: Regulation, forms: tuple[EntryForm, EntryForm], **values: Any) -> str:
    return render_template(template, rules=rules, solution=forms[0], authors=forms[1], given_words=GIVEN_BY, **values)


@routes.route("/<slug>/danh-muc/ho-so-giay", methods=["GET", "POST"])
@page(Permission.ENTRY_MANAGE)
def paper() -> ResponseReturnValue:
    """A dossier that came by post or by hand is taken in and gets its code."""
    rules, form = regulation(), PaperForm()
    if request.method == "GET":
        forms = _on_paper(filled_solution(rules, {}), filled_authors(rules, {}, 0))
        return _edit_page("entries/paper.html", rules, forms, form=form)
    typed = _typed(rules)
    forms = _on_paper(filled_solution(rules, typed["solution"]), filled_authors(rules, typed["authors"], _blank()))
    if request.form.get("go") == "add":
        return _edit_page("entries/paper.html", rules, forms, form=form)
    try:
        entry_id = actions.receive_entry(g.actor, g.edition.id, typed, _paper_facts(form))
    except Refusal as refusal:
        _blame(refusal, form, *forms)
        return _edit_page("entries/paper.html", rules, forms, form=form), 422
    flash("Đã tiếp nhận hồ sơ giấy.", "done")
    return redirect(url_for(".record", entry_id=entry_id), 303)


def _on_paper(solution: EntryForm, authors: EntryForm) -> tuple[EntryForm, EntryForm]:
    """Of a dossier on paper the title, the field and a name are enough; nothing else is marked as needed."""
    mark_only(solution, {"title", "field_key"})
    for line in authors._fields["rows"].entries:
        mark_only(line.form, {"name"})
    return solution, authors


def _paper_facts(form: PaperForm) -> PaperFacts:
    """The days as typed. Raises Refusal at their fields."""
    days, reasons = {}, []
    for name in ("sent_on", "received_on"):
        text = form[name].data
        try:
            days[name] = parse_date(text) if text else None
        except Refusal as refusal:
            reasons += [Reason(each.code, each.params, name) for each in refusal.reasons]
    if reasons:
        raise Refusal(reasons)
    return PaperFacts(form.code.data or "", days["sent_on"], days["received_on"], form.late_reason.data or "")


@routes.post("/<slug>/danh-muc/<int:entry_id>/dong-y")
@page(Permission.ENTRY_MANAGE)
def agreement(entry_id: int) -> ResponseReturnValue:
    """What the unit's paper on publishing the names says is put on record."""
    card_or_404(entry_id)
    agreed = request.form.get("agreed") == "yes"
    actions.record_consents(g.actor, g.edition.id, entry_id, agreed)
    flash("Đã ghi nhận giấy đồng ý." if agreed else "Đã ghi nhận: không công bố tên.", "done")
    return redirect(url_for(".record", entry_id=entry_id), 303)


@routes.post("/<slug>/danh-muc/<int:entry_id>/tiep-nhan")
@page(Permission.ENTRY_MANAGE)
def reception(entry_id: int) -> ResponseReturnValue:
    """Confirm that the signed dossier has arrived."""
    card_or_404(entry_id)
    actions.mark_received(g.actor, g.edition.id, entry_id)
    flash("Đã xác nhận tiếp nhận hồ sơ.", "done")
    return redirect(url_for(".record", entry_id=entry_id), 303)
