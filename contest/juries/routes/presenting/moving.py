"""One entry's slot moved by hand: every place there is, each with what stands against it."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.foundation.access import Permission
from contest.foundation.clock import local, moment_of
from contest.foundation.pages import flash_refusal, page
from contest.foundation.refusal import Refusal, refuse_with
from contest.foundation.words import sentence
from contest.juries.actions import presenting as actions
from contest.juries.forms import MoveForm
from contest.juries.queries.presenting import FrameCard, SlotRow, needs_of, slot_rows
from contest.juries.routes.blueprint import routes
from contest.juries.routes.presenting.views import hour, shown, standing_or_404, weekday
from contest.juries.rules.timetable import Placed, Show, cells


class Target(NamedTuple):
    """A place an entry may go to: its value in the form, its words, and what it would break."""

    value: str
    day: str
    words: str
    against: tuple[str, ...]


@routes.route("/<slug>/thuyet-trinh/<round_key>/ho-so/<int:entry_id>", methods=["GET", "POST"])
@page(Permission.JURY_ASSIGN)
def presentation_slot(round_key: str, entry_id: int) -> ResponseReturnValue:
    """Where an entry is presented, where else it could be, and what stands against each place."""
    standing = standing_or_404(round_key)
    needs = needs_of(g.edition.id, standing.card)
    shows = needs.shows("code", 1, units_together=False)
    if standing.frame is None or entry_id not in shows or not standing.names:
        raise NotFound
    rows = slot_rows(standing.card.id)
    own = next((row for row in rows if row.entry_id == entry_id and row.state != "cancelled"), None)
    targets = list(_targets(entry_id, own, rows, shows, standing.frame))
    form = MoveForm()
    form.offer((one.value, f"{one.words}{' – vướng' if one.against else ''}", one.day) for one in targets)
    if form.validate_on_submit():
        try:
            _move(round_key, entry_id, own, form)
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash(f"Đã chuyển hồ sơ {shows[entry_id].label}. Người dự thi chưa được báo.", "done")
            return redirect(url_for(".presentations", round_key=round_key), 303)
    status = 422 if form.is_submitted() else 200
    return render_template(
        "juries/presentation_slot.html",
        form=form,
        round=standing.rules,
        show=shows[entry_id],
        entry_id=entry_id,
        slot=shown(own, 1, standing) if own else None,
        day=weekday(own.day) if own else "",
        against=[one for one in targets if one.against],
        free=sum(not one.against for one in targets),
    ), status


def _targets(
    entry_id: int, own: SlotRow | None, rows: list[SlotRow], shows: dict[int, Show], frame: FrameCard
) -> Iterator[Target]:
    """Free slots of the frame, and slots of others to change places with; where the entry is now is not among them."""
    standing = [row for row in rows if row.state != "cancelled"]
    taken = {(row.starts_at, row.room): row for row in standing}
    for cell in cells(frame.frame):
        for room in frame.frame.rooms:
            other = taken.get((cell.starts, room.name))
            if other is not None:
                continue
            one = Placed(entry_id, room.name, cell.starts, frame.frame.length)
            why = actions.why_not_there([one], rows, shows, frame)
            value = f"t:{cell.starts.isoformat()}:{room.name}"
            yield Target(
                value, weekday(local(cell.starts).date()), f"{hour(cell.starts)} {room.name}, trống",
                tuple(sentence(reason) for reason in why),
            )  # fmt: skip
    for other in standing if own is not None and own.state == "planned" else ():
        if other.entry_id == entry_id or other.state not in ("planned", "late", "absent"):
            continue
        moved = [
            Placed(entry_id, other.room, other.starts_at, other.minutes),
            Placed(other.entry_id, own.room, own.starts_at, own.minutes) if own else None,
        ]
        why = actions.why_not_there([one for one in moved if one], rows, shows, frame)
        words = f"{hour(other.starts_at)} {other.room}, đổi với {other.code}"
        yield Target(
            f"d:{other.id}", f"Đổi chỗ, {weekday(other.day)}", words, tuple(sentence(reason) for reason in why)
        )


def _move(round_key: str, entry_id: int, own: SlotRow | None, form: MoveForm) -> None:
    """Do what the chosen value says. Raises Refusal."""
    kind, _, rest = (form.to.data or "").partition(":")
    if kind == "d" and own is not None:
        actions.swap_slots(g.actor, g.edition.id, round_key, own.id, int(rest))
    elif kind == "t":
        at, room = _moment_and_room(rest)
        actions.move_slot(g.actor, g.edition.id, round_key, entry_id, room, at, pin=form.pin.data)
    else:
        raise refuse_with("timetable_slot_choose", "to")


def _moment_and_room(text: str) -> tuple[datetime, str]:
    """ "2026-06-12T08:20:00+07:00:Phòng 2": the moment has as many colons as it always has."""
    parts = text.split(":")
    return moment_of(":".join(parts[:4])), ":".join(parts[4:])


@routes.post("/<slug>/thuyet-trinh/<round_key>/luot/<int:slot_id>/<any(ghim, tha, bo):deed>")
@page(Permission.JURY_ASSIGN)
def presentation_pin(round_key: str, slot_id: int, deed: str) -> ResponseReturnValue:
    """Pin a slot, let it go, or take the entry out of the timetable."""
    standing_or_404(round_key)
    try:
        if deed == "bo":
            actions.take_out(g.actor, g.edition.id, round_key, slot_id)
            flash("Hồ sơ không còn lượt thuyết trình. Người dự thi chưa được báo.", "done")
        else:
            actions.pin_slot(g.actor, g.edition.id, round_key, slot_id, pinned=deed == "ghim")
            flash("Đã ghim lượt này." if deed == "ghim" else "Đã bỏ ghim.", "done")
    except Refusal as refusal:
        flash_refusal(refusal)
    return redirect(url_for(".presentations", round_key=round_key), 303)
