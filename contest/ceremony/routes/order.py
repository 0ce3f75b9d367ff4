"""The running order: made from the sealed result, arranged by people, brought up to a new version when they say so."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.ceremony.actions import editing
from contest.ceremony.actions import order as actions
from contest.ceremony.actions.editing import Written
from contest.ceremony.actions.order import Settings
from contest.ceremony.forms.order import CallForm, CeremonyForm, NewSegmentForm, SegmentForm
from contest.ceremony.queries.order import CeremonyCard, SegmentRow, ceremony_of
from contest.ceremony.queries.script import Line, Part, Script, script_of
from contest.ceremony.queries.winners import sealed_of
from contest.ceremony.routes.blueprint import routes
from contest.ceremony.rules.kinds import SEGMENT_WORDS
from contest.ceremony.rules.ordering import why_not_arrange
from contest.editions.queries import regulation_of
from contest.foundation.access import Permission
from contest.foundation.clock import local
from contest.foundation.pages import flash_refusal, page
from contest.foundation.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Change:
    """What a newer sealed version says otherwise, in words."""

    what: str
    whom: str
    before: str
    after: str


@routes.route("/<slug>/le-trao-giai", methods=["GET", "POST"])
@page(Permission.CEREMONY_PREPARE)
def order() -> ResponseReturnValue:
    """The order with its hours; where there is none yet, the way to make it."""
    card = ceremony_of(g.edition.id)
    form = CeremonyForm(data=_typed(card))
    if form.validate_on_submit():
        settings = Settings(
            form.starts_at(),
            form.place.data or "",
            form.calling_order.data,
            form.group_size.data or 0,
            form.goes_up.data,
            form.led.data == "one",
        )
        try:
            if card is None:
                actions.open_ceremony(g.actor, g.edition.id, settings)
            else:
                actions.settle_ceremony(g.actor, g.edition.id, _number(form.version.data), settings)
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã lập kịch bản." if card is None else "Đã lưu.", "done")
            return redirect(url_for("ceremony.order"), 303)
    status = 422 if form.is_submitted() else 200
    return (_nothing_yet(form) if card is None else _order(card, form)), status


def _nothing_yet(form: CeremonyForm) -> str:
    sealed = sealed_of(g.edition.id, "representative")
    why_not = why_not_arrange(sealed=sealed is not None, faults=sealed.seal.faults if sealed else ())
    return render_template("ceremony/opening.html", form=form, why_not=why_not, sealed=sealed)


def _order(card: CeremonyCard, form: CeremonyForm) -> str:
    script = script_of(g.edition.id, card=card)
    if script is None:
        abort(404)
    return render_template(
        "ceremony/order.html", script=script, card=script.order.card, form=form, changes=changes_of(script)
    )


def changes_of(script: Script) -> list[Change]:
    """The differences as people read them."""
    prizes = script.prizes
    words = {"new": "Thêm", "gone": "Bỏ", "moved": "Đổi giải"}
    by_key = {winner.key: winner for winner in script.sealed.winners}
    calls = {call.key: call for call in script.order.calls}
    found = []
    for each in script.differences:
        winner = by_key.get(each.key)
        entry_id = winner.entry_id if winner else calls[each.key].entry_id
        entry = script.sealed.entries.get(entry_id) if entry_id else None
        whom = f"{entry.code}: {entry.title}" if entry else (winner.named if winner else each.key.partition(":")[2])
        before = prizes.get(each.before, "") if each.before else ""
        after = prizes.get(each.after, "") if each.after else ""
        found.append(Change(words[each.what], whom, before, after))
    return found


def _typed(card: CeremonyCard | None) -> dict[str, object]:
    if card is None:
        return {"calling_order": regulation_of(g.edition.id).prizes.calling_order}
    starts = local(card.starts_at) if card.starts_at else None
    return {
        **{name: getattr(card, name) for name in ("version", "place", "calling_order", "group_size", "goes_up")},
        "led": "one" if card.is_led_as_one else "apart",
        "day": starts.date() if starts else None,
        "time": starts.time() if starts else None,
    }


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _version() -> int:
    return _number(request.form.get("version"))


def _done(deed: Callable[[], object], words: str, back: str = "") -> ResponseReturnValue:
    """Do it, say so or say why not, and lead back (to the order unless told)."""
    try:
        deed()
    except Refusal as refusal:
        flash_refusal(refusal)
    else:
        flash(words, "done")
    return redirect(back or url_for("ceremony.order"), 303)


@routes.post("/<slug>/le-trao-giai/xep-lai")
@page(Permission.CEREMONY_PREPARE)
def order_anew() -> ResponseReturnValue:
    """All groups made anew by the rule."""
    return _done(lambda: actions.arrange_anew(g.actor, g.edition.id, _version()), "Đã xếp lại các đợt trao giải.")


@routes.post("/<slug>/le-trao-giai/cap-nhat")
@page(Permission.CEREMONY_PREPARE)
def order_version() -> ResponseReturnValue:
    """The differences that were shown are taken in."""
    seal_id = _number(request.form.get("seal"))
    return _done(
        lambda: actions.take_version(g.actor, g.edition.id, _version(), seal_id),
        "Đã cập nhật theo kết quả mới; những gì đã xếp được giữ nguyên.",
    )


@routes.route("/<slug>/le-trao-giai/them", methods=["GET", "POST"])
@page(Permission.CEREMONY_PREPARE)
def segment_new() -> ResponseReturnValue:
    """Put a segment in."""
    script = _script()
    form = NewSegmentForm(data={"version": script.order.card.version, "minutes": 5})
    form.offer([(part.segment.id, part.title) for part in script.parts])
    if form.validate_on_submit():
        try:
            editing.add_segment(
                g.actor,
                g.edition.id,
                _number(form.version.data),
                form.kind.data,
                form.after.data,
                _written(form),
            )
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã thêm vào kịch bản.", "done")
            return redirect(url_for("ceremony.order"), 303)
    return render_template("ceremony/segment_new.html", form=form), 422 if form.is_submitted() else 200


def _written(form: SegmentForm) -> Written:
    return Written(form.title.data or "", form.words.data or "", form.minutes.data or 0, form.hands_over.data or "")


def _script() -> Script:
    script = script_of(g.edition.id)
    return script if script is not None else abort(404)


def _part(script: Script, segment_id: int) -> Part:
    return script.part_of(segment_id) or abort(404)


@routes.route("/<slug>/le-trao-giai/phan/<int:segment_id>", methods=["GET", "POST"])
@page(Permission.CEREMONY_PREPARE)
def segment(segment_id: int) -> ResponseReturnValue:
    """One segment: what is written of it, and of a group its lines."""
    script = _script()
    part = _part(script, segment_id)
    row = part.segment
    form = SegmentForm(
        data={name: getattr(row, name) for name in ("version", "title", "minutes", "words", "hands_over")}
    )
    standing: SegmentRow | None = None
    if form.validate_on_submit():
        try:
            editing.write_segment(g.actor, g.edition.id, segment_id, _number(form.version.data), _written(form))
        except Refusal as refusal:
            form.blame(refusal)
            if any(reason.code == "segment_changed" for reason in refusal.reasons):
                # Sent again it is meant upon what is shown now.
                standing, form.version.data = row, str(row.version)
        else:
            flash("Đã lưu.", "done")
            return redirect(url_for("ceremony.segment", segment_id=segment_id), 303)
    status = (409 if standing else 422) if form.is_submitted() else 200
    shown = render_template(
        "ceremony/segment.html",
        script=script,
        part=part,
        form=form,
        standing=standing,
        kind=SEGMENT_WORDS[row.kind],
        neighbours=_neighbours(script, part),
    )
    return shown, status


def _neighbours(script: Script, part: Part) -> tuple[Part | None, Part | None]:
    place = script.parts.index(part)
    after = script.parts[place + 1] if place + 1 < len(script.parts) else None
    return (script.parts[place - 1] if place else None), after


@routes.post("/<slug>/le-trao-giai/phan/<int:segment_id>/<any(len, xuong):way>")
@page(Permission.CEREMONY_PREPARE)
def segment_move(segment_id: int, way: str) -> ResponseReturnValue:
    """One place up or down."""
    up = way == "len"
    return _done(
        lambda: editing.move_segment(g.actor, g.edition.id, _version(), segment_id, "up" if up else "down"),
        "Đã chuyển lên trước." if up else "Đã chuyển ra sau.",
        url_for("ceremony.order", _anchor=f"phan-{segment_id}"),
    )


@routes.post("/<slug>/le-trao-giai/phan/<int:segment_id>/bo")
@page(Permission.CEREMONY_PREPARE)
def segment_removal(segment_id: int) -> ResponseReturnValue:
    """Take it out."""
    return _done(lambda: editing.remove_segment(g.actor, g.edition.id, _version(), segment_id), "Đã bỏ khỏi kịch bản.")


@routes.post("/<slug>/le-trao-giai/phan/<int:segment_id>/gop")
@page(Permission.CEREMONY_PREPARE)
def group_join(segment_id: int) -> ResponseReturnValue:
    """The next group of the same prize goes up with this one."""
    return _done(
        lambda: editing.join_groups(g.actor, g.edition.id, _version(), segment_id),
        "Đã gộp với đợt sau.",
        url_for("ceremony.segment", segment_id=segment_id),
    )


@routes.post("/<slug>/le-trao-giai/phan/<int:segment_id>/dong/<int:call_id>/<any(len, xuong, tach):way>")
@page(Permission.CEREMONY_PREPARE)
def call_move(segment_id: int, call_id: int, way: str) -> ResponseReturnValue:
    """A line up, down, or first of a new group."""
    deeds: dict[str, tuple[Callable[[], object], str]] = {
        "len": (lambda: editing.move_call(g.actor, g.edition.id, _version(), call_id, "up"), "Đã chuyển lên."),
        "xuong": (lambda: editing.move_call(g.actor, g.edition.id, _version(), call_id, "down"), "Đã chuyển xuống."),
        "tach": (lambda: editing.split_group(g.actor, g.edition.id, _version(), call_id), "Đã tách thành đợt mới."),
    }
    return _done(*deeds[way], url_for("ceremony.segment", segment_id=segment_id))


@routes.route("/<slug>/le-trao-giai/dong/<int:call_id>", methods=["GET", "POST"])
@page(Permission.CEREMONY_PREPARE)
def call(call_id: int) -> ResponseReturnValue:
    """Who comes up instead, who hands over to this one alone."""
    script = _script()
    line: Line = script.lines.get(call_id) or abort(404)
    form = CallForm(data={"stand_in": line.call.stand_in, "hands_over": line.call.hands_over})
    if form.validate_on_submit():
        editing.write_call(g.actor, g.edition.id, call_id, form.stand_in.data or "", form.hands_over.data or "")
        flash("Đã lưu.", "done")
        return redirect(url_for("ceremony.segment", segment_id=line.call.segment_id), 303)
    return render_template("ceremony/call.html", line=line, form=form), 422 if form.is_submitted() else 200
