"""The board at a room's door on the day: who is inside, who is next; kept up to date on every telephone."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.foundation.access import Permission
from contest.foundation.clock import local, now, today
from contest.foundation.pages import PUBLIC, flash_refusal, page
from contest.foundation.refusal import Refusal
from contest.foundation.words import sentence
from contest.juries.actions import presenting as actions
from contest.juries.forms import DelayForm, SwapForm
from contest.juries.queries import entries_lent
from contest.juries.queries.presenting import may_run, slot_rows
from contest.juries.routes.blueprint import routes
from contest.juries.routes.presenting.views import Shown, Standing, day_parts, rooms_of, standing_or_404, weekday

_STATE_OF = {"vao": "called", "xong": "done", "vang": "absent", "muon": "late", "cho": "planned"}


@dataclass(frozen=True, slots=True)
class DoorPage:
    """The board of one room on one day. next: who is called when the room is free."""

    room: str
    place: int
    rooms: tuple[tuple[int, str], ...]
    days: tuple[date, ...]
    day: date | None
    day_words: str
    inside: Shown | None
    next: Shown | None
    slots: tuple[Shown, ...]
    delay: int
    runs: bool
    # Entries at which the reader stands in for the council's clerk.
    lent: frozenset[int] = frozenset()

    def leads(self, one: Shown) -> bool:
        """Whether the reader says how it stands with this entry."""
        return self.runs or one.slot.entry_id in self.lent


@routes.get("/<slug>/thuyet-trinh/<round_key>/phong/<int:place>")
@page(PUBLIC)
def door(round_key: str, place: int) -> ResponseReturnValue:
    """The board with its page; `ngay` is another day than today's (or the first)."""
    standing = standing_or_404(round_key)
    view = _view(standing, place)
    return render_template("juries/door.html", view=view, round=standing.rules, standing=standing)


@routes.get("/<slug>/thuyet-trinh/<round_key>/phong/<int:place>/hien-tai")
@page(PUBLIC)
def door_now(round_key: str, place: int) -> ResponseReturnValue:
    """The board alone, for pages that ask again and again: nothing is sent while nothing has changed."""
    standing = standing_or_404(round_key)
    view = _view(standing, place)
    mark = hashlib.sha256(repr(view).encode()).hexdigest()[:32]
    if request.if_none_match.contains(mark):
        answer = Response(status=304)
    else:
        answer = Response(render_template("juries/_door.html", view=view, round=standing.rules))
    answer.set_etag(mark)
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def _view(standing: Standing, place: int) -> DoorPage:
    """Raises NotFound while the timetable is not announced, but for those who work on it."""
    rows = slot_rows(standing.card.id)
    names = rooms_of(standing, rows)
    announced = standing.frame is not None and standing.frame.announced_at is not None
    if not (announced or standing.sees) or not 0 < place <= len(names):
        raise NotFound
    here = [row for row in rows if row.room == names[place - 1] and row.state != "cancelled"]
    days = sorted({row.day for row in here})
    day = _day(days)
    parts = day_parts([row for row in here if row.day == day], standing)
    slots = parts[0].rooms[0].slots if parts else ()
    waiting = [one for one in slots if one.slot.state in ("planned", "late")]
    whose = {one.slot.council_id for one in slots}
    runs = (
        standing.card.state != "closed"
        and bool(whose)
        and all(may_run(g.actor, g.edition.id, council_id, joint=standing.rules.joint_council) for council_id in whose)
    )
    return DoorPage(
        names[place - 1],
        place,
        tuple(enumerate(names, 1)),
        tuple(days),
        day,
        weekday(day) if day else "",
        next((one for one in slots if one.slot.state == "called"), None),
        next((one for one in waiting if one.slot.state == "planned"), waiting[0] if waiting else None),
        slots,
        max((one.slot.delay for one in waiting[:1]), default=0),
        runs,
        frozenset() if runs else _lent(standing, whose),
    )


def _lent(standing: Standing, council_ids: Collection[int | None]) -> frozenset[int]:
    """One query for each council in the room, and only for who has such a part."""
    if standing.card.state == "closed" or not g.actor.may(Permission.PRESENTATION_RUN, g.edition.id):
        return frozenset()
    return frozenset().union(*(entries_lent(council_id, g.actor.id or 0) for council_id in council_ids))


def _day(days: list[date]) -> date | None:
    """The day asked for, else today, else the next one, else the last."""
    asked = request.args.get("ngay", "")
    named = next((day for day in days if day.isoformat() == asked), None)
    return named or next((day for day in days if day >= today()), days[-1] if days else None)


@routes.post("/<slug>/thuyet-trinh/<round_key>/luot/<int:slot_id>/tinh-trang/<any(vao, xong, vang, muon, cho):state>")
@page(Permission.PRESENTATION_RUN)
def door_state(round_key: str, slot_id: int, state: str) -> ResponseReturnValue:
    """Somebody is asked in, done, late, absent, or waits again."""
    standing = standing_or_404(round_key)
    try:
        actions.mark_slot(g.actor, g.edition.id, round_key, slot_id, _STATE_OF[state])
    except Refusal as refusal:
        flash_refusal(refusal)
    return _back(standing, slot_id)


@routes.post("/<slug>/thuyet-trinh/<round_key>/luot/<int:slot_id>/lui")
@page(Permission.PRESENTATION_RUN)
def door_delay(round_key: str, slot_id: int) -> ResponseReturnValue:
    """From this slot on the room is so many minutes later."""
    standing = standing_or_404(round_key)
    form = DelayForm()
    try:
        minutes = (form.minutes.data or 0) if form.validate() else 0
        for why in actions.delay_room(g.actor, g.edition.id, round_key, slot_id, minutes):
            flash(sentence(why), "attention")
    except Refusal as refusal:
        flash_refusal(refusal)
    else:
        flash(f"Các lượt sau của phòng {'lùi' if minutes > 0 else 'kéo lại'} {abs(minutes)} phút.", "done")
    return _back(standing, slot_id)


@routes.post("/<slug>/thuyet-trinh/<round_key>/luot/<int:slot_id>/doi")
@page(Permission.PRESENTATION_RUN)
def door_swap(round_key: str, slot_id: int) -> ResponseReturnValue:
    """Two entries change places."""
    standing = standing_or_404(round_key)
    form = SwapForm()
    if not form.validate():
        flash("Hãy chọn lượt để đổi chỗ.", "refused")
        return _back(standing, slot_id)
    try:
        actions.swap_slots(g.actor, g.edition.id, round_key, slot_id, form.with_.data or 0)
    except Refusal as refusal:
        flash_refusal(refusal)
    else:
        flash("Đã đổi chỗ hai lượt. Hãy báo cho cả hai nhóm tác giả.", "done")
    return _back(standing, slot_id)


def _back(standing: Standing, slot_id: int) -> ResponseReturnValue:
    """To the board the deed was done at."""
    rows = slot_rows(standing.card.id)
    slot = next((row for row in rows if row.id == slot_id), None)
    names = rooms_of(standing, rows)
    if slot is None:
        return redirect(url_for(".presentations", round_key=standing.rules.key), 303)
    day = local(slot.starts_at).date()
    ngay = day.isoformat() if day != local(now()).date() else None
    place = names.index(slot.room) + 1
    return redirect(url_for(".door", round_key=standing.rules.key, place=place, ngay=ngay), 303)
