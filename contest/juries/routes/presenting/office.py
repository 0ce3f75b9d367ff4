"""The timetable of a round: built, compared, accepted, announced."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from contest.foundation.access import Permission
from contest.foundation.clock import local
from contest.foundation.letters import ASK, NOW, OFF
from contest.foundation.mail import rule_of
from contest.foundation.pages import flash_refusal, page
from contest.foundation.refusal import Refusal
from contest.foundation.words import sentence
from contest.juries.actions import presenting as actions
from contest.juries.forms import BuildForm
from contest.juries.queries.presenting import (
    MOST_WITHOUT,
    DraftCard,
    SlotRow,
    elsewhere_of,
    labels_of,
    must_hear,
    needs_on_page,
    open_draft,
    placed_of,
    slot_rows,
)
from contest.juries.routes.blueprint import routes
from contest.juries.routes.presenting.views import (
    DayPart,
    Standing,
    day_parts,
    hour,
    standing_or_404,
    weekday,
)
from contest.juries.rules.timetable import Placed, cells, changes, clashes, said

_TOLD = {
    NOW: "Người phụ trách hồ sơ được báo bằng thư.",
    ASK: "Thư báo giờ chờ duyệt ở trang Thư gửi đi.",
    OFF: "Theo quy tắc thư của hội thi, không có thư báo nào được gửi.",
}


class Difference(NamedTuple):
    """What becomes of an entry: times in words, "" for none."""

    code: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class DraftPart:
    """The proposal on the page."""

    id: int
    seed: int
    made_at: datetime
    slots: int
    kept: int
    differences: tuple[Difference, ...]
    unplaced: tuple[tuple[str, str], ...]
    travels: int


@dataclass(frozen=True, slots=True)
class PresentationsPage:
    """Everything the page of a timetable shows. without: the first entries that have no slot; places: of its frame."""

    standing: Standing
    days: tuple[DayPart, ...]
    slots: int
    without: tuple[tuple[int, str], ...]
    without_count: int
    left: tuple[str, ...]
    clashes: tuple[str, ...]
    draft: DraftPart | None
    places: int
    entries: int
    waiting: int
    may_build: bool


@routes.get("/<slug>/thuyet-trinh/<round_key>")
@page(Permission.PRESENTATION_READ)
def presentations(round_key: str) -> ResponseReturnValue:
    """The timetable by day and room, the proposal that waits, what is impossible, who must still be told."""
    return _page(standing_or_404(round_key), BuildForm(formdata=None))


def _page(standing: Standing, form: BuildForm) -> str:
    view = _view(standing, slot_rows(standing.card.id))
    return render_template("juries/presentations.html", view=view, round=standing.rules, form=form)


def _view(standing: Standing, rows: list[SlotRow]) -> PresentationsPage:
    edition_id, frame = g.edition.id, standing.frame
    may_build = g.actor.may(Permission.JURY_ASSIGN, edition_id) and standing.card.state != "closed"
    needs, entries = needs_on_page(edition_id, standing.card, {row.entry_id for row in rows})
    held = {row.entry_id for row in rows if row.state != "cancelled"}
    without = [(one.entry_id, one.label) for one in needs.called if one.entry_id not in held]
    without_count = entries - sum(one.entry_id in held for one in needs.called)
    shows = needs.of(needs.people).shows("code", 1, units_together=False)
    draft = open_draft(standing.card.id) if may_build and standing.has_draft else None
    others = elsewhere_of(edition_id, standing.card, {row.day for row in rows})
    shows |= {one.show.entry_id: one.show for one in others}
    every = clashes([*placed_of(rows), *(one.placed for one in others)], shows)
    found = [clash for clash in every if clash.first.entry_id > 0 or clash.second.entry_id > 0]
    return PresentationsPage(
        standing,
        tuple(day_parts([row for row in rows if row.state != "cancelled"], standing)),
        len(held),
        tuple(without[:MOST_WITHOUT]) if standing.names else (),
        without_count if standing.names else 0,
        tuple(row.code if standing.names else row.number for row in rows if row.has_left),
        tuple(sentence(said(clash, shows)) for clash in found) if standing.names else (),
        _draft_part(draft, rows, labels_of(standing.card.id)) if draft else None,
        len(cells(frame.frame)) * len(frame.frame.rooms) if frame else 0,
        entries,
        sum(must_hear(row) for row in rows) if may_build else 0,
        may_build,
    )


def _draft_part(draft: DraftCard, rows: list[SlotRow], labels: dict[int, str]) -> DraftPart:
    codes = {row.entry_id: row.code for row in rows} | labels
    planned = placed_of(rows)
    found = changes(planned, draft.placed)
    differences = [Difference(codes.get(one.entry_id, "?"), _where(one.before), _where(one.after)) for one in found]
    unplaced = tuple((codes.get(entry_id, "?"), why) for entry_id, why in draft.unplaced)
    kept = len(draft.placed) - sum(one.after is not None for one in found)
    return DraftPart(
        draft.id, draft.seed, draft.made_at, len(draft.placed), kept, tuple(differences), unplaced, len(draft.travels)
    )


def _where(one: Placed | None) -> str:
    """ "08:20 Thứ Sáu, 12/06/2026, Phòng 2"; "" for nowhere."""
    return "" if one is None else f"{hour(one.starts)} {weekday(local(one.starts).date())}, {one.room}"


@routes.post("/<slug>/thuyet-trinh/<round_key>/lap")
@page(Permission.JURY_ASSIGN)
def presentation_proposal(round_key: str) -> ResponseReturnValue:
    """Build a timetable; it waits to be looked at."""
    standing = standing_or_404(round_key)
    form = BuildForm()
    if form.validate_on_submit():
        try:
            actions.propose_timetable(
                g.actor,
                g.edition.id,
                round_key,
                form.seed.data or 1,
                fresh=form.fresh.data,
                codes=form.codes.data or "",
            )
        except Refusal as refusal:
            form.blame(refusal)
        else:
            return redirect(url_for(".presentations", round_key=round_key, _anchor="phuong-an"), 303)
    return _page(standing, form), 422


@routes.post("/<slug>/thuyet-trinh/<round_key>/phuong-an/<int:draft_id>/<any(nhan, bo):verdict>")
@page(Permission.JURY_ASSIGN)
def presentation_acceptance(round_key: str, draft_id: int, verdict: str) -> ResponseReturnValue:
    """Make the proposal the timetable, or throw it away."""
    standing_or_404(round_key)
    try:
        if verdict == "nhan":
            changed = actions.accept_timetable(g.actor, g.edition.id, round_key, draft_id)
            flash(f"Đã áp dụng lịch: {changed} lượt mới hoặc đổi. Người dự thi chưa được báo.", "done")
        else:
            actions.drop_timetable(g.actor, g.edition.id, round_key, draft_id)
            flash("Đã bỏ phương án; lịch không đổi.", "done")
    except Refusal as refusal:
        flash_refusal(refusal)
    return redirect(url_for(".presentations", round_key=round_key), 303)


@routes.post("/<slug>/thuyet-trinh/<round_key>/bao")
@page(Permission.JURY_ASSIGN)
def presentation_letters(round_key: str) -> ResponseReturnValue:
    """Announce the timetable, and write to whoever does not know their slot as it is."""
    standing_or_404(round_key)
    try:
        count = actions.announce_timetable(g.actor, g.edition.id, round_key)
    except Refusal as refusal:
        flash_refusal(refusal)
    else:
        told = _TOLD[rule_of(g.edition.id, "presentation.announced").mode]
        flash(f"Đã công bố lịch; {count} lượt cần báo. {told}", "done")
    return redirect(url_for(".presentations", round_key=round_key), 303)
