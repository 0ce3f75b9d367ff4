"""Supplements: the entrant answers item by item; the office has every open item on one page."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import NotFound

from contest.editions.rules import Regulation
from contest.entries import actions, queries
from contest.entries.queries import EntryCard
from contest.entries.routes.blueprint import card_or_404, regulation, routes
from contest.entries.routes.own import entry_page
from contest.entries.rules import ITEM_KINDS, ITEM_WORDS, Item, part_of, uploaded_parts, why_not_answer, why_not_attach
from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.cleaning import take
from contest.foundation.clock import today
from contest.foundation.pages import page
from contest.foundation.refusal import Refusal, refuse, refuse_with
from contest.foundation.words import sentence


@routes.post("/<slug>/ho-so/<int:entry_id>/bo-sung/<int:item_id>")
@page(Permission.ENTRY_OWN)
def supplement(entry_id: int, item_id: int) -> ResponseReturnValue:
    """Answer one item: files into its part, or words, or both."""
    card, rules = card_or_404(entry_id), regulation()
    item = next((one for one in queries.items(entry_id) if one.id == item_id), None)
    if item is None:
        raise NotFound
    text = request.form.get("answer", "")
    chosen = [upload for upload in request.files.getlist("file") if upload.filename]
    try:
        # Asked before a file is put anywhere: an item that is over takes nothing.
        refuse(why_not_answer(item, g.edition.stage, today(), has_answer=True))
        for upload in chosen:
            _take(card, rules, item, upload)
        is_last = actions.answer_item(g.actor, g.edition.id, entry_id, item_id, text)
    except Refusal as refusal:
        faults = [sentence(reason) for reason in refusal.reasons]
        return entry_page(card_or_404(entry_id), {item_id: faults}, {item_id: text}), 422
    if is_last:
        flash("Đã bổ sung đủ các mục. Hồ sơ chờ Ban Thư ký xem lại.", "done")
    else:
        flash("Đã ghi nhận mục bổ sung. Xin làm tiếp các mục còn lại.", "done")
    return redirect(url_for(".entry", entry_id=entry_id, _anchor="bo-sung"), 303)


def _take(card: EntryCard, rules: Regulation, item: Item, upload: FileStorage) -> None:
    """A file into the item's part, as the regulation bounds it. Raises Refusal."""
    part = part_of(rules, item.part_key)
    name = upload.filename or ""
    if part is None or part not in uploaded_parts(rules):
        raise refuse_with("supplement_no_file")
    if not upload.stream.read(1):
        raise refuse_with("file_empty", name=name)
    upload.stream.seek(0)
    refuse(why_not_attach(card.facts.files, part.key, rules))
    let_go()
    kept = take(upload.stream, name, formats=part.formats, max_mb=part.max_mb, max_pages=part.max_pages)
    actions.attach_file(g.actor, g.edition.id, card.id, part.key, kept)


@routes.get("/<slug>/danh-muc/bo-sung")
@page(Permission.ENTRY_READ_ALL)
def supplements() -> ResponseReturnValue:
    """Every open item: overdue ones first, then what was answered and waits for the office, then what is still due."""
    rows, day = queries.open_items(g.edition.id), today()
    return render_template(
        "entries/supplements.html",
        overdue=[row for row in rows if row.state == "asked" and row.due_on < day],
        answered=[row for row in rows if row.state == "answered"],
        waiting=[row for row in rows if row.state == "asked" and row.due_on >= day],
        item_words=ITEM_WORDS,
        item_kinds=ITEM_KINDS,
        may_screen=g.actor.may(Permission.SCREENING_DECIDE, g.edition.id),
    )
