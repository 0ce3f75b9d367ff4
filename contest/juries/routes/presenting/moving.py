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
from contest.juries.queries.presenting import SlotRow
from contest.juries.routes.blueprint import routes
from contest.juries.routes.presenting.views import hour, shown, standing_or_404, weekday
from contest.juries.rules.timetable import Placed, cells


class Target(NamedTuple):
    """A place an entry may go to: its value in the form, its words, and what it would break."""

    value: str
    day: str
    words: str
    against: tuple[str, ...]
    is_foreign: bool = False

    @property
    def flag(self) -> str:
        """What stands behind it in the list."""
        return " – vướng" if self.against else " – phòng của hội đồng khác" if self.is_foreign else ""


@routes.route("/<slug>/thuyet-trinh/<round_key>/ho-so/<int:entry_id>", methods=["GET", "POST"])
@page(Permission.JURY_ASSIGN)
def presentation_slot(round_key: str, entry_id: int) -> ResponseReturnValue:
    """Where an entry is presented, where else it could be, and what stands against each place."""
    standing = standing_or_404(round_key)
    if standing.frame is None or not standing.names:
        raise NotFound
    on = actions.grounds_of(g.edition.id, standing.card, standing.frame)
    if entry_id not in on.shows:
        raise NotFound
    show = on.shows[entry_id]
    own = next((row for row in on.rows if row.entry_id == entry_id and row.state != "cancelled"), None)
    targets = list(_targets(entry_id, own, on))
    form = MoveForm()
    form.offer((one.value, f"{one.words}{one.flag}", one.day) for one in targets)
    if form.validate_on_submit():
        try:
            _move(round_key, entry_id, own, form)
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash(f"Đã chuyển hồ sơ {show.label}. Người dự thi chưa được báo.", "done")
            return redirect(url_for(".presentations", round_key=round_key), 303)
    status = 422 if form.is_submitted() else 200
    return render_template(
        "juries/presentation_slot.html",
        form=form,
        round=standing.rules,
        show=show,
        entry_id=entry_id,
        slot=shown(own, 1, standing) if own else None,
        day=weekday(own.day) if own else "",
        against=[one for one in targets if one.against],
        free=sum(not one.flag for one in targets),
        foreign=any(one.is_foreign for one in targets),
    ), status


def _targets(entry_id: int, own: SlotRow | None, on: actions.Grounds) -> Iterator[Target]:
    """Free slots of the frame, and slots of others to change places with; where the entry is now is not among them."""
    frame = on.frame
    standing = [row for row in on.rows if row.state != "cancelled"]
    taken = {(row.starts_at, row.room): row for row in standing}
    for cell in cells(frame.frame):
        for room in frame.frame.rooms:
            other = taken.get((cell.starts, room.name))
            if other is not None:
                continue
            one = Placed(entry_id, room.name, cell.starts, frame.frame.length)
            value = f"t:{cell.starts.isoformat()}:{room.name}"
            words = f"{hour(cell.starts)} {room.name}, trống"
            yield Target(value, weekday(local(cell.starts).date()), words, *_against([one], on))
    for other in standing if own is not None and own.state == "planned" else ():
        if other.entry_id == entry_id or other.state not in ("planned", "late", "absent"):
            continue
        moved = [
            Placed(entry_id, other.room, other.starts_at, other.minutes),
            Placed(other.entry_id, own.room, own.starts_at, own.minutes) if own else None,
        ]
        words = f"{hour(other.starts_at)} {other.room}, đổi với {other.code}"
        against = _against([one for one in moved if one], on)
        yield Target(f"d:{other.id}", f"Đổi chỗ, {weekday(other.day)}", words, *against)


def _against(moved: list[Placed], on: actions.Grounds) -> tuple[tuple[str, ...], bool]:
    """What makes these places impossible, in words; and whether a room of another council is among them."""
    impossible = actions.why_not_there(moved, on, anywhere=True)
    is_foreign = len(actions.why_not_there(moved, on)) > len(impossible)
    return tuple(sentence(reason) for reason in impossible), is_foreign


def _move(round_key: str, entry_id: int, own: SlotRow | None, form: MoveForm) -> None:
    """Do what the chosen value says. Raises Refusal."""
    kind, _, rest = (form.to.data or "").partition(":")
    if kind == "d" and own is not None:
        actions.swap_slots(g.actor, g.edition.id, round_key, own.id, int(rest), anywhere=form.anywhere.data)
    elif kind == "t":
        at, room = _moment_and_room(rest)
        ways = {"pin": form.pin.data, "anywhere": form.anywhere.data}
        actions.move_slot(g.actor, g.edition.id, round_key, entry_id, room, at, **ways)
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
