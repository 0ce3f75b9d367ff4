"""Things in the office's keeping: the list, one thing as a telephone opens it from its label, pictures, slips."""

import io
from typing import Any

from flask import flash, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.entries import actions, queries, reports
from contest.entries.forms import CheckInForm, MoveForm
from contest.entries.queries import CustodyFilter, Download, Move, Thing
from contest.entries.routes.blueprint import card_or_404, routes
from contest.entries.routes.files import handed_out
from contest.entries.rules.custody import (
    CUSTODY_KINDS,
    CUSTODY_STATES,
    CUSTODY_VERBS,
    CUSTODY_WORDS,
    KINDS,
    needs_place,
    next_states,
    readable_short,
)
from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.cleaning import take
from contest.foundation.clock import now
from contest.foundation.kinds import JPEG
from contest.foundation.looks import picture_of
from contest.foundation.mail import link
from contest.foundation.pages import page, page_number
from contest.foundation.refusal import Reason, Refusal
from contest.foundation.vietnamese import file_name
from contest.foundation.words import sentence

_PHOTO = ("jpeg", "png", "heic")
_LARGEST_PHOTO_MB = 20
_MOST_ON_A_SLIP = 200
_WORDS: dict[str, Any] = {
    "kinds": KINDS,
    "state_words": CUSTODY_WORDS,
    "state_kinds": CUSTODY_KINDS,
    "readable": readable_short,
}


@routes.get("/<slug>/hien-vat")
@page(Permission.ENTRY_READ_ALL)
def things() -> ResponseReturnValue:
    """Everything in keeping, by place and state; what was not returned; and the code from a label typed by hand."""
    typed = request.args.get("ma", "").strip()[:40]
    if typed and (found := queries.thing(g.edition.id, typed)):
        return redirect(url_for(".thing", code=found.short_code), 303)
    filters = _filters()
    return render_template(
        "entries/things.html",
        paging=queries.things(g.edition.id, filters, page_number()),
        filters=filters,
        kept={name: value for name, value in _kept(filters).items() if value},
        counts=queries.custody_counts(g.edition.id),
        fault=sentence(Reason("custody_code_unknown", {"code": typed})) if typed else "",
        typed=typed,
        may_manage=g.actor.may(Permission.ENTRY_MANAGE, g.edition.id),
        **_WORDS,
    )


def _filters() -> CustodyFilter:
    state, kind = request.args.get("trang_thai", "kept"), request.args.get("loai", "")
    return CustodyFilter(
        text=request.args.get("tim", "").strip()[:200],
        kind=kind if kind in KINDS else "",
        state=state if state in (*CUSTODY_STATES, "kept", "") else "kept",
        place=request.args.get("noi", "")[:200],
    )


def _kept(filters: CustodyFilter) -> dict[str, str]:
    return {"tim": filters.text, "loai": filters.kind, "trang_thai": filters.state, "noi": filters.place}


def _thing_or_404(code: str) -> Thing:
    found = queries.thing(g.edition.id, code)
    if found is None:
        raise NotFound
    return found


@routes.route("/<slug>/hien-vat/<code>", methods=["GET", "POST"])
@page(Permission.ENTRY_MANAGE)
def thing(code: str) -> ResponseReturnValue:
    """What the code on a label opens: where the thing is, and the next step under the thumb."""
    found, form = _thing_or_404(code), MoveForm()
    if form.validate_on_submit():
        try:
            state = request.form.get("state", "")
            photo = _photo()
            actions.move_thing(
                g.actor,
                g.edition.id,
                found.id,
                state,
                form.place.data or "",
                form.note.data or "",
                photo,
                request.form.get("seen", "")[:10],
            )
        except Refusal as refusal:
            form.blame(refusal)
            found = _thing_or_404(code)
        else:
            flash(f"{found.entry_code}: {CUSTODY_WORDS[state].lower()}.", "done")
            return redirect(url_for(".thing", code=found.short_code), 303)
    elif request.method == "GET":
        form.place.data = found.place
    shown = render_template(
        "entries/thing.html",
        thing=found,
        form=form,
        moves=queries.moves(found.id),
        places=[place for place, _ in queries.custody_counts(g.edition.id).by_place],
        steps=[(state, CUSTODY_VERBS[state], needs_place(state)) for state in next_states(found.state)],
        **_WORDS,
    )
    return shown, 422 if request.method == "POST" else 200


def _photo() -> str:
    """The picture that was taken, stored without place and camera; "" when there is none. Raises Refusal."""
    upload = request.files.get("photo")
    if upload is None or not upload.filename:
        return ""
    let_go()
    try:
        kept = take(upload.stream, upload.filename, formats=_PHOTO, max_mb=_LARGEST_PHOTO_MB, max_pages=None)
    except Refusal as refusal:
        raise Refusal(Reason(each.code, each.params, "photo") for each in refusal.reasons) from refusal
    return kept.sha256


@routes.get("/<slug>/hien-vat/<code>/anh/<int:move_id>")
@page(Permission.ENTRY_READ_ALL)
def thing_photo(code: str, move_id: int) -> ResponseReturnValue:
    """The picture of one step, to keep."""
    found, move = _pictured(code, move_id)
    name = file_name("", f"{found.entry_code} {CUSTODY_WORDS[move.state]}", "jpg")
    return handed_out(Download(move.photo_sha256, name, "image/jpeg", 0))


@routes.get("/<slug>/hien-vat/<code>/anh/<int:move_id>/<what>")
@page(Permission.ENTRY_READ_ALL)
def thing_picture(code: str, move_id: int, what: str) -> ResponseReturnValue:
    """The picture of one step to be looked at, made small here."""
    return picture_of(_pictured(code, move_id)[1].photo_sha256, JPEG, what, keep=True)


def _pictured(code: str, move_id: int) -> tuple[Thing, Move]:
    found = _thing_or_404(code)
    move = next((one for one in queries.moves(found.id) if one.id == move_id and one.photo_sha256), None)
    if move is None:
        raise NotFound
    return found, move


@routes.route("/<slug>/danh-muc/<int:entry_id>/hien-vat", methods=["GET", "POST"])
@page(Permission.ENTRY_MANAGE)
def thing_in(entry_id: int) -> ResponseReturnValue:
    """Check a thing of an entry in; its label can be printed at once."""
    card, form = card_or_404(entry_id), CheckInForm()
    if form.validate_on_submit():
        try:
            checked = actions.check_in(
                g.actor,
                g.edition.id,
                entry_id,
                form.kind.data or "",
                form.words.data or "",
                form.place.data or "",
                _photo(),
            )
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash(f"Đã nhận. Mã trên nhãn: {readable_short(checked.short_code)}", "done")
            return redirect(url_for(".thing", code=checked.short_code), 303)
    shown = render_template(
        "entries/thing_in.html",
        card=card,
        form=form,
        things=queries.things_of(entry_id),
        places=[place for place, _ in queries.custody_counts(g.edition.id).by_place],
        **_WORDS,
    )
    return shown, 422 if request.method == "POST" else 200


@routes.get("/<slug>/hien-vat/phieu")
@page(Permission.ENTRY_MANAGE)
def thing_slip() -> ResponseReturnValue:
    """A slip for handing over the things that were ticked, or all of a filter, to be printed and signed by both."""
    return render_template("entries/thing_slip.html", rows=_rows_chosen(), at=now(), **_WORDS)


@routes.get("/<slug>/hien-vat/nhan.pdf")
@page(Permission.ENTRY_MANAGE)
def thing_label() -> ResponseReturnValue:
    """Labels of the things that were ticked, or of all of a filter: the code opens the thing on a telephone."""
    labels = [
        reports.Label(
            address=link("entries.thing", slug=g.edition.slug, code=row.short_code),
            code=row.entry_code,
            title=row.title,
            under=f"Mã nhãn {readable_short(row.short_code)}",
            kind=KINDS[row.kind].partition(",")[0],
        )
        for row in _rows_chosen()
    ]
    if not labels:
        raise NotFound
    content = reports.sheet(labels, single=request.args.get("kho") == "le")
    let_go()
    name = file_name(g.edition.slug, "nhãn hiện vật", "pdf")
    return send_file(io.BytesIO(content), mimetype="application/pdf", as_attachment=True, download_name=name)


def _rows_chosen() -> list[Thing]:
    """The things named in the address, or the first page of what the list is narrowed to."""
    ids = [int(one) for one in request.args.getlist("hv")[:_MOST_ON_A_SLIP] if one.isdecimal() and len(one) < 10]
    if ids:
        return queries.things_named(g.edition.id, ids)
    return list(queries.things(g.edition.id, _filters(), 1, _MOST_ON_A_SLIP).rows)
