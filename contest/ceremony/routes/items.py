"""Things that are handed over: the book with what does not agree, what each award gets, laying out and handing over."""

import io

from flask import flash, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from contest.ceremony.actions import items as actions
from contest.ceremony.actions.items import Wanted
from contest.ceremony.queries import items as queries
from contest.ceremony.reports.items import packing_list
from contest.ceremony.routes.blueprint import routes
from contest.ceremony.rules.items import DIFFERENCE_WORDS, ITEM_KINDS, MOVE_WORDS, PER_WORDS, told_together
from contest.editions.queries import regulation_of
from contest.foundation.access import Permission
from contest.foundation.pages import page
from contest.foundation.refusal import Refusal, refuse_with
from contest.foundation.tokens import random_key
from contest.foundation.vietnamese import file_name
from contest.foundation.writers import xlsx
from contest.papers.queries.tallies import check_winners
from contest.prizes.rules import TIER_AWARD

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@routes.get("/<slug>/le-trao-giai/hien-vat")
@page(Permission.CEREMONY_PREPARE)
def items() -> ResponseReturnValue:
    """How many of each thing are needed, there, laid out, handed over; and what does not agree."""
    return _book()


def _book(faults: Refusal | None = None) -> str:
    book = queries.item_book(g.edition.id)
    return render_template(
        "ceremony/items.html",
        book=book,
        names={item.id: item.name for item in book.items},
        awards={award.ref: award for award in book.awards},
        last=queries.last_moves(g.edition.id),
        faults=faults.reasons if faults else (),
        typed=request.form,
        kinds=ITEM_KINDS,
        pers=PER_WORDS,
        moves=MOVE_WORDS,
        differing=told_together(book.differences),
        differences=DIFFERENCE_WORDS,
        key=random_key(),
    )


@routes.post("/<slug>/le-trao-giai/hien-vat")
@page(Permission.CEREMONY_PREPARE)
def item_change() -> ResponseReturnValue:
    """A thing is listed or taken off, comes in, is counted, is spoilt."""
    form, about = request.form, (g.actor, g.edition.id)
    deed, item_id = form.get("deed", ""), _number(form.get("item", ""))
    try:
        if deed == "usual":
            listed = actions.list_usual_items(*about)
            flash(f"Đã thêm {listed} loại theo thể lệ." if listed else "Mọi loại theo thể lệ đã có.", "done")
        elif deed == "add":
            actions.add_item(*about, form.get("kind", ""), form.get("name", ""), form.get("per", ""))
            flash("Đã thêm. Hãy ghi định mức cho từng giải.", "done")
        elif deed == "remove":
            actions.remove_item(*about, item_id)
            flash("Đã bỏ.", "done")
        else:
            wanted = [Wanted(deed, item_id, "", _number(form.get("count", ""), -1))]
            actions.move_items(*about, wanted, form.get("key", "") or random_key(), form.get("note", ""))
            flash(f"Đã ghi: {MOVE_WORDS.get(deed, '').lower()}.", "done")
    except Refusal as refusal:
        return _book(refusal), 422
    return redirect(url_for("ceremony.items"), 303)


def _number(text: str, otherwise: int = 0) -> int:
    return int(text) if text.strip().isdecimal() and len(text) < 8 else otherwise


@routes.route("/<slug>/le-trao-giai/hien-vat/dinh-muc", methods=["GET", "POST"])
@page(Permission.CEREMONY_PREPARE)
def item_rules() -> ResponseReturnValue:
    """How many of each thing go with each award."""
    regulation = regulation_of(g.edition.id)
    awards = [((TIER_AWARD, tier.key), tier.name) for tier in regulation.prizes.tiers]
    awards += [((award.key, ""), award.name) for award in (*regulation.extra_awards, *regulation.topic_awards)]
    things, faults = queries.items(g.edition.id), None
    if request.method == "POST":
        counts = {
            (item.id, *key): _number(request.form.get(f"n-{item.id}-{place}", "0"), 0)
            for item in things
            for place, (key, _) in enumerate(awards)
        }
        try:
            actions.set_item_rules(g.actor, g.edition.id, counts)
        except Refusal as refusal:
            faults = refusal
        else:
            flash("Đã lưu định mức.", "done")
            return redirect(url_for("ceremony.items"), 303)
    shown = render_template(
        "ceremony/item_rules.html",
        items=things,
        awards=awards,
        rules=queries.item_rules(g.edition.id),
        faults=faults.reasons if faults else (),
        pers=PER_WORDS,
        typed=request.form,
    )
    return shown, 422 if faults else 200


@routes.get("/<slug>/le-trao-giai/hien-vat/trao")
@page(Permission.CEREMONY_PREPARE)
def handing() -> ResponseReturnValue:
    """Group by group: lay out, hand over, put back for who is absent; later, who came for it."""
    return _handing()


def _handing(faults: Refusal | None = None) -> str:
    book = queries.item_book(g.edition.id)
    groups: dict[str, list[queries.AwardRow]] = {}
    for award in book.awards:
        groups.setdefault(award.group, []).append(award)
    waiting = [
        award
        for award in book.awards
        if any(place.table + place.given < count for _, count, place in book.due_of(award.ref))
    ]
    return render_template(
        "ceremony/handing.html",
        book=book,
        groups=groups,
        waiting=waiting,
        faults=faults.reasons if faults else (),
        key=random_key(),
    )


@routes.post("/<slug>/le-trao-giai/hien-vat/trao")
@page(Permission.CEREMONY_PREPARE)
def handing_deed() -> ResponseReturnValue:
    """A group is laid out or handed over; somebody came for theirs; the rest goes back."""
    form, about = request.form, (g.actor, g.edition.id)
    key, group, deed = form.get("key", "") or random_key(), form.get("group", ""), form.get("deed", "")
    try:
        if deed == "pack":
            actions.pack_group(*about, group, key)
            flash(f"Đã xếp ra bàn: {group}.", "done")
        elif deed == "hand":
            given, back = actions.hand_group(*about, group, form.getlist("absent"), key)
            flash(f"Đã ghi trao {given} giải" + (f", cất lại {back} hiện vật." if back else "."), "done")
        elif deed == "collect":
            actions.collect_award(*about, form.get("award", ""), form.get("note", ""), key)
            flash("Đã ghi người đến nhận.", "done")
        elif deed == "rest":
            flash(f"Đã cất lại {actions.put_back_rest(*about, key)} hiện vật.", "done")
        else:
            raise refuse_with("item_move_unknown")
    except Refusal as refusal:
        return _handing(refusal), 422
    return redirect(url_for("ceremony.handing"), 303)


@routes.post("/<slug>/le-trao-giai/hien-vat/danh-sach")
@page(Permission.CEREMONY_PREPARE)
def packing() -> ResponseReturnValue:
    """What is packed for which group, as a workbook; not while lists of winners differ."""
    check_winners(g.edition.id)
    content = xlsx.write(packing_list(g.edition.id, queries.item_book(g.edition.id)))
    name = file_name(g.edition.slug, "xep hien vat", "xlsx")
    return send_file(io.BytesIO(content), mimetype=XLSX, as_attachment=True, download_name=name)
